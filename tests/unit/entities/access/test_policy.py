"""The permission table says what the domain says, cell by cell."""

from __future__ import annotations

import pytest

from videoplanet.entities.access.policy import PERMISSIONS, Action, GuestRole, allows, roles_that_may
from videoplanet.entities.project.model import Role

ALL, ADMIN, EDITOR, REVIEWER, OWNER_ONLY = (
    {Role.OWNER, Role.ADMIN, Role.EDITOR, Role.REVIEWER, Role.VIEWER},
    {Role.OWNER, Role.ADMIN},
    {Role.OWNER, Role.ADMIN, Role.EDITOR},
    {Role.OWNER, Role.ADMIN, Role.EDITOR, Role.REVIEWER},
    {Role.OWNER},
)
TABLE: dict[Action, set[Role]] = {
    Action.SEE: ALL,
    Action.COMMENT: REVIEWER,
    Action.RESOLVE: REVIEWER,
    Action.APPROVE: REVIEWER,
    Action.UPLOAD: EDITOR,
    Action.PLAN: EDITOR,
    Action.SHARE: EDITOR,
    Action.MANAGE_MEMBERS: ADMIN,
    Action.MODERATE: ADMIN,
    Action.EDIT_PROJECT: ADMIN,
    Action.DELETE_PROJECT: OWNER_ONLY,
    Action.HAND_OVER: OWNER_ONLY,
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_exactly_what_the_table_says(role: Role, action: Action) -> None:
    assert allows(role, action) is (role in TABLE[action])


@pytest.mark.parametrize("action", list(Action))
def test_the_roles_that_may_do_something_are_those_of_the_table(action: Action) -> None:
    assert roles_that_may(action) == TABLE[action]


def test_guests_never_resolve_upload_share_or_manage() -> None:
    for guest in GuestRole:
        assert PERMISSIONS[guest] <= {Action.SEE, Action.COMMENT, Action.APPROVE}
    assert PERMISSIONS[GuestRole.VIEW] == {Action.SEE}
