"""The pages before sign-in: whoever is signed in is led on, whoever can be is renewed, nobody is led elsewhere."""

from __future__ import annotations

import pytest

from tests.unit.tab import Answer, Tab, signed_in, signed_out, stands_in
from videoplanet.features.authenticate import state as entry_state
from videoplanet.features.authenticate.state import EntryState
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.security.cookies import refresh_cookie


@pytest.mark.parametrize(
    ("address", "there"),
    [("/sign-in", "/home"), ("/sign-in?next=/projects", "/projects"), ("/sign-in?next=//evil.example", "/home")],
)
async def test_whoever_is_signed_in_is_led_on(monkeypatch: pytest.MonkeyPatch, address: str, there: str) -> None:
    signed_in(monkeypatch, entry_state)
    assert await Tab(EntryState, address).fire("enter") == [Answer("go", there)]


async def test_a_session_that_can_be_renewed_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, entry_state)
    tab = Tab(EntryState, "/sign-in?next=/projects", cookie=f"{refresh_cookie()}=r")
    [answer] = await tab.fire("enter")
    assert (answer.kind, answer.what) == ("leave", "/api/v1/auth/session/refresh?next=/projects")


async def test_everybody_else_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, entry_state)
    assert await Tab(EntryState, "/sign-in").fire("enter") == []
    stands_in(monkeypatch, entry_state, page_principal=Unavailable())
    assert await Tab(EntryState, "/sign-in").fire("enter") == []
