"""What a list says of a comment is what is said of it alone; all of them in one answer are what the pages add up to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import changed, guest_of
from tests.integration.people import Person, person
from tests.integration.review import Review, review, version
from videoplanet.entities.access.authorization import authorize_comment
from videoplanet.entities.access.policy import Action
from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.comment.repository import CommentFilter, comment_with_version
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.service import remove_member
from videoplanet.features.react_to_comment.service import react
from videoplanet.features.reply_to_comment.service import add_reply, delete_reply
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.features.write_comment import reading
from videoplanet.features.write_comment.service import resolve_comment
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal

SHAPE = {"type": "arrow", "points": [[0.1, 0.2], [0.3, 0.4]], "colour": "#1631F8", "width": 0.01}


async def talk(gateway: AsyncClient) -> tuple[Review, Any]:
    """A film on which everything was said that can be said, and a guest of it."""
    film = await review(Role.REVIEWER, Role.EDITOR)
    reviewer, editor = film.members[Role.REVIEWER], film.members[Role.EDITOR]
    guest = await guest_of(film.owner, film.video_id)
    await film.comment(body="전체")
    full = await film.post(
        gateway,
        guest,
        frame_in=17_981 % 1000,
        frame_out=999,
        kind="question",
        priority="critical",
        tags=["색", "로고"],
        drawing=[SHAPE],
    )
    assert full.status_code == 201, full.text
    id_ = UUID(full.json()["id"])
    await add_reply(reviewer.principal, id_, "네")
    await add_reply(guest.principal, id_, "저도요")
    gone = await add_reply(editor.principal, id_, "지울 말")
    await delete_reply(editor.principal, id_, UUID(gone.reply["id"]))
    for somebody, kind in ((reviewer, "like"), (editor, "like"), (guest, "question"), (film.owner, "dislike")):
        await react(somebody.principal, id_, ReactionKind(kind))
    mine = UUID(await film.comment(frame_in=5, assignee_id=str(editor.id)))
    answer = await gateway.patch(f"/api/v1/comments/{mine}", json={"body": "바뀐 말"}, headers=film.owner.bearer)
    assert answer.status_code == 200, answer.text
    await resolve_comment(reviewer.principal, mine)
    await changed("update comment set created_at = '2026-03-01 09:30:00.999999+00' where id = :id", id=mine)
    await changed("update reply set created_at = '2026-03-01 09:30:00.9999+09', edited_at = '2026-03-01 09:30:01+00'")
    await remove_member(film.owner.principal, film.project_id, reviewer.id)
    return film, guest


async def alone(principal: Principal, comment_id: UUID) -> WholeComment:
    """One comment by itself, as it is answered and told after a change."""
    async with unit_of_work() as uow:
        access = await authorize_comment(uow.session, principal, comment_id, Action.SEE)
        found = await comment_with_version(uow.session, comment_id)
        assert found is not None
        return await reading.whole_comment(uow.session, principal, access, *found)


async def listed(gateway: AsyncClient, film: Review, somebody: Person | Any, query: str) -> dict[str, Any]:
    answer = await gateway.get(f"{film.comments}{query}", headers=somebody.bearer)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def test_a_list_says_of_each_comment_what_is_said_of_it_alone(gateway: AsyncClient) -> None:
    film, guest = await talk(gateway)
    for somebody in (film.owner, film.members[Role.EDITOR], guest):
        for item in (await listed(gateway, film, somebody, ""))["items"]:
            assert item == await alone(somebody.principal, UUID(item["id"]))


async def test_all_in_one_answer_is_what_the_pages_add_up_to(
    gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    film, guest = await talk(gateway)
    await version(film.owner, film.video_id, 2)
    for number in range(7):
        await film.comment(body=str(number), frame_in=[5, None, 2, 2, None, 9, 5][number], version=1 + number % 2)
    for pace in (1, 3, 500):
        monkeypatch.setattr(reading, "LONG_PAGE", pace)
        for somebody in (film.owner, guest):
            for filters in ("", "&version=2", "&status=resolved", "&kind=idea"):
                paged = await listed(gateway, film, somebody, f"?limit=100{filters}")
                whole = await listed(gateway, film, somebody, f"?all=true{filters}")
                assert whole == paged


async def test_all_are_for_those_who_may_see_them(gateway: AsyncClient) -> None:
    film = await review()
    await film.comment(body="옛 컷")
    await version(film.owner, film.video_id, 2)
    await film.comment(body="새 컷", version=2)
    guest = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    assert [one["body"] for one in (await listed(gateway, film, guest, "?all=true"))["items"]] == ["새 컷"]
    stranger = await person("Stranger")
    refused = await gateway.get(f"{film.comments}?all=true", headers=stranger.bearer)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert (await gateway.get(f"{film.comments}?all=true")).status_code == 401


async def test_whoever_is_put_out_hears_no_more_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    film = await review(Role.VIEWER)
    for number in range(3):
        await film.comment(frame_in=number)
    monkeypatch.setattr(reading, "LONG_PAGE", 1)
    viewer = film.members[Role.VIEWER]
    pages = reading.every_comment(viewer.principal, film.video_id, CommentFilter())
    assert len((await anext(pages)).items) == 1
    await remove_member(film.owner.principal, film.project_id, viewer.id)
    with pytest.raises(NotFound):
        await anext(pages)
