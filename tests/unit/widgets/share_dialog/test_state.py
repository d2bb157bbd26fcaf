"""The share dialog: what a link is made of, what is wrong beside its field, and withdrawing with a way back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.shown import a_link
from tests.unit.tab import Tab, UseCase, an_id, signed_in, stands_in
from videoplanet.entities.share.model import SharePermission
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Invalid, NotAllowed, NotFound, Unavailable
from videoplanet.widgets.share_dialog import state as share_state
from videoplanet.widgets.share_dialog.state import ShareState

VIDEO = uuid4()
TOMORROW = (now() + timedelta(days=1)).date()


@pytest.fixture
async def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[ShareState]:
    """The dialog of a film that has no link yet."""
    signed_in(monkeypatch, share_state)
    stands_in(monkeypatch, share_state, list_shares=SimpleNamespace(items=[]))
    tab = Tab(ShareState, f"/videos/{VIDEO}")
    assert await tab.fire("open", str(VIDEO)) == []
    return tab


@pytest.fixture
def creates(monkeypatch: pytest.MonkeyPatch) -> UseCase:
    return stands_in(monkeypatch, share_state, create_share=a_link())["create_share"]


async def test_it_opens_with_the_links_of_a_film(monkeypatch: pytest.MonkeyPatch, tab: Tab[ShareState]) -> None:
    stands_in(monkeypatch, share_state, list_shares=SimpleNamespace(items=[a_link()]))
    await tab.fire("open", str(VIDEO))
    assert (tab.state.is_open, tab.state.is_loading, len(tab.state.links)) == (True, False, 1)
    await tab.fire("set_open", False)
    assert not tab.state.is_open


async def test_whoever_may_not_share_is_told_and_it_closes(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ShareState]
) -> None:
    stands_in(monkeypatch, share_state, list_shares=NotAllowed())
    [note] = await tab.fire("open", str(VIDEO))
    assert (note.what, tab.state.is_open, tab.state.is_loading) == ("error.not_allowed", False, False)


async def test_a_link_is_made_of_what_was_chosen(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ShareState], creates: UseCase
) -> None:
    stands_in(monkeypatch, share_state, list_shares=SimpleNamespace(items=[creates.answer]))
    await tab.fire("set_permission", "approve")
    await tab.fire("set_permission", "everything")
    form = {"password": "geheim", "expires_on": str(TOMORROW), "time_zone": "Asia/Seoul", "allow_upload": "on"}
    [note] = await tab.fire("create", form)
    terms = creates.asked[0][2]
    assert (creates.asked[0][1], terms.permission, terms.password) == (VIDEO, SharePermission.APPROVE, "geheim")
    assert (terms.allow_download, terms.allow_upload) == (False, True)
    end = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day, 14, 59, 59, tzinfo=UTC)
    assert terms.expires_at == end  # the day's last second in Seoul
    assert (note.what, [row["is_new"] for row in tab.state.links]) == ("share_ui.created", [True])


@pytest.mark.parametrize(
    ("form", "password", "expiry"),
    [
        ({"password": "abc"}, "field.too_short", ""),
        ({"password": "x" * 2000}, "field.too_long", ""),
        ({"expires_on": "tomorrow"}, "", "field.invalid"),
        ({"expires_on": "9999-12-31"}, "", "field.invalid"),
        ({"expires_on": "2020-01-01"}, "", "share.expiry_past"),
        ({"password": "abc", "expires_on": "2020-01-01"}, "field.too_short", "share.expiry_past"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_makes_nothing(
    tab: Tab[ShareState], creates: UseCase, form: dict[str, str], password: str, expiry: str
) -> None:
    assert await tab.fire("create", form) == []
    assert (tab.state.password_error, tab.state.expiry_error) == (password, expiry)
    assert (creates.asked, tab.state.is_creating) == ([], False)
    await tab.fire("create", {})
    assert (tab.state.password_error, tab.state.expiry_error, len(creates.asked)) == ("", "", 1)


async def test_a_zone_that_is_none_is_the_usual_one(tab: Tab[ShareState], creates: UseCase) -> None:
    await tab.fire("create", {"expires_on": str(TOMORROW), "time_zone": "../../etc/passwd"})
    assert creates.asked[0][2].expires_at.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("error", "expiry", "notes"),
    [
        (Invalid("share.expiry_past", field="expires_at"), "share.expiry_past", []),
        (NotAllowed(), "", ["error.not_allowed"]),
    ],
)
async def test_what_the_use_case_refuses_is_told(
    tab: Tab[ShareState], creates: UseCase, error: Any, expiry: str, notes: list[str]
) -> None:
    creates.answer = error
    assert [note.what for note in await tab.fire("create", {})] == notes
    assert (tab.state.expiry_error, tab.state.is_creating) == (expiry, False)


async def test_withdrawing_is_asked_first_and_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ShareState]
) -> None:
    asked = stands_in(monkeypatch, share_state, revoke_share=None, restore_share=None)
    share = an_id()
    await tab.fire("ask_revoke", share, 3)
    assert (tab.state.asked_id, tab.state.asked_visits, asked["revoke_share"].asked) == (share, 3, [])
    await tab.fire("set_asking", False)
    assert tab.state.asked_id == ""
    await tab.fire("ask_revoke", share, 3)
    [note] = await tab.fire("revoke")
    assert (note.what, note.undo, tab.state.asked_id) == ("share_ui.revoked", ("restore", {"share_id": share}), "")
    [note] = await tab.fire("restore", share)
    assert (note.what, str(asked["restore_share"].asked[0][1])) == ("share_ui.restored", share)


async def test_a_refused_withdrawal_is_told(monkeypatch: pytest.MonkeyPatch, tab: Tab[ShareState]) -> None:
    stands_in(monkeypatch, share_state, revoke_share=Unavailable(), restore_share=NotFound())
    await tab.fire("ask_revoke", an_id(), 0)
    assert [note.what for note in await tab.fire("revoke")] == ["error.unavailable"]
    assert [note.what for note in await tab.fire("restore", an_id())] == ["error.not_found"]
