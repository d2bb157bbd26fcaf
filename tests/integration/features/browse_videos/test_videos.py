"""Videos over REST: listed in pages, opened, renamed without overwriting each other, deleted; each by role."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.integration.films import guest_of, new_version, new_video, stored
from tests.integration.people import Person, person, project


async def test_a_projects_videos_come_in_pages_newest_first(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    made = [str((await new_video(owner, project_id, title=f"컷 {n}")).id) for n in range(5)]
    seen: list[str] = []
    cursor: str | None = None
    for wanted in (2, 2, 1):
        parameters: dict[str, Any] = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        answer = await gateway.get(f"/api/v1/projects/{project_id}/videos", params=parameters, headers=owner.bearer)
        page = answer.json()
        assert len(page["items"]) == wanted
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == made[::-1]


async def test_a_cursor_that_is_none_of_ours_is_refused(owner: Person, gateway: AsyncClient) -> None:
    path = f"/api/v1/projects/{await project(owner)}/videos"
    answer = await gateway.get(path, params={"cursor": "x"}, headers=owner.bearer)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


async def test_a_video_shows_its_stack_and_its_state_is_tagged(owner: Person, gateway: AsyncClient) -> None:
    view = await new_video(owner, await project(owner))
    path = f"/api/v1/videos/{view.id}"
    first = await gateway.get(path, headers=owner.bearer)
    assert first.status_code == 200
    assert [version["number"] for version in first.json()["versions"]] == [1]
    known = await gateway.get(path, headers={**owner.bearer, "If-None-Match": first.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    await new_version(owner, view.id)
    again = await gateway.get(path, headers={**owner.bearer, "If-None-Match": first.headers["etag"]})
    assert again.status_code == 200
    assert [version["number"] for version in again.json()["versions"]] == [1, 2]


async def test_a_title_is_changed_only_by_who_has_seen_the_last_one(owner: Person, gateway: AsyncClient) -> None:
    view = await new_video(owner, await project(owner), title="처음")
    path = f"/api/v1/videos/{view.id}"
    tag = (await gateway.get(path, headers=owner.bearer)).headers["etag"]
    await new_version(owner, view.id)
    first = await gateway.patch(path, json={"title": " 둘째   제목 "}, headers={**owner.bearer, "If-Match": tag})
    assert (first.status_code, first.json()["title"]) == (200, "둘째 제목")
    late = await gateway.patch(path, json={"title": "늦은 제목"}, headers={**owner.bearer, "If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    fresh = {**owner.bearer, "If-Match": first.headers["etag"]}
    assert (await gateway.patch(path, json={"title": "셋째"}, headers=fresh)).status_code == 200
    assert (await gateway.delete(path, headers={**owner.bearer, "If-Match": tag})).status_code == 412
    assert (
        await gateway.patch(path, json={"title": "x"}, headers={**owner.bearer, "If-Match": "W/x"})
    ).status_code == 412
    told = await stored("select payload from activity where type = 'video.update' order by seq")
    assert [row["payload"]["video"]["title"] for row in told] == ["둘째 제목", "셋째"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "video.title_empty"),
        ({"title": "가" * 201}, "field.too_long"),
        ({}, "field.missing"),
        ({"title": "x", "project_id": str(uuid4())}, "field.unknown"),
    ],
)
async def test_a_title_that_is_none_is_refused(
    change: dict[str, str], code: str, owner: Person, gateway: AsyncClient
) -> None:
    view = await new_video(owner, await project(owner))
    answer = await gateway.patch(f"/api/v1/videos/{view.id}", json=change, headers=owner.bearer)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


async def test_script_in_a_title_stays_text(owner: Person, gateway: AsyncClient) -> None:
    view = await new_video(owner, await project(owner), title="<script>alert(1)</script>")
    answer = await gateway.get(f"/api/v1/videos/{view.id}", headers=owner.bearer)
    assert answer.json()["title"] == "<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/json"


async def test_a_deleted_video_is_gone_for_everybody(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    view = await new_video(owner, project_id)
    path = f"/api/v1/videos/{view.id}"
    assert (await gateway.delete(path, headers=owner.bearer)).status_code == 204
    assert (await gateway.get(path, headers=owner.bearer)).status_code == 404
    assert (await gateway.delete(path, headers=owner.bearer)).status_code == 404
    page = (await gateway.get(f"/api/v1/projects/{project_id}/videos", headers=owner.bearer)).json()
    assert page["items"] == []
    assert len(await stored("select * from activity where type = 'video.delete'")) == 1


@pytest.mark.parametrize(
    ("role", "sees", "changes"),
    [
        ("admin", 200, (200, 204)),
        ("editor", 200, (200, 204)),
        ("reviewer", 200, (403, 403)),
        ("viewer", 200, (403, 403)),
        ("stranger", 404, (404, 404)),
    ],
)
async def test_what_each_role_may_do(
    role: str, sees: int, changes: tuple[int, int], owner: Person, gateway: AsyncClient
) -> None:
    somebody = await person("Somebody")
    project_id = await project(owner, "봄 캠페인", **({role: somebody} if role != "stranger" else {}))
    view = await new_video(owner, project_id)
    path = f"/api/v1/videos/{view.id}"
    assert (await gateway.get(path, headers=somebody.bearer)).status_code == sees
    listed = await gateway.get(f"/api/v1/projects/{project_id}/videos", headers=somebody.bearer)
    assert listed.status_code == sees
    renamed = await gateway.patch(path, json={"title": "x"}, headers=somebody.bearer)
    deleted = await gateway.delete(path, headers=somebody.bearer)
    assert (renamed.status_code, deleted.status_code) == changes


async def test_a_guest_sees_the_shared_video_and_changes_nothing(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    view = await new_video(owner, project_id)
    other = await new_video(owner, project_id)
    guest = await guest_of(owner, view.id)
    assert (await gateway.get(f"/api/v1/videos/{view.id}", headers=guest.bearer)).status_code == 200
    assert (await gateway.get(f"/api/v1/videos/{other.id}", headers=guest.bearer)).status_code == 404
    assert (await gateway.get(f"/api/v1/projects/{project_id}/videos", headers=guest.bearer)).status_code in (403, 404)
    assert (
        await gateway.patch(f"/api/v1/videos/{view.id}", json={"title": "x"}, headers=guest.bearer)
    ).status_code == 403
    assert (await gateway.delete(f"/api/v1/videos/{view.id}", headers=guest.bearer)).status_code == 403
    assert (await gateway.get(f"/api/v1/videos/{view.id}")).status_code == 401
