"""The sign-up page: the form, then the mailed code; what is kept between them, and what never is."""

from __future__ import annotations

from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.tab import ADDRESS, Tab, UseCase, stands_in
from videoplanet.pages.sign_up import state as sign_up_state
from videoplanet.pages.sign_up.state import CODE, FORM, NOT_RATED, SignUpState
from videoplanet.shared.errors import FieldError, Invalid, TooManyRequests

FORM_FILLED = {
    "name": "지우", "email": "a@example.com", "password": "a long secret", "agree_terms": "on", "agree_privacy": "on",
}  # fmt: skip


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> UseCase:
    monkeypatch.setattr(sign_up_state, "fingerprint", lambda content: sha256(content).digest())
    registered = SimpleNamespace(profile=SimpleNamespace(id=uuid4(), email="a@example.com", name="지우"))
    return stands_in(
        monkeypatch, sign_up_state, register=registered, seconds_until_another_code=60, acting_visitor=None,
        invited_address="",
    )["register"]  # fmt: skip


async def with_code(tab: Tab[SignUpState]) -> None:
    await tab.fire("submit", FORM_FILLED)
    assert tab.state.step == CODE


@pytest.mark.parametrize(("password", "strength"), [("", NOT_RATED), ("x", 0), ("a very long and odd secret", 4)])
async def test_a_password_is_rated_while_it_is_typed(
    monkeypatch: pytest.MonkeyPatch, password: str, strength: int
) -> None:
    stands_in(monkeypatch, sign_up_state, password_score=lambda given: 4 if len(given) > 10 else 0)
    tab = Tab(SignUpState, "/sign-up")
    await tab.fire("rate", password)
    assert tab.state.strength == strength


async def test_a_form_that_is_right_leads_to_the_code(register: UseCase) -> None:
    tab = Tab(SignUpState, "/sign-up")
    assert await tab.fire("submit", FORM_FILLED) == []
    account, named = register.asked[0][0], register.named[0]
    assert (account.email, account.name, account.password) == ("a@example.com", "지우", "a long secret")
    assert named == {"agrees_terms": True, "agrees_privacy": True, "address": ADDRESS}
    assert (account.agrees_marketing, account.is_staff) == (False, False)
    assert (tab.state.step, tab.state.email, tab.state.resend_in, tab.state.mailed) == (CODE, "a@example.com", 60, 1)
    assert "a long secret" not in str(tab.state.dict()) + str(tab.state._entered)


async def test_what_is_wrong_stands_beside_its_field(register: UseCase) -> None:
    register.answer = Invalid.of(FieldError("email", "email.invalid"), FieldError("agree_terms", "terms.required"))
    tab = Tab(SignUpState, "/sign-up")
    await tab.fire("submit", FORM_FILLED)
    assert tab.state.errors["codes"] == {"email": "email.invalid", "agree_terms": "terms.required"}
    assert (tab.state.step, tab.state.is_waiting) == (FORM, False)


async def test_who_only_looked_back_goes_on_with_the_code_they_have(register: UseCase) -> None:
    tab = Tab(SignUpState, "/sign-up")
    await with_code(tab)
    await tab.fire("go_back")
    assert tab.state.step == FORM
    await with_code(tab)
    assert len(register.asked) == 1
    await tab.fire("go_back")
    await tab.fire("submit", {**FORM_FILLED, "name": "민서"})
    assert len(register.asked) == 2


async def test_the_code_signs_in_and_leads_on(monkeypatch: pytest.MonkeyPatch, register: UseCase) -> None:
    asked = stands_in(monkeypatch, sign_up_state, prove_and_sign_in="t1")["prove_and_sign_in"]
    tab = Tab(SignUpState, "/sign-up?next=/invitations/abc")
    await with_code(tab)
    [answer] = await tab.fire("prove", {"code": "042917"})
    assert (asked.asked[0], str(asked.named[0]["registration_id"])) == (
        ("a@example.com", "042917"), str(register.answer.profile.id),
    )  # fmt: skip
    assert (answer.kind, answer.what) == ("leave", "/api/v1/auth/session?ticket=t1&next=%2Finvitations%2Fabc")
    assert (tab.state.step, tab.state._registration) == (FORM, "")


@pytest.mark.parametrize(
    ("error", "codes", "form"),
    [
        (Invalid("code.wrong", field="code"), {"code": "code.wrong"}, ""),
        (TooManyRequests(9), {}, "too_many_requests"),
    ],
)
async def test_a_code_that_is_refused_stands_in_its_field_and_may_be_entered_again(
    monkeypatch: pytest.MonkeyPatch, register: UseCase, error: Any, codes: dict[str, str], form: str
) -> None:
    stands_in(monkeypatch, sign_up_state, prove_and_sign_in=error)
    tab = Tab(SignUpState, "/sign-up")
    await with_code(tab)
    assert await tab.fire("prove", {"code": "000000"}) == []
    assert (tab.state.code_errors["codes"], tab.state.code_errors["form"]) == (codes, form)
    assert (tab.state.step, tab.state.is_waiting) == (CODE, False)


async def test_another_code_is_mailed_or_it_is_said_when(monkeypatch: pytest.MonkeyPatch, register: UseCase) -> None:
    asked = stands_in(monkeypatch, sign_up_state, mail_another_code=None)["mail_another_code"]
    tab = Tab(SignUpState, "/sign-up")
    await with_code(tab)
    await tab.fire("mail_again")
    assert (asked.asked[0], tab.state.mailed) == (("a@example.com", register.answer.profile.id), 2)
    stands_in(monkeypatch, sign_up_state, mail_another_code=TooManyRequests(30))
    await tab.fire("mail_again")
    assert (tab.state.code_errors["form"], tab.state.code_errors["seconds"]) == ("too_many_requests", "30")
    assert (tab.state.step, tab.state.is_sending) == (CODE, False)


async def test_a_sign_up_that_is_over_begins_again(monkeypatch: pytest.MonkeyPatch, register: UseCase) -> None:
    stands_in(monkeypatch, sign_up_state, mail_another_code=Invalid("sign_up.over"))
    tab = Tab(SignUpState, "/sign-up")
    await with_code(tab)
    await tab.fire("mail_again")
    assert (tab.state.step, tab.state.errors["form"]) == (FORM, "sign_up.over")
    assert await tab.fire("prove", {"code": "042917"}) == []
    assert tab.state.code_errors["form"] == "sign_up.over"


async def test_a_reload_goes_on_with_the_code_for_an_hour(register: UseCase) -> None:
    tab = Tab(SignUpState, "/sign-up")
    await with_code(tab)
    await tab.fire("start")
    assert (tab.state.step, tab.state.code_minutes) == (CODE, 10)
    tab.state._mailed_at -= 3601
    await tab.fire("start")
    assert tab.state.step == FORM


async def test_the_other_form_leads_to_the_same_place() -> None:
    assert Tab(SignUpState, "/sign-up?next=/projects").state.sign_in_path == "/sign-in?next=/projects"
