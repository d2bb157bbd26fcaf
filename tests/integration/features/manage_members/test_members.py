"""Who works in a project: change, remove, leave, hand over; over REST."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID, uuid4

from httpx import AsyncClient

from tests.integration.people import Person, person, project
from videoplanet.entities.project.model import Member, Role
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.redis import redis_client


def members(project_id: UUID, user: Person | None = None) -> str:
    return f"/api/v1/projects/{project_id}/members" + (f"/{user.id}" if user else "")


async def roles(gateway: AsyncClient, project_id: UUID, somebody: Person) -> dict[str, str]:
    items = (await gateway.get(members(project_id), headers=somebody.bearer)).json()["items"]
    return {item["name"]: item["role"] for item in items}


async def test_nobody_is_added_at_once(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    for email in (hajun.email, "nobody@example.com"):
        answer = await gateway.post(members(project_id), json={"email": email}, headers=jiwoo.bearer)
        assert answer.status_code == 405
    assert await roles(gateway, project_id, jiwoo) == {"Jiwoo": "owner"}


async def test_addresses_are_shown_to_those_who_manage_members(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, reviewer=hajun)

    async def seen_by(somebody: Person) -> list[str | None]:
        items = (await gateway.get(members(project_id), headers=somebody.bearer)).json()["items"]
        return [item["email"] for item in items]

    assert await seen_by(jiwoo) == [jiwoo.email, hajun.email]
    assert await seen_by(hajun) == [None, hajun.email]


async def test_a_role_changes_and_all_are_told(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, viewer=hajun)
    for _ in range(2):
        answer = await gateway.patch(members(project_id, hajun), json={"role": "admin"}, headers=jiwoo.bearer)
        assert (answer.status_code, answer.json()["role"]) == (200, "admin")
    activity = await gateway.get(f"/api/v1/projects/{project_id}/activity", headers=hajun.bearer)
    assert [(item["type"], item["payload"]["role"]) for item in activity.json()["items"]] == [
        ("member.join", "viewer"),
        ("member.update", "admin"),
    ]


async def test_the_owner_stays_until_the_project_is_handed_over(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, admin=hajun)
    own = members(project_id, jiwoo)
    for by in (jiwoo, hajun):
        demoted = await gateway.patch(own, json={"role": "viewer"}, headers=by.bearer)
        assert (demoted.status_code, demoted.json()["code"]) == (409, "member.owner_stays")
        assert (await gateway.delete(own, headers=by.bearer)).status_code == 409
    refused = await gateway.patch(members(project_id, hajun), json={"role": "owner"}, headers=hajun.bearer)
    assert refused.status_code == 403
    handed = await gateway.patch(members(project_id, hajun), json={"role": "owner"}, headers=jiwoo.bearer)
    assert handed.json()["role"] == "owner"
    assert await roles(gateway, project_id, jiwoo) == {"Hajun": "owner", "Jiwoo": "admin"}
    assert (await gateway.delete(own, headers=jiwoo.bearer)).status_code == 204
    mine = await gateway.get(f"/api/v1/projects/{project_id}", headers=hajun.bearer)
    assert mine.json()["owner_id"] == str(hajun.id)


async def test_a_project_cannot_be_handed_to_somebody_with_one_of_that_name(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, "Spring", admin=hajun)
    await project(hajun, "spring")
    answer = await gateway.patch(members(project_id, hajun), json={"role": "owner"}, headers=jiwoo.bearer)
    assert (answer.status_code, answer.json()["code"]) == (409, "project.name_taken")
    assert await roles(gateway, project_id, jiwoo) == {"Jiwoo": "owner", "Hajun": "admin"}


async def test_two_hand_overs_at_once_leave_one_owner(gateway: AsyncClient) -> None:
    jiwoo, hajun, minseo = await person("Jiwoo"), await person("Hajun"), await person("Minseo")
    project_id = await project(jiwoo, admin=hajun, editor=minseo)
    await asyncio.gather(
        *(
            gateway.patch(members(project_id, successor), json={"role": "owner"}, headers=jiwoo.bearer)
            for successor in (hajun, minseo)
        )
    )
    assert list((await roles(gateway, project_id, jiwoo)).values()).count("owner") == 1


async def test_a_removed_member_loses_access_and_live_connections(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, editor=hajun)
    async with redis_client().pubsub() as subscription:
        await subscription.subscribe(ENDED_SESSIONS_CHANNEL)
        assert (await gateway.delete(members(project_id, hajun), headers=jiwoo.bearer)).status_code == 204
        async with asyncio.timeout(5):
            async for message in subscription.listen():
                if message["type"] == "message":
                    break
    assert json.loads(message["data"]) == {"project_id": str(project_id), "user_id": str(hajun.id)}
    assert (await gateway.get(f"/api/v1/projects/{project_id}", headers=hajun.bearer)).status_code == 404
    assert (await gateway.delete(members(project_id, hajun), headers=jiwoo.bearer)).status_code == 404


async def test_anybody_but_the_owner_may_leave(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, viewer=hajun)
    assert (await gateway.delete(members(project_id, hajun), headers=hajun.bearer)).status_code == 204
    assert await roles(gateway, project_id, jiwoo) == {"Jiwoo": "owner"}


async def test_an_unknown_member_is_not_found(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    path = f"/api/v1/projects/{await project(jiwoo)}/members/{uuid4()}"
    assert (await gateway.delete(path, headers=jiwoo.bearer)).status_code == 404
    assert (await gateway.patch(path, json={"role": "viewer"}, headers=jiwoo.bearer)).status_code == 404


async def test_the_database_holds_one_owner_row_at_most() -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, editor=hajun)
    refused = False
    try:
        async with unit_of_work() as uow:
            member = await uow.session.get(Member, (project_id, hajun.id))
            assert member is not None
            member.role = Role.OWNER
    except Exception as error:
        refused = "uq_member_project_id_owner" in str(error)
    assert refused
