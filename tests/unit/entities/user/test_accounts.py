"""What an e-mail address, a name and a password must be."""

from __future__ import annotations

import pytest

from videoplanet.entities.user.accounts import NewAccount, checked_account, checked_email, checked_name
from videoplanet.entities.user.password_strength import password_complaint, password_score
from videoplanet.shared.errors import FieldError, Invalid


@pytest.mark.parametrize(
    ("entered", "kept"),
    [(" Jiwoo@Example.COM ", "Jiwoo@example.com"), ("지우@예시.한국", "지우@예시.한국")],
)
def test_an_address_is_kept_in_normal_form(entered: str, kept: str) -> None:
    assert checked_email(entered) == (kept, None)


@pytest.mark.parametrize(
    "entered", ["x", "x@", "@example.com", "a b@example.com", "x@localhost", "x@example.com\n@evil"]
)
def test_what_is_no_address_is_told(entered: str) -> None:
    assert checked_email(entered)[1] == FieldError("email", "email.invalid")


def test_a_name_is_one_printable_line() -> None:
    assert checked_name(" 김  지우\n") == ("김 지우", None)
    assert checked_name("\u202eevil") == ("evil", None)
    assert checked_name("👩‍🎬 지우") == ("👩‍🎬 지우", None)
    for unseen in ("Ji\u200bwoo", "Ji\0woo", "\ud83d"):
        assert checked_name(unseen)[1] == FieldError("name", "field.invalid")


@pytest.mark.parametrize("password", ["password", "qwertyuiop", "12345678", "jiwoo1990", "브이래닛브이래닛"])
async def test_guessable_passwords_are_refused(password: str) -> None:
    complaint = await password_complaint(password, ("jiwoo@example.com", "김지우"))
    assert complaint == FieldError("password", "password.guessable")


@pytest.mark.parametrize(
    "password", ["kettle orbit walnut", "맑은 호수 위의 기차 소리", "x7#Qp!m2Lz", "a" * 3 + "Kd9$" * 40]
)
async def test_hard_passwords_of_any_length_and_script_are_taken(password: str) -> None:
    assert await password_complaint(password, ("jiwoo@example.com", "김지우")) is None


async def test_the_score_of_nothing_is_zero() -> None:
    assert await password_score("") == 0


async def test_all_mistakes_of_a_form_are_told_together() -> None:
    with pytest.raises(Invalid) as caught:
        await checked_account(NewAccount("x", "", "1"), FieldError("agree_terms", "agreement.required"), None)
    assert [error.field for error in caught.value.errors] == ["email", "password", "name", "agree_terms"]
