"""What was changed or deleted is not read again in the log of what happened, whichever way it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from tests.integration.films import changed, guest_of
from tests.integration.review import Review, review
from videoplanet.app.live import StoredOperations
from videoplanet.entities.project.model import Role

FIRST, SECOND = "감독 실명 그대로 나감", "표기 확인 부탁드립니다"


@pytest.fixture
async def film() -> Review:
    return await review(Role.EDITOR)


async def told(gateway: AsyncClient, film: Review) -> list[dict[str, Any]]:
    """Every stored operation on the film, as somebody hears of it who comes now: the same by each way."""
    guest = await guest_of(film.owner, film.video_id)
    answer = await gateway.get(f"/api/v1/videos/{film.video_id}/activity", headers=guest.bearer)
    of_project = await gateway.get(f"/api/v1/projects/{film.project_id}/activity", headers=film.owner.bearer)
    caught_up = [frame.content for frame in await StoredOperations().after(film.project_id, 0)]
    items: list[dict[str, Any]] = answer.json()["items"]
    ours = [item for item in of_project.json()["items"] if item["video_id"]]
    assert [item["payload"] for item in items] == [item["payload"] for item in ours]
    assert [item["payload"] for item in items] == [item["payload"] for item in caught_up if item["video_id"]]
    return items


async def test_a_deleted_comment_leaves_its_operations_and_none_of_its_words(
    gateway: AsyncClient, film: Review
) -> None:
    comment = (await film.post(gateway, film.owner, body=FIRST, tags=["실명"], frame_in=3)).json()
    path = f"/api/v1/comments/{comment['id']}"
    await gateway.post(f"{path}/replies", json={"body": SECOND}, headers=film.owner.bearer)
    await gateway.post(f"{path}/resolve", headers=film.owner.bearer)
    before = await told(gateway, film)
    assert FIRST in str(before)
    await gateway.delete(path, headers=film.owner.bearer)
    items = await told(gateway, film)
    assert [item["type"] for item in items] == ["comment.new", "comment.reply.new", "comment.resolve", "comment.delete"]
    assert [(item["seq"], item["previous_seq"]) for item in items[:-1]] == [
        (item["seq"], item["previous_seq"]) for item in before
    ]
    assert not [word for word in (FIRST, SECOND, "실명") if word in str(items)]
    assert (items[0]["payload"]["body"], items[0]["payload"]["frame_in"]) == ("", 3), "its form stays"
    await gateway.post(f"{path}/restore", headers=film.owner.bearer)
    again = await told(gateway, film)
    assert [item["payload"].get("body") for item in again] == [FIRST, None, FIRST, None, FIRST]
    assert again[-1]["payload"]["replies"][0]["body"] == SECOND


async def test_a_changed_comment_tells_its_last_words_only(gateway: AsyncClient, film: Review) -> None:
    comment = (await film.post(gateway, film.owner, body=FIRST, tags=["실명"], frame_in=3)).json()
    path = f"/api/v1/comments/{comment['id']}"
    await gateway.patch(path, json={"body": SECOND, "tags": ["자막"]}, headers=film.owner.bearer)
    items = await told(gateway, film)
    assert [item["payload"]["body"] for item in items] == [SECOND, SECOND]
    assert [item["payload"]["tags"] for item in items] == [["자막"], ["자막"]]


async def test_replies_likewise_also_within_a_comment_that_came_back(gateway: AsyncClient, film: Review) -> None:
    comment = await film.comment(body="한 줄")
    path = f"/api/v1/comments/{comment}"
    kept = (await gateway.post(f"{path}/replies", json={"body": FIRST}, headers=film.owner.bearer)).json()
    gone = (await gateway.post(f"{path}/replies", json={"body": "지울 말"}, headers=film.owner.bearer)).json()
    await gateway.delete(path, headers=film.owner.bearer)
    await gateway.post(f"{path}/restore", headers=film.owner.bearer)
    await gateway.patch(f"{path}/replies/{kept['id']}", json={"body": SECOND}, headers=film.owner.bearer)
    await gateway.delete(f"{path}/replies/{gone['id']}", headers=film.owner.bearer)
    items = await told(gateway, film)
    assert FIRST not in str(items)
    assert "지울 말" not in str(items)
    (restored,) = [item for item in items if item["payload"].get("replies")]
    assert [(reply["id"], reply["body"]) for reply in restored["payload"]["replies"]] == [(kept["id"], SECOND)]
    await gateway.post(f"{path}/replies/{gone['id']}/restore", headers=film.owner.bearer)
    assert (await told(gateway, film))[-1]["payload"]["reply"]["body"] == "지울 말"


async def test_a_film_tells_its_present_title_and_nothing_while_it_is_deleted(
    gateway: AsyncClient, film: Review
) -> None:
    await film.comment(body=FIRST)
    path = f"/api/v1/videos/{film.video_id}"
    for title in ("암호명 여름", "공개 제목"):
        answer = await gateway.patch(path, json={"title": title}, headers=film.owner.bearer)
        assert answer.status_code == 200, answer.text
    assert "암호명" not in str(await told(gateway, film))
    await gateway.delete(path, headers=film.owner.bearer)
    of_project = await gateway.get(f"/api/v1/projects/{film.project_id}/activity", headers=film.owner.bearer)
    assert not [word for word in (FIRST, "암호명", "공개 제목") if word in of_project.text]
    await gateway.post(f"{path}/restore", headers=film.owner.bearer)
    items = await told(gateway, film)
    assert "공개 제목" in str(items)
    assert FIRST in str(items)


async def test_what_is_gone_for_ever_is_told_as_what_is_deleted(gateway: AsyncClient, film: Review) -> None:
    comment = await film.comment(body=FIRST)
    path = f"/api/v1/projects/{film.project_id}/activity"
    assert FIRST in (await gateway.get(path, headers=film.owner.bearer)).text
    await changed("delete from comment where id = :id", id=comment)
    assert FIRST not in (await gateway.get(path, headers=film.owner.bearer)).text
