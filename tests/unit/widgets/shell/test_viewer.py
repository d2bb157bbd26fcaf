"""The frame of every page: who is signed in, and signing out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.unit.shown import a_project
from tests.unit.tab import Tab, somebody, stands_in
from videoplanet.shared.errors import NotSignedIn, Unavailable
from videoplanet.shared.ui.departure import DepartureState
from videoplanet.widgets.shell import viewer
from videoplanet.widgets.shell.viewer import ViewerState, open_page


async def test_the_frame_shows_who_is_signed_in_and_their_last_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = SimpleNamespace(name="지우", email="a@example.com", time_zone="Europe/Berlin")
    who = somebody(is_staff=True)
    project = a_project(name="봄")
    stands_in(
        monkeypatch, viewer, page_principal=who, my_profile=profile, list_projects=SimpleNamespace(items=[project])
    )  # fmt: skip
    tab = Tab(ViewerState)
    assert await open_page(tab.state) == who
    shown = tab.state
    assert (shown.name, shown.email, shown.time_zone, shown.is_staff) == (
        "지우",
        "a@example.com",
        "Europe/Berlin",
        True,
    )
    assert shown.recent == [{"id": str(project.id), "name": "봄", "color": project.colour}]


async def test_nobody_is_shown_who_is_not_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, viewer, page_principal=NotSignedIn())
    tab = Tab(ViewerState)
    with pytest.raises(NotSignedIn):
        await open_page(tab.state)
    assert (tab.state.name, tab.state.recent) == ("", [])


async def test_signing_out_leaves_with_cleared_cookies_and_forgets_what_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = stands_in(monkeypatch, viewer, sign_out_ticket="t1")["sign_out_ticket"]
    tab = Tab(ViewerState, "/home", cookie="c=1")
    assert await tab.fire("sign_out") == []
    gone = tab.of(DepartureState)
    assert (gone.to, gone.forgets, asked.asked) == ("/api/v1/auth/session?ticket=t1&next=%2F", True, [("c=1",)])


async def test_signing_out_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, viewer, sign_out_ticket=Unavailable())
    tab = Tab(ViewerState, "/home")
    [note] = await tab.fire("sign_out")
    assert (note.what, tab.of(DepartureState).to) == ("error.unavailable", "")
