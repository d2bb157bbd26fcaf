"""The permission table: the only place that says what a role may do.

Source: the roles table of the product's domain description. A guest of a share link acts under one of the three guest roles.
"""

from __future__ import annotations

from enum import StrEnum

from videoplanet.entities.project.model import Role


class GuestRole(StrEnum):
    """What a share link lets its guests do."""

    VIEW = "view"
    COMMENT = "comment"
    APPROVE = "approve"


class Action(StrEnum):
    """What somebody wants to do."""

    SEE = "see"
    COMMENT = "comment"
    RESOLVE = "resolve"
    APPROVE = "approve"
    UPLOAD = "upload"
    PLAN = "plan"
    SHARE = "share"
    MANAGE_MEMBERS = "manage_members"
    MODERATE = "moderate"
    EDIT_PROJECT = "edit_project"
    DELETE_PROJECT = "delete_project"
    HAND_OVER = "hand_over"


_VIEWER = frozenset({Action.SEE})
_REVIEWER = _VIEWER | {Action.COMMENT, Action.RESOLVE, Action.APPROVE}
_EDITOR = _REVIEWER | {Action.UPLOAD, Action.PLAN, Action.SHARE}
_ADMIN = _EDITOR | {Action.MANAGE_MEMBERS, Action.MODERATE, Action.EDIT_PROJECT}
_OWNER = _ADMIN | {Action.DELETE_PROJECT, Action.HAND_OVER}

PERMISSIONS: dict[Role | GuestRole, frozenset[Action]] = {
    Role.OWNER: _OWNER,
    Role.ADMIN: _ADMIN,
    Role.EDITOR: _EDITOR,
    Role.REVIEWER: _REVIEWER,
    Role.VIEWER: _VIEWER,
    GuestRole.VIEW: _VIEWER,
    GuestRole.COMMENT: _VIEWER | {Action.COMMENT},
    GuestRole.APPROVE: _VIEWER | {Action.COMMENT, Action.APPROVE},
}

WHILE_ARCHIVED = frozenset({Action.SEE, Action.EDIT_PROJECT, Action.DELETE_PROJECT})


def roles_that_may(action: Action) -> frozenset[Role]:
    """The roles of members that may do `action`."""
    return frozenset(role for role in Role if allows(role, action))


def allows(role: Role | GuestRole, action: Action) -> bool:
    """Whether `role` may do `action`."""
    return action in PERMISSIONS[role]
