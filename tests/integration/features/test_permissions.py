"""Every role against every action: asked of the access check, of the use cases, and over REST."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.people import Person, join, person, project
from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import PERMISSIONS, Action
from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.invitations import invite, list_invitations
from videoplanet.features.manage_members.service import change_role, list_members, remove_member
from videoplanet.features.manage_project.deletion import delete_project, restore_project
from videoplanet.features.manage_project.service import change_project, get_project
from videoplanet.features.read_activity.service import project_activity
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotAllowed
from videoplanet.shared.security.principal import Principal

Service = Callable[[Principal, UUID, Person], Awaitable[object]]


async def delete_and_restore(who: Principal, where: UUID) -> None:
    """Delete a project and leave it as it was for the next use case."""
    await delete_project(who, where)
    await restore_project(who, where)


USE_CASES: list[tuple[Action, Service]] = [
    (Action.SEE, lambda who, where, _: get_project(who, where)),
    (Action.SEE, lambda who, where, _: list_members(who, where)),
    (Action.SEE, lambda who, where, _: project_activity(who, where, 0)),
    (Action.EDIT_PROJECT, lambda who, where, _: change_project(who, where, ProjectFields(name="여름"))),
    (Action.MANAGE_MEMBERS, lambda who, where, _: invite(who, where, "newcomer@example.com", Role.VIEWER)),
    (Action.MANAGE_MEMBERS, lambda who, where, _: list_invitations(who, where)),
    (Action.MANAGE_MEMBERS, lambda who, where, other: change_role(who, where, other.id, Role.VIEWER)),
    (Action.MANAGE_MEMBERS, lambda who, where, other: remove_member(who, where, other.id)),
    (Action.DELETE_PROJECT, lambda who, where, _: delete_and_restore(who, where)),
    (Action.HAND_OVER, lambda who, where, other: change_role(who, where, other.id, Role.OWNER)),
]

REQUESTS: list[tuple[Action, str, str, dict[str, Any] | None]] = [
    (Action.SEE, "GET", "", None),
    (Action.SEE, "GET", "/members", None),
    (Action.SEE, "GET", "/activity", None),
    (Action.EDIT_PROJECT, "PATCH", "", {"archived": True}),
    (Action.MANAGE_MEMBERS, "POST", "/invitations", {"email": "newcomer@example.com", "role": "viewer"}),
    (Action.MANAGE_MEMBERS, "GET", "/invitations", None),
    (Action.MANAGE_MEMBERS, "PATCH", "/members/{other}", {"role": "viewer"}),
    (Action.MANAGE_MEMBERS, "DELETE", "/members/{other}", None),
    (Action.HAND_OVER, "PATCH", "/members/{other}", {"role": "owner"}),
    (Action.DELETE_PROJECT, "DELETE", "", None),
]


async def cast_of(role: Role) -> tuple[Person, Person, UUID]:
    """Return somebody of that role, another member, and the project."""
    owner, other = await person("Owner"), await person("Other")
    await person("Newcomer")
    if role is Role.OWNER:
        return owner, other, await project(owner, editor=other)
    somebody = await person("Somebody")
    project_id = await project(owner, editor=other)
    await join(project_id, somebody, role)
    return somebody, other, project_id


@pytest.mark.parametrize("role", list(Role))
async def test_the_access_check_follows_the_table(role: Role) -> None:
    somebody, _, project_id = await cast_of(role)
    granted: set[Action] = set()
    for action in Action:
        async with unit_of_work() as uow:
            try:
                await authorize_project(uow.session, somebody.principal, project_id, action)
                granted.add(action)
            except NotAllowed:
                pass
    assert granted == PERMISSIONS[role]


@pytest.mark.parametrize("role", list(Role))
async def test_the_use_cases_follow_the_table(role: Role) -> None:
    somebody, other, project_id = await cast_of(role)
    for action, use_case in USE_CASES:
        try:
            await use_case(somebody.principal, project_id, other)
            allowed = True
        except NotAllowed:
            allowed = False
        assert allowed == (action in PERMISSIONS[role]), action
        if action is Action.MANAGE_MEMBERS and allowed:
            await _rejoin(somebody, project_id, other)


async def _rejoin(somebody: Person, project_id: UUID, other: Person) -> None:
    entries = await list_members(somebody.principal, project_id)
    if all(entry.user_id != other.id for entry in entries):
        await join(project_id, other, Role.EDITOR)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("action", "method", "path", "body"), REQUESTS)
async def test_the_gateway_follows_the_table(
    gateway: AsyncClient, role: Role, action: Action, method: str, path: str, body: dict[str, Any] | None
) -> None:
    somebody, other, project_id = await cast_of(role)
    url = f"/api/v1/projects/{project_id}" + path.format(other=other.id)
    answer = await gateway.request(method, url, json=body, headers=somebody.bearer)
    if action in PERMISSIONS[role]:
        assert answer.is_success
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
