"""Which fields of a comment somebody may set, for every role that may comment and every field."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.features.test_comment_permissions import cast
from tests.integration.films import guest_of
from tests.integration.review import review
from videoplanet.entities.access.policy import PERMISSIONS, Action, GuestRole
from videoplanet.entities.project.model import Role
from videoplanet.features.write_comment.schemas import CommentChanges, NewComment
from videoplanet.features.write_comment.service import add_comment, edit_comment
from videoplanet.shared.errors import NotAllowed

ROLES = [role for role in PERMISSIONS if Action.COMMENT in PERMISSIONS[role]]
MEMBERS_ONLY = {"assignee_id", "status"}
VALUES: dict[str, Any] = {
    "version": 1,
    "id": "0192a000-0000-7000-8000-00000000000a",
    "frame_in": 3,
    "frame_out": 4,
    "body": "바꿈",
    "kind": "question",
    "priority": "critical",
    "tags": ["색"],
    "drawing": [],
    "status": "resolved",
}


def test_every_field_is_decided() -> None:
    assert set(NewComment.model_fields) | set(CommentChanges.model_fields) == {*VALUES, "assignee_id"}


@pytest.mark.parametrize("role", ROLES)
async def test_what_a_role_may_set(gateway: AsyncClient, role: Role | GuestRole) -> None:
    film, somebody, _ = await cast(role)
    values = {**VALUES, "assignee_id": str(film.owner.id)}
    for name in NewComment.model_fields:
        base = {"frame_in": 1} if name == "frame_out" else {}
        answer = await film.post(gateway, somebody, **{**base, name: values[name]})
        is_refused = isinstance(role, GuestRole) and name in MEMBERS_ONLY
        assert answer.status_code == (403 if is_refused else 201), f"{role} posts {name}: {answer.text}"
    mine = await film.comment(somebody, frame_in=1)
    for name in CommentChanges.model_fields:
        answer = await gateway.patch(f"/api/v1/comments/{mine}", json={name: values[name]}, headers=somebody.bearer)
        is_refused = isinstance(role, GuestRole) and name in MEMBERS_ONLY
        assert answer.status_code == (403 if is_refused else 200), f"{role} changes {name}: {answer.text}"


async def test_the_use_cases_refuse_it_and_tell_nobody_who_is_a_member() -> None:
    film = await review(Role.EDITOR)
    guest = await guest_of(film.owner, film.video_id)
    mine = await film.comment(guest)
    for id_ in (film.owner.id, film.video_id):
        draft = NewComment.model_validate({"version": 1, "body": "x", "assignee_id": str(id_)})
        with pytest.raises(NotAllowed, match=r"comment\.guest_assigns"):
            await add_comment(guest.principal, film.video_id, draft)
        changes = CommentChanges.model_validate({"assignee_id": str(id_)})
        with pytest.raises(NotAllowed, match=r"comment\.guest_assigns"):
            await edit_comment(guest.principal, UUID(mine), changes)
