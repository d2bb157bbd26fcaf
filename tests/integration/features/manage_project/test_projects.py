"""Projects over REST: start, find, change, archive, delete, restore."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from tests.integration.people import Person, person, project
from videoplanet.entities.project.model import Project
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work

PROJECTS = "/api/v1/projects"


async def start(gateway: AsyncClient, owner: Person, **fields: Any) -> Any:
    return await gateway.post(PROJECTS, json={"name": "봄 캠페인"} | fields, headers=owner.bearer)


async def operations(gateway: AsyncClient, member: Person, project_id: str) -> list[tuple[str, Any]]:
    answer = await gateway.get(f"{PROJECTS}/{project_id}/activity", headers=member.bearer)
    return [(item["type"], item["payload"]) for item in answer.json()["items"]]


async def test_a_new_project_has_an_owner_and_the_default_schedule(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    answer = await start(
        gateway,
        jiwoo,
        name="  봄   캠페인 ",
        client="스튜디오 하루",
        tags=["광고", "광고", " "],
        starts_on="2026-03-02",
    )
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{PROJECTS}/{body['id']}"
    assert (body["name"], body["client"], body["tags"]) == ("봄 캠페인", "스튜디오 하루", ["광고"])
    assert (body["role"], body["status"], body["archived"], body["progress"]) == ("owner", "planning", False, 0)
    assert (body["starts_on"], body["ends_on"], body["member_count"]) == ("2026-03-02", "2026-03-23", 1)
    assert [phase["key"] for phase in body["phases"]][:3] == ["basic_plan", "story_board", "filming"]
    seen = await gateway.get(f"{PROJECTS}/{body['id']}", headers=jiwoo.bearer)
    assert seen.json() == body
    assert seen.headers["ETag"] == answer.headers["ETag"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "가" * 101}, "name"),
        ({"client": "가" * 51}, "client"),
        ({"manager": "가" * 51}, "manager"),
        ({"description": "가" * 2001}, "description"),
        ({"description": "a\u0000"}, "description"),
        ({"colour": "blue"}, "colour"),
        ({"tags": [str(n) for n in range(21)]}, "tags"),
        ({"tags": ["가" * 31]}, "tags"),
        ({"status": "done"}, "status"),
        ({"starts_on": "1999-12-31"}, "starts_on"),
        ({"starts_on": "tomorrow"}, "starts_on"),
    ],
)
async def test_a_wrong_value_is_told_at_its_field(gateway: AsyncClient, fields: dict[str, Any], field: str) -> None:
    answer = await start(gateway, await person("Jiwoo"), **fields)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_everything_wrong_with_a_new_project_is_told_at_once(gateway: AsyncClient) -> None:
    answer = await start(gateway, await person("Jiwoo"), name="  ", starts_on="1999-12-31")
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"name", "starts_on"}


async def test_markup_in_a_name_is_kept_as_it_is(gateway: AsyncClient) -> None:
    name = "<script>alert('봄')</script>"
    assert (await start(gateway, await person("Jiwoo"), name=name)).json()["name"] == name


async def test_a_name_is_unique_for_its_owner_only(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    first = (await start(gateway, jiwoo, name="Spring")).json()
    taken = await start(gateway, jiwoo, name="SPRING")
    assert (taken.status_code, taken.json()["code"]) == (409, "project.name_taken")
    assert taken.json()["errors"][0]["field"] == "name"
    assert (await start(gateway, hajun, name="Spring")).status_code == 201
    other = (await start(gateway, jiwoo, name="Summer")).json()
    path = f"{PROJECTS}/{other['id']}"
    assert (await gateway.patch(path, json={"name": "spring"}, headers=jiwoo.bearer)).status_code == 409
    same = await gateway.patch(f"{PROJECTS}/{first['id']}", json={"name": "SPRING"}, headers=jiwoo.bearer)
    assert same.status_code == 200


async def test_projects_are_listed_last_changed_first_in_pages(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    ids = [(await start(gateway, jiwoo, name=f"P{number}")).json()["id"] for number in range(5)]
    await start(gateway, hajun)
    await gateway.patch(f"{PROJECTS}/{ids[0]}", json={"client": "새"}, headers=jiwoo.bearer)
    seen: list[str] = []
    cursor = None
    for expected in (2, 2, 1):
        page = (
            await gateway.get(
                PROJECTS, params={"limit": 2} | ({"cursor": cursor} if cursor else {}), headers=jiwoo.bearer
            )
        ).json()
        assert len(page["items"]) == expected
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == [ids[0], *reversed(ids[1:])]


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WyJhIiwiYiJd"])
async def test_a_foreign_cursor_is_refused(gateway: AsyncClient, cursor: str) -> None:
    answer = await gateway.get(PROJECTS, params={"cursor": cursor}, headers=(await person("Jiwoo")).bearer)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


async def test_projects_are_listed_by_what_one_may_do_in_them_now(gateway: AsyncClient) -> None:
    jiwoo, minseo = await person("Jiwoo"), await person("Minseo")
    own = await project(minseo, "own")
    edited = await project(jiwoo, "edited", editor=minseo)
    await project(jiwoo, "watched", viewer=minseo)
    await project(jiwoo, "reviewed", reviewer=minseo)
    archived = await project(minseo, "archived")
    await gateway.patch(f"{PROJECTS}/{archived}", json={"archived": True}, headers=minseo.bearer)

    async def named(**query: Any) -> set[str]:
        answer = await gateway.get(PROJECTS, params=query, headers=minseo.bearer)
        return {item["id"] for item in answer.json()["items"]}

    assert await named(may="upload") == await named(may="upload", archived=False) == {str(own), str(edited)}
    assert await named(may="upload", archived=True) == {str(own), str(edited)}
    assert str(archived) in await named(may="edit_project")
    assert len(await named(may="see")) == 5
    assert (await gateway.get(PROJECTS, params={"may": "fly"}, headers=minseo.bearer)).status_code == 422


async def test_archived_projects_are_listed_apart_and_can_be_taken_out(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    path = f"{PROJECTS}/{await project(jiwoo)}"
    archived = await gateway.patch(path, json={"archived": True}, headers=jiwoo.bearer)
    assert archived.json()["archived"] is True

    async def count(**params: Any) -> int:
        return len((await gateway.get(PROJECTS, params=params, headers=jiwoo.bearer)).json()["items"])

    assert (await count(archived=True), await count(archived=False), await count()) == (1, 0, 1)
    hajun = await person("Hajun")
    refused = await gateway.post(f"{path}/invitations", json={"email": hajun.email}, headers=jiwoo.bearer)
    assert (refused.status_code, refused.json()["code"]) == (409, "project.archived")
    assert (await gateway.patch(path, json={"archived": False}, headers=jiwoo.bearer)).json()["archived"] is False


async def test_changes_are_told_to_the_members_once(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = str(await project(jiwoo))
    path = f"{PROJECTS}/{project_id}"
    await gateway.patch(path, json={"name": "여름", "status": "review"}, headers=jiwoo.bearer)
    await gateway.patch(path, json={"name": "여름"}, headers=jiwoo.bearer)
    (first, status), (second, update) = await operations(gateway, jiwoo, project_id)
    assert (first, status) == (
        "project.status.change",
        {"id": project_id, "status": "review", "previous": "planning"},
    )
    assert (second, update["name"], update["status"]) == ("project.update", "여름", "review")
    assert "role" not in update


async def test_a_change_made_for_an_older_state_is_refused(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    path = f"{PROJECTS}/{await project(jiwoo)}"
    tag = (await gateway.get(path, headers=jiwoo.bearer)).headers["ETag"]
    assert (await gateway.get(path, headers=jiwoo.bearer | {"If-None-Match": tag})).status_code == 304
    guarded = jiwoo.bearer | {"If-Match": tag}
    assert (await gateway.patch(path, json={"client": "하나"}, headers=guarded)).status_code == 200
    late = await gateway.patch(path, json={"client": "둘"}, headers=guarded)
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert (await gateway.get(path, headers=jiwoo.bearer)).json()["client"] == "하나"


async def test_an_unknown_field_of_a_change_is_refused(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    answer = await gateway.patch(f"{PROJECTS}/{await project(jiwoo)}", json={"nmae": "x"}, headers=jiwoo.bearer)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "body")
    assert "nmae" not in answer.text


async def test_a_deleted_project_is_gone_for_all_and_comes_back(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, admin=hajun)
    path = f"{PROJECTS}/{project_id}"
    assert (await gateway.delete(path, headers=jiwoo.bearer)).status_code == 204
    for somebody in (jiwoo, hajun):
        assert (await gateway.get(path, headers=somebody.bearer)).status_code == 404
    assert (await gateway.delete(path, headers=jiwoo.bearer)).status_code == 404

    async def deleted(somebody: Person) -> list[str]:
        answer = await gateway.get(PROJECTS, params={"deleted": True}, headers=somebody.bearer)
        return [item["id"] for item in answer.json()["items"]]

    assert (await deleted(jiwoo), await deleted(hajun)) == ([str(project_id)], [])
    assert (await gateway.post(f"{path}/restore", headers=hajun.bearer)).status_code == 404
    back = await gateway.post(f"{path}/restore", headers=jiwoo.bearer)
    assert (back.status_code, back.json()["deleted_at"], back.json()["member_count"]) == (200, None, 2)
    assert (await gateway.get(path, headers=hajun.bearer)).status_code == 200


async def test_a_name_taken_since_the_deletion_is_told(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    path = f"{PROJECTS}/{await project(jiwoo)}"
    await gateway.delete(path, headers=jiwoo.bearer)
    await project(jiwoo)
    answer = await gateway.post(f"{path}/restore", headers=jiwoo.bearer)
    assert (answer.status_code, answer.json()["code"]) == (409, "project.name_taken")


async def test_after_thirty_days_nothing_can_be_restored(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = await project(jiwoo)
    await gateway.delete(f"{PROJECTS}/{project_id}", headers=jiwoo.bearer)
    await _deleted_days_ago(project_id, 31)
    assert (await gateway.post(f"{PROJECTS}/{project_id}/restore", headers=jiwoo.bearer)).status_code == 404
    await _deleted_days_ago(project_id, 29)
    assert (await gateway.post(f"{PROJECTS}/{project_id}/restore", headers=jiwoo.bearer)).status_code == 200


async def _deleted_days_ago(project_id: UUID, days: int) -> None:
    async with unit_of_work() as uow:
        row = await uow.session.get(Project, project_id)
        assert row is not None
        row.deleted_at = now() - timedelta(days=days)


async def test_strangers_cannot_tell_a_project_from_none(gateway: AsyncClient) -> None:
    jiwoo, stranger = await person("Jiwoo"), await person("Hajun")
    for project_id in (await project(jiwoo), uuid4()):
        path = f"{PROJECTS}/{project_id}"
        answers = [
            await gateway.get(path, headers=stranger.bearer),
            await gateway.patch(path, json={"name": "x"}, headers=stranger.bearer),
            await gateway.delete(path, headers=stranger.bearer),
            await gateway.post(f"{path}/restore", headers=stranger.bearer),
            await gateway.get(f"{path}/members", headers=stranger.bearer),
            await gateway.get(f"{path}/activity", headers=stranger.bearer),
        ]
        assert {answer.status_code for answer in answers} == {404}
