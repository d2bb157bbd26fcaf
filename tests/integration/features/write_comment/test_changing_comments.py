"""Editing, deleting, resolving and reopening over REST."""

from __future__ import annotations

import asyncio
from typing import Any

from httpx import AsyncClient, Response

from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_project.service import change_project
from videoplanet.features.read_activity.service import video_activity


def path(comment_id: str, action: str = "") -> str:
    return f"/api/v1/comments/{comment_id}{action}"


async def edit(gateway: AsyncClient, somebody: Person, comment_id: str, **fields: Any) -> Response:
    return await gateway.patch(path(comment_id), json=fields, headers=somebody.bearer)


async def last_operation(film: Review) -> tuple[str, dict[str, Any]]:
    last = (await video_activity(film.owner.principal, film.video_id, 0)).items[-1]
    return last.type, dict(last.payload)


async def test_an_author_changes_what_they_wrote(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    id_ = await film.comment(film.members[Role.REVIEWER], frame_in=5, frame_out=9, tags=["색"])
    answer = await edit(gateway, film.members[Role.REVIEWER], id_, body=" 고쳐 씀 ", frame_out=None, kind="question")
    assert answer.status_code == 200, answer.text
    comment = answer.json()
    assert (comment["body"], comment["frame_in"], comment["frame_out"]) == ("고쳐 씀", 5, None)
    assert (comment["kind"], comment["tags"]) == ("question", ["색"])
    assert comment["edited_at"] is not None
    type_, payload = await last_operation(film)
    assert type_ == "comment.update"
    assert payload == {key: value for key, value in comment.items() if key not in ("replies", "reactions")}


async def test_an_edit_that_changes_nothing_is_not_told(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment(body="그대로")
    answer = await edit(gateway, film.owner, id_, body="그대로")
    assert answer.json()["edited_at"] is None
    assert (await last_operation(film))[0] == "comment.new"


async def test_frames_are_checked_against_what_stays(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment(frame_in=5, frame_out=9)
    for fields, code in (
        ({"frame_in": 10}, "comment.range_reversed"),
        ({"frame_out": 1000}, "comment.past_the_end"),
        ({"frame_in": None}, "comment.range_without_start"),
        ({"body": ""}, "field.too_short"),
    ):
        answer = await edit(gateway, film.owner, id_, **fields)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


async def test_nobody_else_edits_it_not_even_the_owner(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    id_ = await film.comment(film.members[Role.REVIEWER])
    answer = await edit(gateway, film.owner, id_, body="남의 말")
    assert (answer.status_code, answer.json()["code"]) == (403, "comment.not_yours")


async def test_those_who_may_resolve_set_the_status(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER, Role.VIEWER)
    id_ = await film.comment()
    answer = await edit(gateway, film.members[Role.REVIEWER], id_, status="in_progress")
    assert (answer.status_code, answer.json()["status"], answer.json()["edited_at"]) == (200, "in_progress", None)
    assert (await edit(gateway, film.members[Role.VIEWER], id_, status="open")).status_code == 403


async def test_an_edit_made_for_an_older_state_is_refused(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    tag = (await edit(gateway, film.owner, id_, body="하나")).headers["etag"]
    headers = {**film.owner.bearer, "If-Match": tag}
    fits = await gateway.patch(path(id_), json={"body": "둘"}, headers=headers)
    stale = await gateway.patch(path(id_), json={"body": "셋"}, headers=headers)
    assert (fits.status_code, stale.status_code) == (200, 412)


async def test_resolving_says_who_and_when_and_reopening_takes_it_back(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    id_ = await film.comment()
    reviewer = film.members[Role.REVIEWER]
    resolved = (await gateway.post(path(id_, "/resolve"), headers=reviewer.bearer)).json()
    assert (resolved["status"], resolved["resolved_by"]["name"]) == ("resolved", "Reviewer")
    assert resolved["resolved_at"] is not None
    assert (await last_operation(film))[0] == "comment.resolve"
    reopened = (await gateway.post(path(id_, "/reopen"), headers=film.owner.bearer)).json()
    assert (reopened["status"], reopened["resolved_by"], reopened["resolved_at"]) == ("open", None, None)
    assert (await last_operation(film))[0] == "comment.reopen"


async def test_resolving_twice_at_once_is_told_once(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    answers = await asyncio.gather(*(gateway.post(path(id_, "/resolve"), headers=film.owner.bearer) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    types = [one.type for one in (await video_activity(film.owner.principal, film.video_id, 0)).items]
    assert types == ["comment.new", "comment.resolve"]


async def test_authors_and_moderators_delete(gateway: AsyncClient) -> None:
    film = await review(Role.ADMIN, Role.EDITOR, Role.REVIEWER)
    reviewer = film.members[Role.REVIEWER]
    own, moderated = await film.comment(reviewer), await film.comment(reviewer)
    by_another = await gateway.delete(path(own), headers=film.members[Role.EDITOR].bearer)
    assert by_another.status_code == 403
    assert (await gateway.delete(path(own), headers=reviewer.bearer)).status_code == 204
    assert (await gateway.delete(path(moderated), headers=film.members[Role.ADMIN].bearer)).status_code == 204
    assert await last_operation(film) == ("comment.delete", {"id": moderated, "version": 1})
    assert (await gateway.get(film.comments, headers=film.owner.bearer)).json()["items"] == []
    for gone in (own, moderated):
        assert (await gateway.delete(path(gone), headers=film.owner.bearer)).status_code == 404
        assert (await gateway.post(path(gone, "/resolve"), headers=film.owner.bearer)).status_code == 404


async def test_an_archived_project_is_only_read(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await change_project(film.owner.principal, film.project_id, ProjectFields(archived=True))
    answers = [
        await film.post(gateway, film.owner),
        await edit(gateway, film.owner, id_, body="x"),
        await gateway.delete(path(id_), headers=film.owner.bearer),
        await gateway.post(path(id_, "/resolve"), headers=film.owner.bearer),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "project.archived")}
    assert (await gateway.get(film.comments, headers=film.owner.bearer)).status_code == 200
