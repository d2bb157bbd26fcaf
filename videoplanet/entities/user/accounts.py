"""Opening an account: what a new one must satisfy. Used by sign-up and by the command line alike."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.user.model import NAME_LENGTH, User
from videoplanet.entities.user.password_strength import password_complaint
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.errors import Conflict, FieldError, Invalid
from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, DEFAULT_TIME_ZONE
from videoplanet.shared.ids import new_id
from videoplanet.shared.plain_text import NotText, one_line
from videoplanet.shared.security.passwords import hash_password

_UNSEEN = ("Cf", "Co")
_JOINER = "\u200d"  # of emoji: 👩‍🎬


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody enters to sign up."""

    email: str
    name: str
    password: str
    language: str = DEFAULT_LANGUAGE
    time_zone: str = DEFAULT_TIME_ZONE
    agrees_marketing: bool = False
    is_staff: bool = False


async def checked_account(account: NewAccount, *further: FieldError | None) -> NewAccount:
    """Return the account with its e-mail and name in normal form.

    Args:
        account: as entered.
        further: complaints about other fields of the same form, to be told at once.

    Raises:
        Invalid: one field error for each field that is wrong.
    """
    email, email_error = checked_email(account.email)
    name, name_error = checked_name(account.name)
    password_error = await password_complaint(account.password, (email, name))
    errors = [error for error in (email_error, password_error, name_error, *further) if error is not None]
    if errors:
        raise Invalid.of(*errors)
    return NewAccount(
        email, name, account.password, account.language, account.time_zone, account.agrees_marketing, account.is_staff
    )


async def add_account(session: AsyncSession, account: NewAccount) -> User:
    """Store a checked account whose address is taken for proven; terms and privacy count as agreed now.

    Raises:
        Conflict: the e-mail address has an account.
    """
    user = new_user(account, await hash_password(account.password), new_id(), now())
    if not await store_user(session, user):
        raise Conflict("email.taken", field="email")
    return user


def new_user(account: NewAccount, password_hash: str, id_: UUID, moment: datetime) -> User:
    """Return the person of a checked account, not stored, who agreed to the terms at `moment`."""
    return User(
        id=id_,
        email=account.email,
        email_index=blind_index(account.email),
        name=account.name,
        password_hash=password_hash,
        language=account.language,
        time_zone=account.time_zone,
        is_staff=account.is_staff,
        agreed_terms_at=moment,
        agreed_privacy_at=moment,
        agreed_marketing_at=moment if account.agrees_marketing else None,
        created_at=moment,
    )


async def store_user(session: AsyncSession, user: User) -> bool:
    """Store a person unless their e-mail address has an account; return whether they were stored."""
    statement = (
        insert(User).values(**user.model_dump()).on_conflict_do_nothing(index_elements=["email_index"])
    ).returning(col(User.id))
    return (await session.execute(statement)).scalar_one_or_none() is not None


def checked_email(email: str) -> tuple[str, FieldError | None]:
    """Return an e-mail address in normal form (RFC 5321, no look-up), or what is wrong with it."""
    if not email.strip():
        return "", FieldError("email", "field.missing")
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized, None
    except EmailNotValidError:
        return email.strip(), FieldError("email", "email.invalid")


def checked_name(name: str) -> tuple[str, FieldError | None]:
    """Return a person's name on one line, or what is wrong with it."""
    try:
        name = one_line(name)
    except NotText:
        return name, FieldError("name", "field.invalid")
    if not name:
        return name, FieldError("name", "field.missing")
    if len(name) > NAME_LENGTH:
        return name, FieldError("name", "field.too_long", {"limit": NAME_LENGTH})
    if any(unicodedata.category(mark) in _UNSEEN and mark != _JOINER for mark in name):
        return name, FieldError("name", "field.invalid")
    return name, None
