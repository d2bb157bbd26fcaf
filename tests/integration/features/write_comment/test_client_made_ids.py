"""An id that a client made and that is in use elsewhere is answered alike, wherever that is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from tests.integration.films import guest_of
from tests.integration.people import person, project
from tests.integration.review import review, video
from videoplanet.features.reply_to_comment.service import add_reply, delete_reply
from videoplanet.features.write_comment.deletion import delete_comment
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment


def said(answer: Response) -> dict[str, Any]:
    return {name: value for name, value in answer.json().items() if name not in ("request_id", "instance")}


async def hidden_comment() -> tuple[UUID, UUID, Any]:
    """A comment in a project of somebody else: its id, its video's, and whose it is."""
    stranger = await person("Stranger")
    elsewhere = await video(stranger, await project(stranger, "다른 회사"))
    stored = await add_comment(stranger.principal, elsewhere, NewComment(version=1, body="비밀"))
    return UUID(stored.comment["id"]), elsewhere, stranger


async def test_a_comments_id_does_not_say_where_it_is_used(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    visible, deleted = await film.comment(), await film.comment()
    await delete_comment(film.owner.principal, UUID(deleted))
    hidden, _, stranger = await hidden_comment()
    hidden_and_deleted, _ = await again(stranger)
    answers = [await film.post(gateway, guest, id=str(id_)) for id_ in (visible, deleted, hidden, hidden_and_deleted)]
    answers += [await film.post(gateway, guest, id=str(hidden), version=9)]
    assert {answer.status_code for answer in answers} == {409}
    assert all(said(answer) == said(answers[0]) for answer in answers)
    assert said(answers[0])["code"] == "comment.id_taken"


async def again(stranger: Any) -> tuple[UUID, UUID]:
    elsewhere = await video(stranger, await project(stranger, "다른 작업"))
    stored = await add_comment(stranger.principal, elsewhere, NewComment(version=1, body="지운 것"))
    id_ = UUID(stored.comment["id"])
    await delete_comment(stranger.principal, id_)
    return id_, elsewhere


async def test_a_replys_id_does_not_say_where_it_is_used(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    comment = UUID(await film.comment())
    hidden_under, _, stranger = await hidden_comment()
    used = [
        (await add_reply(film.owner.principal, comment, "네")).reply["id"],
        (await add_reply(stranger.principal, hidden_under, "비밀")).reply["id"],
        (await add_reply(stranger.principal, hidden_under, "지운 것")).reply["id"],
    ]
    await delete_reply(stranger.principal, hidden_under, UUID(used[2]))
    path = f"/api/v1/comments/{comment}/replies"
    answers = [await gateway.post(path, json={"id": id_, "body": "저요"}, headers=guest.bearer) for id_ in used]
    assert {answer.status_code for answer in answers} == {409}
    assert all(said(answer) == said(answers[0]) for answer in answers)
