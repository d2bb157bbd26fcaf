"""Comments over REST: what is stored, what is refused, and that nothing is stored twice."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from tests.integration.films import guest_of, stored
from tests.integration.people import person, project
from tests.integration.review import Review, review, version, video
from videoplanet.entities.project.model import Role
from videoplanet.features.read_activity.service import video_activity
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id


async def told(film: Review) -> list[str]:
    missed = await video_activity(film.owner.principal, film.video_id, 0)
    return [operation.type for operation in missed.items]


async def test_a_comment_is_kept_as_it_was_written_and_told_once(gateway: AsyncClient) -> None:
    film = await review(Role.EDITOR)
    editor = film.members[Role.EDITOR]
    shape = {"type": "arrow", "points": [[0.1, 0.2], [0.3, 0.4]], "colour": "#1631F8", "width": 0.01}
    answer = await film.post(
        gateway,
        editor,
        frame_in=54,
        frame_out=60,
        body="  <script>alert(1)</script> & 색\n",
        kind="idea",
        priority="high",
        tags=["색", "색", " 로고 "],
        assignee_id=str(film.owner.id),
        drawing=[shape],
    )
    assert answer.status_code == 201, answer.text
    comment = answer.json()
    assert comment["body"] == "<script>alert(1)</script> & 색"
    assert (comment["frame_in"], comment["frame_out"]) == (54, 60)
    assert (comment["timecode_in"], comment["timecode_out"]) == ("00:00:01;24", "00:00:02;00")
    assert (comment["kind"], comment["priority"], comment["status"]) == ("idea", "high", "open")
    assert comment["tags"] == ["색", "로고"]
    assert comment["author"] == {"id": str(editor.id), "kind": "user", "name": "Editor", "role": "editor"}
    assert comment["assignee"] == {"id": str(film.owner.id), "kind": "user", "name": "Owner", "role": "owner"}
    assert comment["drawing"] == [shape]
    listed = (await gateway.get(film.comments, headers=film.owner.bearer)).json()
    assert listed["items"] == [comment]
    missed = await video_activity(film.owner.principal, film.video_id, 0)
    assert [operation.payload for operation in missed.items] == [comment]
    assert comment["seq"] == missed.items[0].seq == listed["seq"]


async def test_the_same_id_again_is_the_stored_comment(gateway: AsyncClient) -> None:
    film = await review()
    id_ = str(new_id())
    first = await film.post(gateway, film.owner, id=id_, body="처음")
    again = await film.post(gateway, film.owner, id=id_, body="다시 보냄")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert await told(film) == ["comment.new"]


async def test_the_same_id_sent_many_times_at_once_is_stored_and_told_once(gateway: AsyncClient) -> None:
    film = await review()
    id_ = str(new_id())
    answers = await asyncio.gather(*(film.post(gateway, film.owner, id=id_) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len(await stored("select id from comment")) == 1
    missed = await video_activity(film.owner.principal, film.video_id, 0)
    assert [operation.type for operation in missed.items] == ["comment.new"]
    assert (await film.post(gateway, film.owner)).json()["seq"] == missed.items[0].seq + 1


async def test_the_same_id_and_the_same_key_at_once_are_stored_once(gateway: AsyncClient) -> None:
    film = await review()
    draft = {"id": str(new_id()), "version": 1, "body": "한 번만"}
    headers = [{**film.owner.bearer, "Idempotency-Key": f"key-{number % 2}"} for number in range(8)]
    answers = await asyncio.gather(*(gateway.post(film.comments, json=draft, headers=one) for one in headers))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.json()["seq"] for answer in answers}) == 1
    assert await told(film) == ["comment.new"]


async def test_an_id_of_another_author_or_video_is_taken(gateway: AsyncClient) -> None:
    film = await review(Role.EDITOR)
    id_ = await film.comment()
    other = await video(film.owner, film.project_id)
    by_another = await film.post(gateway, film.members[Role.EDITOR], id=id_)
    draft = {"id": id_, "version": 1, "body": "다른 영상"}
    on_another = await gateway.post(f"/api/v1/videos/{other}/comments", json=draft, headers=film.owner.bearer)
    for answer in (by_another, on_another):
        assert (answer.status_code, answer.json()["code"]) == (409, "comment.id_taken")


async def test_a_deleted_comment_does_not_come_back(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    assert (await gateway.delete(f"/api/v1/comments/{id_}", headers=film.owner.bearer)).status_code == 204
    answer = await film.post(gateway, film.owner, id=id_)
    assert (answer.status_code, answer.json()["code"]) == (409, "comment.deleted")


async def test_comments_made_at_once_are_numbered_without_gap(gateway: AsyncClient) -> None:
    film = await review(Role.EDITOR, Role.REVIEWER)
    before = (await gateway.get(film.comments, headers=film.owner.bearer)).json()["seq"]
    people = list(film.members.values())
    answers = await asyncio.gather(*(film.post(gateway, people[n % 3], body=str(n)) for n in range(30)))
    assert sorted(answer.json()["seq"] for answer in answers) == list(range(before + 1, before + 31))
    chain = (await video_activity(film.owner.principal, film.video_id, 0)).items
    assert [one.previous_seq for one in chain] == [None, *(one.seq for one in chain[:-1])]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"body": "가" * 5001}, "body", "field.too_long"),
        ({"body": "  \n "}, "body", "field.too_short"),
        ({"body": None}, "body", "field.invalid"),
        ({"body": "\\ud800"}, "body", "field.invalid"),
        ({"frame_in": -1}, "frame_in", "field.too_small"),
        ({"frame_in": 1000}, "frame_in", "comment.past_the_end"),
        ({"frame_in": 2**31}, "frame_in", "field.too_large"),
        ({"frame_in": 1.5}, "frame_in", "field.invalid"),
        ({"frame_in": 5, "frame_out": 4}, "frame_out", "comment.range_reversed"),
        ({"frame_in": 5, "frame_out": 1000}, "frame_out", "comment.past_the_end"),
        ({"frame_out": 4}, "frame_in", "comment.range_without_start"),
        ({"version": 2}, "version", "comment.version_unknown"),
        ({"version": 0}, "version", "field.too_small"),
        ({"kind": "praise"}, "kind", "field.unknown_choice"),
        ({"priority": "urgent"}, "priority", "field.unknown_choice"),
        ({"tags": [str(n) for n in range(11)]}, "tags", "field.too_many"),
        ({"tags": ["가" * 31]}, "tags.0", "field.too_long"),
        ({"assignee_id": str(uuid4())}, "assignee_id", "comment.assignee_not_member"),
        ({"id": "54"}, "id", "field.invalid"),
        ({"author_id": str(uuid4())}, "body", "field.unknown"),
    ],
)
async def test_what_is_wrong_is_named(gateway: AsyncClient, fields: dict[str, Any], field: str, code: str) -> None:
    film = await review()
    if fields.get("body") == "\\ud800":
        content = b'{"version": 1, "body": "\\ud800"}'
        headers = {**film.owner.bearer, "Content-Type": "application/json"}
        answer = await gateway.post(film.comments, content=content, headers=headers)
    else:
        answer = await film.post(gateway, film.owner, **fields)
    assert answer.status_code == 422, answer.text
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert answer.json()["errors"][0]["message"]
    assert await stored("select id from comment") == []


async def test_the_last_frame_and_the_longest_text_are_fine(gateway: AsyncClient) -> None:
    film = await review()
    answer = await film.post(gateway, film.owner, frame_in=0, frame_out=999, body="가" * 5000)
    assert answer.status_code == 201
    assert len(answer.json()["body"]) == 5000


async def test_a_version_that_is_still_probed_takes_comments_on_the_whole_only(gateway: AsyncClient) -> None:
    film = await review()
    await version(film.owner, film.video_id, 2, frames=None)
    on_frame = await film.post(gateway, film.owner, version=2, frame_in=3)
    assert on_frame.json()["errors"][0]["code"] == "comment.version_not_ready"
    on_whole = await film.post(gateway, film.owner, version=2)
    assert (on_whole.status_code, on_whole.json()["timecode_in"]) == (201, None)


async def test_a_guest_may_write_a_thousand_characters(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    answer = await film.post(gateway, guest, body="가" * 1000)
    assert answer.json()["author"] == {
        "id": str(guest.principal.subject_id),
        "kind": "guest",
        "name": "손님",
        "role": None,
    }
    refused = await film.post(gateway, guest, body="가" * 1001)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "field.too_long")


@pytest.mark.parametrize(("language", "words"), [("ko", "삭제된 영상"), ("en", "deleted")])
async def test_a_deleted_video_takes_no_comments_and_says_so_to_its_members(
    gateway: AsyncClient, language: str, words: str
) -> None:
    film, stranger = await review(), await person("Stranger")
    async with unit_of_work() as uow:
        await uow.session.execute(text("update video set deleted_at = now()"))
    headers = {**film.owner.bearer, "Accept-Language": language}
    answer = await gateway.post(film.comments, json={"version": 1, "body": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "video.deleted")
    assert words in answer.json()["detail"]
    theirs = await film.post(gateway, stranger)
    assert (theirs.status_code, theirs.json()["code"]) == (404, "not_found")


async def test_a_video_of_others_is_unknown(gateway: AsyncClient) -> None:
    film, stranger = await review(), await person("Stranger")
    await project(stranger, "다른 일")
    assert (await film.post(gateway, stranger)).status_code == 404
    assert (await gateway.get(film.comments, headers=stranger.bearer)).status_code == 404
    assert (await gateway.get(film.comments)).status_code == 401
