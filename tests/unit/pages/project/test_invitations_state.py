"""The invitations panel: who is invited as what, what is wrong beside its field, and what can be taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.unit.tab import Tab, an_id, signed_in, stands_in
from videoplanet.entities.project.model import InvitationStatus, Role
from videoplanet.features.manage_members.invitations import InvitationBody
from videoplanet.pages.project import invitations_state
from videoplanet.pages.project.invitations_state import InvitationsState, invitations_for
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Conflict, FieldError, Invalid, NotAllowed, NotFound, TooManyRequests

PROJECT = uuid4()


def an_invitation(**values: Any) -> InvitationBody:
    moment = now()
    usual: dict[str, Any] = {
        "id": uuid4(), "email": "a@example.com", "role": Role.EDITOR, "message": "", "status": InvitationStatus.PENDING,
        "invited_by": "지우", "sends": 1, "sent_at": moment, "expires_at": moment, "created_at": moment,
    }  # fmt: skip
    return InvitationBody(**{**usual, **values})


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[InvitationsState]:
    signed_in(monkeypatch, invitations_state)
    stands_in(monkeypatch, invitations_state, list_invitations=[])
    tab = Tab(InvitationsState)
    tab.state._show(PROJECT, [])
    return tab


async def test_somebody_is_invited_and_the_dialog_closes(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]
) -> None:
    entry = an_invitation()
    asked = stands_in(monkeypatch, invitations_state, invite=entry, list_invitations=[entry])["invite"]
    await tab.fire("set_inviting", True)
    [note] = await tab.fire("invite", {"email": "a@example.com", "role": "editor", "message": "안녕하세요"})
    assert asked.asked[0][1:] == (PROJECT, "a@example.com", Role.EDITOR, "안녕하세요")
    assert (note.what, note.params) == ("invitation.sent", {"email": "a@example.com"})
    assert (tab.state.is_inviting, tab.state.is_waiting) == (False, False)
    assert [row["email"] for row in tab.state.invitations] == ["a@example.com"]


async def test_what_is_wrong_stands_beside_its_field_and_the_dialog_stays(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]
) -> None:
    wrong = Invalid.of(FieldError("email", "email.invalid"), FieldError("message", "field.too_long", {"limit": 500}))
    stands_in(monkeypatch, invitations_state, invite=wrong)
    await tab.fire("set_inviting", True)
    assert await tab.fire("invite", {"email": "a", "role": "editor", "message": "x" * 501}) == []
    assert tab.state.errors["codes"] == {"email": "email.invalid", "message": "field.too_long"}
    assert tab.state.errors["limits"]["message"] == "500"
    assert (tab.state.is_inviting, tab.state.is_waiting) == (True, False)
    await tab.fire("set_inviting", False)
    assert tab.state.errors["codes"] == {}


async def test_a_role_that_is_none_never_reaches_the_use_case(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]
) -> None:
    asked = stands_in(monkeypatch, invitations_state, invite=None, change_invited_role=None)
    await tab.fire("invite", {"email": "a@example.com", "role": "emperor"})
    [note] = await tab.fire("set_role", an_id(), "emperor")
    assert (asked["invite"].asked, asked["change_invited_role"].asked, note.tone) == ([], [], "error")
    assert tab.state.errors["codes"] or tab.state.errors["form"]


async def test_another_role_is_shown(monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]) -> None:
    changed = an_invitation(role=Role.VIEWER)
    asked = stands_in(monkeypatch, invitations_state, change_invited_role=changed, list_invitations=[changed])
    assert await tab.fire("set_role", str(changed.id), "viewer") == []
    assert asked["change_invited_role"].asked[0][1:] == (PROJECT, changed.id, Role.VIEWER)
    assert [row["role"] for row in tab.state.invitations] == ["viewer"]


async def test_a_letter_is_sent_again_or_it_is_said_how_long_to_wait(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]
) -> None:
    entry = an_invitation()
    stands_in(monkeypatch, invitations_state, resend_invitation=entry)
    [note] = await tab.fire("resend", str(entry.id))
    assert (note.what, note.params) == ("invitation.sent_again", {"email": "a@example.com"})
    stands_in(monkeypatch, invitations_state, resend_invitation=TooManyRequests(42))
    [note] = await tab.fire("resend", str(entry.id))
    assert (note.what, note.params) == ("error.too_many_requests", {"seconds": 42})


async def test_an_invitation_is_taken_back_and_stands_again(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState]
) -> None:
    entry = an_invitation()
    asked = stands_in(monkeypatch, invitations_state, cancel_invitation=None, restore_invitation=entry)
    [note] = await tab.fire("cancel", str(entry.id), entry.email)
    assert (note.what, note.params) == ("invitation.cancelled", {"email": entry.email})
    assert note.undo == ("restore", {"project_id": str(PROJECT), "invitation_id": str(entry.id)})
    elsewhere = an_id()
    [note] = await tab.fire("restore", elsewhere, str(entry.id))
    assert asked["restore_invitation"].asked[0][1:] == (UUID(elsewhere), entry.id)
    assert (note.what, note.params) == ("invitation.restored", {"email": entry.email})


@pytest.mark.parametrize(
    ("handler", "use_case", "error"),
    [
        ("set_role", "change_invited_role", NotAllowed()),
        ("resend", "resend_invitation", Conflict("invitation.sends", limit=5)),
        ("cancel", "cancel_invitation", NotFound()),
        ("restore", "restore_invitation", Conflict("undo.too_late")),
    ],
)
async def test_what_is_refused_is_told(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[InvitationsState], handler: str, use_case: str, error: Any
) -> None:
    stands_in(monkeypatch, invitations_state, **{use_case: error})
    given = {
        "set_role": (an_id(), "viewer"), "resend": (an_id(),), "cancel": (an_id(), "a@example.com"),
        "restore": (an_id(), an_id()),
    }[handler]  # fmt: skip
    [note] = await tab.fire(handler, *given)
    assert (note.what, note.tone) == (f"error.{error.code}", "error")


async def test_whoever_may_not_see_invitations_is_shown_none(monkeypatch: pytest.MonkeyPatch) -> None:
    who = signed_in(monkeypatch, invitations_state)
    stands_in(monkeypatch, invitations_state, list_invitations=NotAllowed())
    assert await invitations_for(who, PROJECT) == ()
