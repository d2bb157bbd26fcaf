"""The use case of opening an account."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.accounts import NewAccount, checked_account, new_user, store_user
from videoplanet.entities.user.profile import Profile, profile_of
from videoplanet.entities.user.repository import user_by_email
from videoplanet.features.sign_up.letter import post_known_account
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, TooManyRequests
from videoplanet.shared.http.limits import hit


@dataclass(frozen=True, slots=True)
class Registered:
    """The new account, and the RateLimit headers of the answer."""

    profile: Profile
    limit_headers: dict[str, str]


async def register(account: NewAccount, *, agrees_terms: bool, agrees_privacy: bool, address: str) -> Registered:
    """Open an account.

    The answer is the same, after the same work, when the address has an account: whose it is gets a letter, and nobody else learns
    of it. Only entries without mistakes count against the limit: a typing error must not lock anybody out.

    Args:
        account: as entered; `is_staff` is never taken from a form.
        agrees_terms: required.
        agrees_privacy: required.
        address: where the request comes from.

    Raises:
        Invalid: one field error for each field that is wrong.
        TooManyRequests: too many sign-ups from this address.
    """
    checked = await checked_account(
        account,
        None if agrees_terms else FieldError("agree_terms", "agreement.required"),
        None if agrees_privacy else FieldError("agree_privacy", "agreement.required"),
    )
    limit_headers = await hit("account_mail", f"register:{address}")
    user = await new_user(checked)
    async with unit_of_work() as uow:
        if not await store_user(uow.session, user):
            await _write_to_owner(uow.session, checked.email)
    return Registered(profile_of(user), limit_headers)


async def _write_to_owner(session: AsyncSession, email: str) -> None:
    """Tell whose account it is that somebody entered their address, not more often than mails go to one address."""
    owner = await user_by_email(session, email)
    if owner is None:
        return
    try:
        await hit("account_mail", f"registered:{owner.id}")
    except TooManyRequests:
        return
    await post_known_account(session, owner)
