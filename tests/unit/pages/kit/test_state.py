"""The kit's examples hold what is done to them."""

from __future__ import annotations

import pytest

from tests.unit.tab import Tab
from videoplanet.pages.kit.state import KitState


async def test_the_examples_hold_what_is_done_to_them() -> None:
    tab = Tab(KitState, "/kit")
    await tab.fire("click")
    await tab.fire("choose", "idea")
    await tab.fire("search", "봄")
    await tab.fire("ask", True)
    await tab.fire("edit", True)
    shown = tab.state
    assert (shown.clicks, shown.chosen, shown.searched, shown.asking, shown.editing) == (1, "idea", "봄", True, True)


async def test_the_form_refuses_as_the_server_would() -> None:
    tab = Tab(KitState, "/kit")
    await tab.fire("edit", True)
    assert await tab.fire("submit", {"email": "nobody"}) == []
    assert (tab.state.email_error, tab.state.editing) == ("email", True)
    [note] = await tab.fire("submit", {"email": "a@example.com", "name": "봄"})
    assert (note.what, note.params, tab.state.email_error, tab.state.editing) == (
        "kit.saved", {"name": "봄"}, "", False,
    )  # fmt: skip


async def test_one_example_fails_on_purpose() -> None:
    with pytest.raises(RuntimeError):
        await Tab(KitState, "/kit").fire("fail")
