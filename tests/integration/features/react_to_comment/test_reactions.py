"""Reactions over REST: one per person, counted right whoever comes at once."""

from __future__ import annotations

import asyncio
from typing import Any

from httpx import AsyncClient, Response

from tests.integration.films import GuestOf, guest_of, stored
from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.project.model import Role
from videoplanet.features.read_activity.service import video_activity


async def put(gateway: AsyncClient, somebody: Person | GuestOf, comment_id: str, kind: str = "like") -> Response:
    return await gateway.put(f"/api/v1/comments/{comment_id}/reactions/{kind}", headers=somebody.bearer)


async def take_back(gateway: AsyncClient, somebody: Person, comment_id: str, kind: str = "like") -> Response:
    return await gateway.delete(f"/api/v1/comments/{comment_id}/reactions/{kind}", headers=somebody.bearer)


async def told(film: Review) -> list[tuple[str, dict[str, Any]]]:
    missed = await video_activity(film.owner.principal, film.video_id, 0)
    return [(one.type, dict(one.payload)) for one in missed.items[1:]]


def counts(reactions: dict[str, Any]) -> dict[str, int]:
    return {kind: about["count"] for kind, about in reactions.items()}


async def test_another_kind_replaces_the_one_before(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await put(gateway, film.owner, id_, "like")
    reactions = (await put(gateway, film.owner, id_, "question")).json()["reactions"]
    assert counts(reactions) == {"like": 0, "dislike": 0, "question": 1}
    assert reactions["question"]["mine"] is True
    type_, payload = (await told(film))[-1]
    assert (type_, payload["kind"], payload["comment_id"]) == ("comment.reaction.add", "question", id_)
    assert counts(payload["reactions"]) == counts(reactions)
    assert payload["author"]["name"] == "Owner"


async def test_doing_it_again_changes_and_tells_nothing(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    for _ in range(2):
        assert (await put(gateway, film.owner, id_)).status_code == 200
    assert (await take_back(gateway, film.owner, id_, "dislike")).status_code == 204
    for _ in range(2):
        assert (await take_back(gateway, film.owner, id_)).status_code == 204
    assert [type_ for type_, _ in await told(film)] == ["comment.reaction.add", "comment.reaction.remove"]


async def test_counts_told_last_are_right_when_many_react_at_once(gateway: AsyncClient) -> None:
    film = await review(Role.ADMIN, Role.EDITOR, Role.REVIEWER)
    guest = await guest_of(film.owner, film.video_id)
    id_ = await film.comment()
    people: list[Person | GuestOf] = [*film.members.values(), guest]
    answers = await asyncio.gather(*(put(gateway, one, id_) for one in (*people, *people)))
    assert {answer.status_code for answer in answers} == {200}
    operations = await told(film)
    assert [counts(payload["reactions"])["like"] for _, payload in operations] == [1, 2, 3, 4, 5]
    assert len(await stored("select id from reaction")) == 5


async def test_unknown_kinds_and_viewers_are_refused(gateway: AsyncClient) -> None:
    film = await review(Role.VIEWER)
    id_ = await film.comment()
    assert (await put(gateway, film.owner, id_, "love")).status_code == 422
    assert (await put(gateway, film.members[Role.VIEWER], id_)).status_code == 403
