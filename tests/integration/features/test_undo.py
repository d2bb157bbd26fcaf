"""What was deleted, withdrawn or removed comes back to whoever did it, for a while, and to nobody else: every role, over REST."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import GuestOf, guest_of
from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.access.policy import PERMISSIONS, Action, GuestRole
from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import Role
from videoplanet.entities.share.model import SharePermission
from videoplanet.features.manage_members.service import change_role, remove_member
from videoplanet.features.manage_project.service import change_project
from videoplanet.features.read_activity.service import video_activity
from videoplanet.features.share_video.service import ShareTerms, create_share
from videoplanet.shared.redis import redis_client
from videoplanet.shared.undo import UNDO_WINDOW

Somebody = Person | GuestOf
ROLES = [*Role, *GuestRole]


async def cast(role: Role | GuestRole) -> tuple[Review, Somebody]:
    """A review and somebody of that role."""
    if isinstance(role, GuestRole):
        film = await review()
        return film, await guest_of(film.owner, film.video_id, ShareTerms(permission=SharePermission(role)))
    film = await review(Role.ADMIN, role)
    return film, film.members[role]


async def ask(gateway: AsyncClient, method: str, path: str, by: Somebody, **body: Any) -> tuple[int, Any]:
    """Status and JSON of an answer."""
    answer = await gateway.request(method, f"/api/v1{path}", headers=by.bearer, json=body or None)
    return answer.status_code, answer.json() if answer.content else None


async def shown(gateway: AsyncClient, film: Review) -> list[dict[str, Any]]:
    """The comments as the owner reads them."""
    items: list[dict[str, Any]] = (await gateway.get(film.comments, headers=film.owner.bearer)).json()["items"]
    return items


async def told(film: Review) -> list[tuple[str, dict[str, Any]]]:
    """What everybody heard, oldest first; the numbers have no gap."""
    heard = (await video_activity(film.owner.principal, film.video_id, 0)).items
    assert [one.previous_seq for one in heard[1:]] == [one.seq for one in heard[:-1]]
    return [(one.type, dict(one.payload)) for one in heard]


async def forgotten() -> None:
    """Let the time pass in which something can be undone."""
    keys = await redis_client().keys("vp:undo:*")
    assert keys
    for key in keys:
        assert 0 < await redis_client().ttl(key) <= UNDO_WINDOW.total_seconds()
    await redis_client().delete(*keys)


@pytest.mark.parametrize("role", ROLES)
async def test_who_may_comment_has_their_own_back_whole(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody = await cast(role)
    if Action.COMMENT not in PERMISSIONS[role]:
        return
    id_ = await film.comment(somebody, frame_in=7)
    await ask(gateway, "POST", f"/comments/{id_}/replies", film.owner, body="네")
    await ask(gateway, "PUT", f"/comments/{id_}/reactions/like", somebody)
    (before,) = await shown(gateway, film)
    assert await ask(gateway, "DELETE", f"/comments/{id_}", somebody) == (204, None)
    assert await shown(gateway, film) == []
    status, restored = await ask(gateway, "POST", f"/comments/{id_}/restore", somebody)
    assert (status, restored["reactions"]["like"]) == (200, {"count": 1, "mine": True})
    assert await shown(gateway, film) == [before]
    type_, payload = (await told(film))[-1]
    assert (type_, payload["id"], payload["version"], len(payload["replies"])) == ("comment.new", id_, 1, 1)
    assert payload["reactions"]["like"] == {"count": 1}


@pytest.mark.parametrize("role", ROLES)
async def test_nobody_has_back_what_another_deleted(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody = await cast(role)
    author = film.members.get(Role.ADMIN, film.owner) if role is not Role.ADMIN else film.owner
    id_ = await film.comment(author)
    await ask(gateway, "DELETE", f"/comments/{id_}", author)
    status, problem = await ask(gateway, "POST", f"/comments/{id_}/restore", somebody)
    expected = (409, "undo.too_late") if Action.MODERATE in PERMISSIONS[role] else (404, "not_found")
    assert (status, problem["code"]) == expected
    assert await shown(gateway, film) == []
    assert (await told(film))[-1][0] == "comment.delete"


@pytest.mark.parametrize("role", [role for role in ROLES if Action.COMMENT in PERMISSIONS[role]])
async def test_a_reply_comes_back_to_its_place(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody = await cast(role)
    id_ = await film.comment()
    _, reply = await ask(gateway, "POST", f"/comments/{id_}/replies", somebody, body="첫째")
    await ask(gateway, "POST", f"/comments/{id_}/replies", film.owner, body="둘째")
    path = f"/comments/{id_}/replies/{reply['id']}"
    assert await ask(gateway, "DELETE", path, somebody) == (204, None)
    if role is not Role.OWNER:
        status, problem = await ask(gateway, "POST", f"{path}/restore", film.owner)
        assert (status, problem["code"]) == (409, "undo.too_late")
    assert await ask(gateway, "POST", f"{path}/restore", somebody) == (200, reply)
    (comment,) = await shown(gateway, film)
    assert [one["body"] for one in comment["replies"]] == ["첫째", "둘째"]
    assert (await told(film))[-1] == ("comment.reply.new", {"comment_id": id_, "version": 1, "reply": reply})


async def test_undone_twice_is_undone_once(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await ask(gateway, "DELETE", f"/comments/{id_}", film.owner)
    answers = [await ask(gateway, "POST", f"/comments/{id_}/restore", film.owner) for _ in range(2)]
    assert answers[0] == answers[1]
    assert [type_ for type_, _ in await told(film)] == ["comment.new", "comment.delete", "comment.new"]


async def test_a_comment_stays_deleted_once_the_time_is_over(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await ask(gateway, "DELETE", f"/comments/{id_}", film.owner)
    await forgotten()
    status, problem = await ask(gateway, "POST", f"/comments/{id_}/restore", film.owner)
    assert (status, problem["code"]) == (409, "undo.too_late")


async def test_who_lost_the_right_meanwhile_has_nothing_back(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    reviewer = film.members[Role.REVIEWER]
    id_ = await film.comment(reviewer)
    await ask(gateway, "DELETE", f"/comments/{id_}", reviewer)
    await change_role(film.owner.principal, film.project_id, reviewer.id, Role.VIEWER)
    assert (await ask(gateway, "POST", f"/comments/{id_}/restore", reviewer))[0] == 404
    await change_role(film.owner.principal, film.project_id, reviewer.id, Role.REVIEWER)
    await change_project(film.owner.principal, film.project_id, ProjectFields(archived=True))
    status, problem = await ask(gateway, "POST", f"/comments/{id_}/restore", reviewer)
    assert (status, problem["code"]) == (409, "project.archived")
    await change_project(film.owner.principal, film.project_id, ProjectFields(archived=False))
    await remove_member(film.owner.principal, film.project_id, reviewer.id)
    assert (await ask(gateway, "POST", f"/comments/{id_}/restore", reviewer))[0] == 404


@pytest.mark.parametrize("role", ROLES)
async def test_a_link_opens_again_for_whoever_withdrew_it(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody = await cast(role)
    link = await create_share(film.owner.principal, film.video_id, ShareTerms())
    path = f"/shares/{link.id}"
    status, _ = await ask(gateway, "DELETE", path, somebody)
    if Action.SHARE not in PERMISSIONS[role]:
        assert status in (403, 404)
        await ask(gateway, "DELETE", path, film.owner)
        assert (await ask(gateway, "POST", f"{path}/restore", somebody))[0] in (403, 404)
        return
    assert (await gateway.get(f"/api/v1/shares/{link.token}")).status_code == 401
    if role is not Role.OWNER:
        status, problem = await ask(gateway, "POST", f"{path}/restore", film.owner)
        assert (status, problem["code"]) == (409, "undo.too_late")
    status, restored = await ask(gateway, "POST", f"{path}/restore", somebody)
    assert (status, restored["revoked_at"]) == (200, None)
    assert (await gateway.get(f"/api/v1/shares/{link.token}")).status_code == 200


async def test_a_guest_of_a_link_that_opens_again_is_in_again(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    await ask(gateway, "DELETE", f"/shares/{guest.share_id}", film.owner)
    assert (await gateway.get(film.comments, headers=guest.bearer)).status_code == 401
    await ask(gateway, "POST", f"/shares/{guest.share_id}/restore", film.owner)
    assert (await gateway.get(film.comments, headers=guest.bearer)).status_code == 200


@pytest.mark.parametrize("role", list(Role))
async def test_a_member_is_taken_in_again_by_whoever_took_them_out(gateway: AsyncClient, role: Role) -> None:
    film = await review(Role.ADMIN, Role.REVIEWER, role)
    somebody = film.members[role]
    gone = film.members[Role.REVIEWER if role is not Role.REVIEWER else Role.ADMIN]
    path = f"/projects/{film.project_id}/members"
    _, before = await ask(gateway, "GET", path, film.owner)
    status, _ = await ask(gateway, "DELETE", f"{path}/{gone.id}", somebody)
    if Action.MANAGE_MEMBERS not in PERMISSIONS[role]:
        assert status == 403
        await ask(gateway, "DELETE", f"{path}/{gone.id}", film.owner)
        assert (await ask(gateway, "POST", f"{path}/{gone.id}/restore", somebody))[0] == 403
        return
    other = film.members[Role.ADMIN if role is Role.OWNER else Role.OWNER]
    status, problem = await ask(gateway, "POST", f"{path}/{gone.id}/restore", other)
    assert (status, problem["code"]) == (409, "undo.too_late")
    assert (await ask(gateway, "POST", f"{path}/{gone.id}/restore", somebody))[0] == 200
    _, after = await ask(gateway, "GET", path, film.owner)
    assert after == before


async def test_nobody_is_taken_in_who_never_was(gateway: AsyncClient) -> None:
    film, stranger = await review(), UUID(int=7)
    status, problem = await ask(gateway, "POST", f"/projects/{film.project_id}/members/{stranger}/restore", film.owner)
    assert (status, problem["code"]) == (409, "undo.too_late")
