"""Every role and every kind of guest against everything one can do with comments and links: by use case and over REST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import GuestOf, guest_of
from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.access.policy import PERMISSIONS, Action, GuestRole
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.comment.repository import CommentFilter
from videoplanet.entities.project.model import Role
from videoplanet.entities.share.model import SharePermission
from videoplanet.features.follow_live.service import follow_project, follow_video
from videoplanet.features.react_to_comment.service import react
from videoplanet.features.reply_to_comment.service import add_reply
from videoplanet.features.share_video.service import ShareTerms, create_share, list_shares
from videoplanet.features.show_presence.service import present_people
from videoplanet.features.write_comment.deletion import delete_comment
from videoplanet.features.write_comment.reading import list_comments
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment, reopen_comment, resolve_comment
from videoplanet.shared.errors import NotAllowed, NotFound
from videoplanet.shared.security.principal import Principal

Service = Callable[[Principal, Review, UUID], Awaitable[object]]
DRAFT = {"version": 1, "body": "여기"}

USE_CASES: list[tuple[Action, Service]] = [
    (Action.SEE, lambda who, film, _: list_comments(who, film.video_id, CommentFilter())),
    (Action.SEE, lambda who, film, _: follow_video(who, film.video_id)),
    (Action.SEE, lambda who, film, _: present_people(who, film.video_id)),
    (Action.COMMENT, lambda who, film, _: add_comment(who, film.video_id, NewComment.model_validate(DRAFT))),
    (Action.COMMENT, lambda who, _, comment: add_reply(who, comment, "네")),
    (Action.COMMENT, lambda who, _, comment: react(who, comment, ReactionKind.LIKE)),
    (Action.RESOLVE, lambda who, _, comment: resolve_comment(who, comment)),
    (Action.RESOLVE, lambda who, _, comment: reopen_comment(who, comment)),
    (Action.SHARE, lambda who, film, _: create_share(who, film.video_id, ShareTerms())),
    (Action.SHARE, lambda who, film, _: list_shares(who, film.video_id)),
    (Action.MODERATE, lambda who, _, comment: delete_comment(who, comment)),
]

REQUESTS: list[tuple[Action, str, str, dict[str, Any] | None]] = [
    (Action.SEE, "GET", "/videos/{video}/comments", None),
    (Action.SEE, "GET", "/videos/{video}/activity", None),
    (Action.SEE, "GET", "/videos/{video}/presence", None),
    (Action.COMMENT, "POST", "/videos/{video}/comments", DRAFT),
    (Action.COMMENT, "POST", "/comments/{comment}/replies", {"body": "네"}),
    (Action.COMMENT, "PUT", "/comments/{comment}/reactions/like", None),
    (Action.COMMENT, "DELETE", "/comments/{comment}/reactions/like", None),
    (Action.RESOLVE, "POST", "/comments/{comment}/resolve", None),
    (Action.RESOLVE, "POST", "/comments/{comment}/reopen", None),
    (Action.RESOLVE, "PATCH", "/comments/{comment}", {"status": "in_progress"}),
    (Action.SHARE, "GET", "/videos/{video}/shares", None),
    (Action.SHARE, "POST", "/videos/{video}/shares", {}),
    (Action.SHARE, "PATCH", "/shares/{share}", {"permission": "view"}),
    (Action.SHARE, "DELETE", "/shares/{share}", None),
    (Action.MODERATE, "DELETE", "/comments/{comment}", None),
]


async def cast(role: Role | GuestRole) -> tuple[Review, Person | GuestOf, UUID]:
    """Return a review, somebody of that role, and a comment by somebody else."""
    if isinstance(role, GuestRole):
        film = await review()
        somebody: Person | GuestOf = await guest_of(
            film.owner, film.video_id, ShareTerms(permission=SharePermission(role))
        )
        return film, somebody, UUID(await film.comment())
    film = await review(Role.ADMIN, role)
    author = film.members[Role.ADMIN] if role is Role.OWNER else film.owner
    return film, film.members[role], UUID(await film.comment(author))


@pytest.mark.parametrize("role", [*Role, *GuestRole])
async def test_the_use_cases_follow_the_table(role: Role | GuestRole) -> None:
    film, somebody, comment = await cast(role)
    for number, (action, use_case) in enumerate(USE_CASES):
        if action in PERMISSIONS[role]:
            await use_case(somebody.principal, film, comment)
        else:
            with pytest.raises(NotAllowed):
                await use_case(somebody.principal, film, comment)
                pytest.fail(f"{role} did use case {number}")


@pytest.mark.parametrize("role", [*Role, *GuestRole])
async def test_rest_follows_the_table(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody, comment = await cast(role)
    share = await create_share(film.owner.principal, film.video_id, ShareTerms())
    for action, method, path, body in REQUESTS:
        where = "/api/v1" + path.format(video=film.video_id, comment=comment, share=share.id)
        answer = await gateway.request(method, where, json=body, headers=somebody.bearer)
        is_allowed = action in PERMISSIONS[role]
        expected = {200, 201, 204} if is_allowed else {403, 404} if path.startswith("/shares") else {403}
        assert answer.status_code in expected, f"{role} {method} {path}: {answer.text}"


@pytest.mark.parametrize("role", list(GuestRole))
async def test_guests_never_follow_a_project(role: GuestRole) -> None:
    film, somebody, _ = await cast(role)
    with pytest.raises(NotFound):
        await follow_project(somebody.principal, film.project_id)


async def test_without_a_token_nothing_is_answered(gateway: AsyncClient) -> None:
    film, _, comment = await cast(Role.OWNER)
    for _, method, path, body in REQUESTS:
        where = "/api/v1" + path.format(video=film.video_id, comment=comment, share=film.video_id)
        assert (await gateway.request(method, where, json=body)).status_code == 401
