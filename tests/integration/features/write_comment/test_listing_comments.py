"""The list of a video's comments: order, pages, filters, and what it costs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import guest_of
from tests.integration.review import Review, review, version
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.project.model import Role
from videoplanet.features.react_to_comment.service import react
from videoplanet.features.reply_to_comment.service import add_reply
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.features.write_comment.service import resolve_comment


async def page(gateway: AsyncClient, film: Review, query: str = "", **more: Any) -> dict[str, Any]:
    answer = await gateway.get(f"{film.comments}{query}", headers=(more.get("by") or film.owner).bearer)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def bodies(content: dict[str, Any]) -> list[str]:
    return [item["body"] for item in content["items"]]


async def test_the_order_is_by_frame_then_age_and_the_whole_comes_last(gateway: AsyncClient) -> None:
    film = await review()
    for body, frame in (("전체 1", None), ("뒤", 900), ("앞 1", 3), ("앞 2", 3), ("전체 2", None), ("처음", 0)):
        await film.comment(body=body, frame_in=frame)
    assert bodies(await page(gateway, film)) == ["처음", "앞 1", "앞 2", "뒤", "전체 1", "전체 2"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
async def test_pages_add_up_to_the_whole(gateway: AsyncClient, limit: int) -> None:
    film = await review()
    for number in range(7):
        await film.comment(body=str(number), frame_in=[5, None, 2, 2, None, 9, 5][number])
    found, cursor = [], ""
    while True:
        content = await page(gateway, film, f"?limit={limit}{cursor}")
        assert len(content["items"]) <= limit
        found += bodies(content)
        if content["next_cursor"] is None:
            break
        cursor = f"&cursor={content['next_cursor']}"
    assert found == ["2", "3", "0", "6", "5", "1", "4"]


async def test_the_first_page_begins_with_a_frame_where_it_is_asked_to(gateway: AsyncClient) -> None:
    film = await review()
    for frame in (5, None, 900, 30, 30, 0):
        await film.comment(body=str(frame), frame_in=frame)
    assert bodies(await page(gateway, film, "?from_frame=30")) == ["30", "30", "900", "None"]
    content = await page(gateway, film, "?from_frame=6&limit=1")
    assert bodies(await page(gateway, film, f"?from_frame=6&limit=1&cursor={content['next_cursor']}")) == ["30"]


async def test_counts_are_told_by_version_when_asked_for_and_needed(gateway: AsyncClient) -> None:
    film = await review()
    await version(film.owner, film.video_id, 2)
    for number in (1, 1, 2, 2):
        last = await film.comment(body="글", version=number)
    await resolve_comment(film.owner.principal, UUID(last))
    guest = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    for query in ("?limit=1", "?counts=true"):
        assert "counts" not in await page(gateway, film, query)
    content = await page(gateway, film, "?counts=true&limit=1")
    of_first, of_second = {"version": 1, "open": 2, "resolved": 0}, {"version": 2, "open": 1, "resolved": 1}
    assert content["counts"] == [of_first, of_second]
    assert (await page(gateway, film, "?counts=true&limit=1", by=guest))["counts"] == [of_second]


async def test_filters_narrow_the_list(gateway: AsyncClient) -> None:
    film = await review()
    await version(film.owner, film.video_id, 2)
    await film.comment(body="수정", kind="fix")
    await film.comment(body="질문", kind="question", version=2)
    await resolve_comment(film.owner.principal, UUID(await film.comment(body="끝", version=2)))
    assert bodies(await page(gateway, film, "?version=2")) == ["질문", "끝"]
    assert bodies(await page(gateway, film, "?kind=question")) == ["질문"]
    assert bodies(await page(gateway, film, "?status=resolved&version=2")) == ["끝"]
    assert bodies(await page(gateway, film, "?status=resolved&version=1")) == []


@pytest.mark.parametrize("query", ["?limit=0", "?limit=101", "?cursor=x", "?cursor=WyJhIiwgImIiXQ", "?status=done"])
async def test_what_cannot_be_asked_is_refused(gateway: AsyncClient, query: str) -> None:
    film = await review()
    answer = await gateway.get(f"{film.comments}{query}", headers=film.owner.bearer)
    assert answer.status_code == 422


async def test_replies_and_reactions_come_along_as_the_reader_sees_them(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    guest = await guest_of(film.owner, film.video_id)
    id_ = UUID(await film.comment())
    reviewer = film.members[Role.REVIEWER]
    await add_reply(reviewer.principal, id_, "네")
    await add_reply(guest.principal, id_, "저도요")
    await react(reviewer.principal, id_, ReactionKind.LIKE)
    await react(guest.principal, id_, ReactionKind.LIKE)
    [item] = (await page(gateway, film, by=guest))["items"]
    assert [(reply["author"]["name"], reply["body"]) for reply in item["replies"]] == [
        ("Reviewer", "네"),
        ("손님", "저도요"),
    ]
    assert item["reactions"]["like"] == {"count": 2, "mine": True}
    assert item["reactions"]["question"] == {"count": 0, "mine": False}
    assert (await page(gateway, film))["items"][0]["reactions"]["like"] == {"count": 2, "mine": False}


async def test_a_guest_of_the_newest_version_sees_nothing_of_older_ones(gateway: AsyncClient) -> None:
    film = await review()
    old = await film.comment(body="우리끼리")
    await version(film.owner, film.video_id, 2)
    guest = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    await film.comment(body="새 컷", version=2)
    assert bodies(await page(gateway, film, by=guest)) == ["새 컷"]
    assert bodies(await page(gateway, film, "?version=1", by=guest)) == []
    refused = await film.post(gateway, guest, version=1)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "comment.version_unknown")
    reply = await gateway.post(f"/api/v1/comments/{old}/replies", json={"body": "?"}, headers=guest.bearer)
    assert reply.status_code == 404
    missed = (await gateway.get(f"/api/v1/videos/{film.video_id}/activity", headers=guest.bearer)).json()
    assert [one["payload"]["body"] for one in missed["items"] if one["type"] == "comment.new"] == ["새 컷"]


async def test_an_unchanged_list_is_not_sent_again(gateway: AsyncClient) -> None:
    film = await review()
    await film.comment()
    first = await gateway.get(film.comments, headers=film.owner.bearer)
    headers = {**film.owner.bearer, "If-None-Match": first.headers["etag"]}
    assert (await gateway.get(film.comments, headers=headers)).status_code == 304
    await film.comment()
    assert (await gateway.get(film.comments, headers=headers)).status_code == 200
