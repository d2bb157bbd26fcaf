"""The use cases of opening an account: register, have another code mailed, prove the address.

Until the mailed code is entered there is no account. Whoever registers, or guesses at codes, learns nothing about who has one: the
answers are the same, after the same work, and only the letter is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.accounts import NewAccount, checked_account, checked_email, store_user
from videoplanet.entities.user.model import User
from videoplanet.entities.user.profile import ProfileBody, profile_of
from videoplanet.entities.user.repository import user_by_email
from videoplanet.entities.user.sessions import Device, open_session
from videoplanet.features.sign_up.letter import post_code, post_known_account
from videoplanet.features.sign_up.pending import PendingSignUp, forget, keep, kept
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, Invalid, TooManyRequests
from videoplanet.shared.http.limits import give_back, hit
from videoplanet.shared.http.password_attempts import account_target
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.mailed_codes import issue_code, redeem_code, seconds_until_another
from videoplanet.shared.security.passwords import hash_password
from videoplanet.shared.security.tickets import SignInTicket, issue_ticket, require_mark

_PURPOSE = "sign_up"


@dataclass(frozen=True, slots=True)
class Registered:
    """The account as it will be, and the RateLimit headers of the answer."""

    profile: ProfileBody
    limit_headers: dict[str, str]


async def register(account: NewAccount, *, agrees_terms: bool, agrees_privacy: bool, address: str) -> Registered:
    """Mail a code with which the account opens; an address that has an account gets a letter that says so instead.

    What was entered before for the same address, by whomever, is void together with its code. Only entries without mistakes count
    against the limit: a typing error must not lock anybody out.

    Args:
        account: as entered; `is_staff` is never taken from a form.
        agrees_terms: required.
        agrees_privacy: required.
        address: where the request comes from.

    Raises:
        Invalid: one field error for each field that is wrong.
        TooManyRequests: too many sign-ups from here or mails to this address, or one less than a minute ago.
        Unavailable: Redis does not answer.
    """
    checked = await checked_account(
        account,
        None if agrees_terms else FieldError("agree_terms", "agreement.required"),
        None if agrees_privacy else FieldError("agree_privacy", "agreement.required"),
    )
    id_ = new_id()
    code, limit_headers = await _code(checked.email, id_, address)
    pending = PendingSignUp(
        id=id_,
        email=checked.email,
        name=checked.name,
        password_hash=await hash_password(checked.password),
        language=checked.language,
        time_zone=checked.time_zone,
        agrees_marketing=checked.agrees_marketing,
        agreed_at=now(),
    )
    await _mail(pending, code)
    return Registered(profile_of(pending.person()), limit_headers)


async def mail_another_code(email: str, registration_id: UUID, *, address: str) -> None:
    """Mail another code for a sign-up that still waits; the one before is void.

    Raises:
        Invalid: `sign_up.over`: it is an hour old, or the address was entered anew since.
        TooManyRequests, Unavailable: as for `register`.
    """
    pending = await kept(email)
    if pending is None or pending.id != registration_id:
        raise Invalid("sign_up.over")
    code, _ = await _code(email, registration_id, address)
    await _mail(pending, code)


async def prove_address(email: str, code: str, *, registration_id: UUID | None = None) -> User:
    """Open the account whose code was mailed last to an address.

    Args:
        email: the address.
        code: as typed.
        registration_id: which sign-up it has to be for. Whoever names theirs never opens an account that somebody else
            registered with the same address meanwhile, under another password.

    Raises:
        Invalid: the address is none; `code.wrong`, the same for every address; `code.expired` when no code is good any more.
        Unavailable: Redis does not answer.
    """
    email, complaint = checked_email(email)
    missing = FieldError("code", "field.missing") if not code.strip() else None
    if complaints := [each for each in (complaint, missing) if each is not None]:
        raise Invalid.of(*complaints)
    wanted = str(registration_id) if registration_id else None
    subject = await redeem_code(_PURPOSE, _place(email), code, subject=wanted)
    pending = await kept(email)
    if pending is None or str(pending.id) != subject:
        raise Invalid("code.expired", field="code")
    async with unit_of_work() as uow:
        user = pending.person()
        if not await store_user(uow.session, user):  # nobody was mailed this code
            raise Invalid("code.wrong", field="code")
        uow.after_commit(lambda: forget(email))
    return user


async def prove_and_sign_in(email: str, code: str, *, registration_id: UUID, device: Device) -> str:
    """Open the account and return the one-time ticket that sets the cookies of the browser that asked (`device.cookie`).

    Raises:
        Invalid: `browser.unmarked`.
        Others: as for `prove_address`.
    """
    require_mark(device.cookie)
    async with unit_of_work() as uow:
        user = await prove_address(email, code, registration_id=registration_id)
        tokens = await open_session(uow.session, user, device)
    return await issue_ticket(
        SignInTicket(
            target=account_target(blind_index(user.email)),
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
        ),
        device.cookie,
    )


async def seconds_until_another_code(email: str) -> int:
    """Return how long somebody has to wait before another code may be mailed to an address."""
    return await seconds_until_another(_PURPOSE, _place(email))


async def _code(email: str, registration_id: UUID, address: str) -> tuple[str, dict[str, str]]:
    """Count a mail, against who asks and against the mailbox, and return its code and the RateLimit headers of who asks."""
    counts = [("account_mail", f"register:{address}"), ("mailbox", _place(email))]
    counted: list[tuple[str, str]] = []
    headers: list[dict[str, str]] = []
    try:
        for limit, subject in counts:
            headers.append(await hit(limit, subject))
            counted.append((limit, subject))
        made = await issue_code(_PURPOSE, str(registration_id), place=_place(email))
    except TooManyRequests:
        for limit, subject in counted:  # no mail goes out
            await give_back(limit, subject)
        raise
    return made.code, headers[0]


async def _mail(pending: PendingSignUp, code: str) -> None:
    await keep(pending)
    async with unit_of_work() as uow:
        await _post(uow.session, pending, code)


async def _post(session: AsyncSession, pending: PendingSignUp, code: str) -> None:
    owner = await user_by_email(session, pending.email)
    if owner is None:
        await post_code(session, to=pending.email, code=code, language=pending.language)
    else:
        await post_known_account(session, owner)


def _place(email: str) -> str:
    return blind_index(email).hex()
