"""Going on as the guest one was elsewhere: an address, a code, and what is wrong with either."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.shown import an_opened_link
from tests.unit.tab import ADDRESS, Tab, stands_in
from videoplanet.features.share_video.taking_up import Challenge
from videoplanet.pages.review import guest_code_state, guest_state
from videoplanet.pages.review.guest_code_state import ASK, PROVE, GuestCodeState
from videoplanet.pages.review.state import SHARE_PARAMETER
from videoplanet.shared.errors import Invalid, NotSignedIn, TooManyRequests


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[GuestCodeState]:
    monkeypatch.setattr(GuestCodeState, SHARE_PARAMETER, "link", raising=False)
    monkeypatch.setattr(guest_code_state, "require_mark", lambda cookie: None)
    stands_in(
        monkeypatch, guest_code_state, acting_visitor=None, send_code=Challenge("c", 1200, 60), take_up=an_opened_link()
    )
    stands_in(monkeypatch, guest_state, issue_ticket="t1")
    return Tab(GuestCodeState, "/s/link", cookie="vp_browser=b")


async def test_an_address_leads_to_the_code_and_the_code_leads_in(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[GuestCodeState]
) -> None:
    asked = stands_in(monkeypatch, guest_code_state, send_code=Challenge("c", 1200, 60), take_up=an_opened_link())
    await tab.fire("begin")
    assert (tab.state.step, tab.state.is_begun) == (ASK, True)
    assert await tab.fire("ask", {"email": " minseo@client.example.com ", "password": ""}) == []
    assert asked["send_code"].named[0]["email"] == "minseo@client.example.com"
    assert (asked["send_code"].named[0]["password"], asked["send_code"].named[0]["address"]) == (None, ADDRESS)
    assert (tab.state.step, tab.state.email, tab.state.code_minutes) == (PROVE, "minseo@client.example.com", 20)
    [answer] = await tab.fire("prove", {"code": "042917"})
    assert asked["take_up"].named[0] == {"challenge": "c", "code": "042917", "cookie": "vp_browser=b"}
    assert (answer.kind, answer.what) == ("leave", "/api/v1/auth/session?ticket=t1&next=%2Fs%2Flink")


@pytest.mark.parametrize(
    ("act", "use_case", "error", "codes", "form"),
    [
        ("ask", "send_code", Invalid("email.invalid", field="email"), {"email": "email.invalid"}, ""),
        ("ask", "send_code", NotSignedIn("share.password_wrong", field="password"), {"password": "share.password_wrong"}, ""),
        ("ask", "send_code", TooManyRequests(40), {}, "too_many_requests"),
        ("prove", "take_up", Invalid("code.wrong", field="code"), {"code": "code.wrong"}, ""),
    ],
)  # fmt: skip
async def test_what_is_refused_stands_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[GuestCodeState], act: str, use_case: str, error: Any,
    codes: dict[str, str], form: str,
) -> None:  # fmt: skip
    await tab.fire("begin")
    stands_in(monkeypatch, guest_code_state, **{use_case: error})
    assert await tab.fire(act, {"email": "a", "code": "1"}) == []
    assert (tab.state.errors["codes"], tab.state.errors["form"], tab.state.is_waiting) == (codes, form, False)
    assert tab.state.step == ASK
    await tab.fire("leave")
    assert (tab.state.step, tab.state.errors["codes"], tab.state.is_begun) == ("", {}, True)
