"""Replies over REST."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from tests.integration.films import GuestOf, guest_of
from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.project.model import Role
from videoplanet.features.read_activity.service import video_activity
from videoplanet.shared.ids import new_id


def path(comment_id: str, reply_id: str = "") -> str:
    return f"/api/v1/comments/{comment_id}/replies" + (f"/{reply_id}" if reply_id else "")


async def answer_to(
    gateway: AsyncClient, somebody: Person | GuestOf, comment_id: str, body: str = "네", **fields: Any
) -> Response:
    return await gateway.post(path(comment_id), json={"body": body, **fields}, headers=somebody.bearer)


async def told(film: Review) -> list[tuple[str, dict[str, Any]]]:
    missed = await video_activity(film.owner.principal, film.video_id, 0)
    return [(one.type, dict(one.payload)) for one in missed.items[1:]]


async def test_a_reply_is_kept_and_told(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    id_ = await film.comment()
    answer = await answer_to(gateway, guest, id_, "<b>네</b> ")
    assert answer.status_code == 201, answer.text
    reply = answer.json()
    assert (reply["body"], reply["author"]["name"], reply["edited_at"]) == ("<b>네</b>", "손님", None)
    assert await told(film) == [("comment.reply.new", {"comment_id": id_, "version": 1, "reply": reply})]


async def test_the_same_id_at_once_is_one_reply(gateway: AsyncClient) -> None:
    film = await review(Role.EDITOR)
    comment_id, id_ = await film.comment(), str(new_id())
    answers = await asyncio.gather(*(answer_to(gateway, film.owner, comment_id, id=id_) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len(await told(film)) == 1
    by_another = await answer_to(gateway, film.members[Role.EDITOR], comment_id, id=id_)
    assert (by_another.status_code, by_another.json()["code"]) == (409, "comment.id_taken")


async def test_only_its_author_edits_a_reply_and_moderators_may_delete_it(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER, Role.EDITOR)
    reviewer, editor = film.members[Role.REVIEWER], film.members[Role.EDITOR]
    comment_id = await film.comment()
    reply = (await answer_to(gateway, reviewer, comment_id)).json()
    where = path(comment_id, reply["id"])
    assert (await gateway.patch(where, json={"body": "남의 말"}, headers=film.owner.bearer)).status_code == 403
    assert (await gateway.delete(where, headers=editor.bearer)).status_code == 403
    edited = await gateway.patch(where, json={"body": "고침"}, headers=reviewer.bearer)
    assert (edited.json()["body"], edited.json()["edited_at"] is None) == ("고침", False)
    assert (await gateway.delete(where, headers=film.owner.bearer)).status_code == 204
    assert (await gateway.delete(where, headers=film.owner.bearer)).status_code == 404
    assert [type_ for type_, _ in await told(film)] == [
        "comment.reply.new",
        "comment.reply.update",
        "comment.reply.delete",
    ]
    assert (await told(film))[-1][1] == {"comment_id": comment_id, "version": 1, "reply_id": reply["id"]}
    listed = (await gateway.get(film.comments, headers=film.owner.bearer)).json()
    assert listed["items"][0]["replies"] == []


async def test_what_cannot_be_is_refused(gateway: AsyncClient) -> None:
    film = await review()
    comment_id = await film.comment()
    assert (await answer_to(gateway, film.owner, comment_id, "가" * 2000)).status_code == 201
    assert (await answer_to(gateway, film.owner, comment_id, "가" * 2001)).status_code == 422
    assert (await answer_to(gateway, film.owner, comment_id, " ")).status_code == 422
    assert (await answer_to(gateway, film.owner, str(uuid4()))).status_code == 404
    reply = (await answer_to(gateway, film.owner, comment_id)).json()
    assert (await answer_to(gateway, film.owner, reply["id"])).status_code == 404
    other = await film.comment()
    moved = await gateway.patch(path(other, reply["id"]), json={"body": "x"}, headers=film.owner.bearer)
    assert moved.status_code == 404
    await gateway.delete(f"/api/v1/comments/{comment_id}", headers=film.owner.bearer)
    assert (await answer_to(gateway, film.owner, comment_id)).status_code == 404
