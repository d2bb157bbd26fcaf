"""A tab leaves for paths of this site only."""

from __future__ import annotations

import pytest

from tests.unit.tab import Tab
from videoplanet.shared.ui.departure import DepartureState, leave_now


async def test_a_tab_leaves_for_a_path_of_this_site() -> None:
    tab = Tab(DepartureState)
    await tab.fire("leave", "/api/v1/auth/session?ticket=t", True)
    assert (tab.state.to, tab.state.forgets) == ("/api/v1/auth/session?ticket=t", True)


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "javascript:alert(1)", ""])
async def test_it_leaves_for_nowhere_else(elsewhere: str) -> None:
    tab = Tab(DepartureState)
    await tab.fire("leave", elsewhere, False)
    assert tab.state.to == ""


async def test_an_event_may_leave_with_its_own_answer() -> None:
    tab = Tab(DepartureState)
    await leave_now(tab.root, "/home", forgets=True)
    assert (tab.state.to, tab.state.forgets) == ("/home", True)
