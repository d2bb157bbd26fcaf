"""The sign-in form: where it leads, and what is said when it does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.tab import ADDRESS, Tab, stands_in
from videoplanet.pages.sign_in import state as sign_in_state
from videoplanet.pages.sign_in.state import SignInState
from videoplanet.shared.errors import Invalid, NotSignedIn, TooManyRequests


async def test_it_begins_untouched_with_the_address_of_an_invitation(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stands_in(monkeypatch, sign_in_state, invited_address="a@example.com")["invited_address"]
    tab = Tab(SignInState, "/sign-in?next=/invitations/abc")
    tab.state.is_waiting = True
    await tab.fire("start")
    assert (tab.state.email, tab.state.is_waiting, tab.state.errors["form"]) == ("a@example.com", False, "")
    assert (asked.asked, asked.named) == ([("/invitations/abc",)], [{"address": ADDRESS}])
    assert tab.state.sign_up_path == "/sign-up?next=/invitations/abc"


async def test_it_leads_through_the_ticket_to_where_somebody_wanted_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stands_in(monkeypatch, sign_in_state, sign_in_ticket="t1")["sign_in_ticket"]
    tab = Tab(SignInState, "/sign-in?next=/projects", cookie="vp_browser=b")
    [answer] = await tab.fire("submit", {"email": "a@example.com", "password": "geheim"})
    email, password, device = asked.asked[0]
    assert (email, password, device.address, device.cookie) == ("a@example.com", "geheim", ADDRESS, "vp_browser=b")
    assert (answer.kind, answer.what) == ("leave", "/api/v1/auth/session?ticket=t1&next=%2Fprojects")
    assert "geheim" not in str(tab.state.dict())


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/api/v1/auth/session?ticket=x"])
async def test_it_leads_nowhere_but_to_pages_of_this_site(monkeypatch: pytest.MonkeyPatch, elsewhere: str) -> None:
    stands_in(monkeypatch, sign_in_state, sign_in_ticket="t1")
    [answer] = await Tab(SignInState, f"/sign-in?next={elsewhere}").fire("submit", {})
    assert answer.what.endswith("&next=%2Fhome")


@pytest.mark.parametrize(
    ("error", "codes", "form"),
    [
        (NotSignedIn("sign_in.wrong"), {}, "sign_in.wrong"),
        (Invalid("email.invalid", field="email"), {"email": "email.invalid"}, ""),
        (TooManyRequests(30), {}, "too_many_requests"),
    ],
)
async def test_what_is_refused_stands_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, error: Any, codes: dict[str, str], form: str
) -> None:
    stands_in(monkeypatch, sign_in_state, sign_in_ticket=error)
    tab = Tab(SignInState, "/sign-in")
    assert await tab.fire("submit", {"email": "a@example.com", "password": "x"}) == []
    assert (tab.state.errors["codes"], tab.state.errors["form"], tab.state.is_waiting) == (codes, form, False)
