"""How often a password may be tried: by one person, at one account or link by everybody, from one address at everything.

Whoever gives the right one is remembered, by the browser's cookie and for the address it came from. The tries of those who are
known are counted apart: strangers who guess, however many, end the tries of strangers only. The count comes before the check, so
that a thousand tries at once are as many as one after the other, and what was right is taken off again.
"""

from __future__ import annotations

import asyncio
from hashlib import sha256
from uuid import UUID

import structlog

from videoplanet.shared.config import get_settings
from videoplanet.shared.http.limits import give_back, hit, used
from videoplanet.shared.redis import REDIS_AWAY, RedisError, redis_client
from videoplanet.shared.security.known_browsers import known_browser, remembered_for

log = structlog.get_logger(__name__)
TARGET, ADDRESS, PERSON = "sign_in_account", "sign_in_address", "sign_in"
FREE_TRIES = 3
FIRST_DELAY_SECONDS = 0.25


class PasswordAttempt:
    """One try.

    Args:
        target: whose password it is: an account or a share link.
        address: from where.
        cookie: the `Cookie` header it came with.
    """

    def __init__(self, target: str, address: str, cookie: str = "") -> None:
        self.target = target
        self.address = address
        self.browser = known_browser(cookie, target)
        self._counted: list[tuple[str, str]] = []

    async def begin(self) -> dict[str, str]:
        """Count it, and wait the longer the more of them have failed; return the RateLimit headers.

        Raises:
            TooManyRequests: one of the limits is used up.
        """
        headers = await hit(PERSON, self._person)
        crowd = await self._crowd()
        # In this order, so that an address that may try nothing more uses up no account's tries either.
        self._counted = [(ADDRESS, self.address), (TARGET, crowd)] if crowd == self.target else [(TARGET, crowd)]
        for limit, subject in self._counted:
            await hit(limit, subject)
        failed = await used(TARGET, crowd) - 1
        await asyncio.sleep(delay_seconds(failed, get_settings().sign_in_delay_seconds))
        return headers

    async def succeed(self, *, counts: bool) -> None:
        """The password was right: take the try off the shared counts, and remember the address.

        Args:
            counts: whether it stays one of the person's own tries.
        """
        for limit, subject in self._counted:
            await give_back(limit, subject)
        if not counts:
            await give_back(PERSON, self._person)
        try:
            await redis_client().set(self._place, b"1", ex=remembered_for())
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("address_not_remembered", error=type(error).__name__)

    async def _crowd(self) -> str:
        """With whom this try is counted at the target: with nobody, with its address, or with all strangers."""
        if self.browser is not None:
            return f"{self.target}:{self.browser}"
        try:
            is_known_place = bool(await redis_client().exists(self._place))
        except (*REDIS_AWAY, RedisError):
            is_known_place = False
        return f"{self.target}:{self.address}" if is_known_place else self.target

    @property
    def _person(self) -> str:
        return f"{self.target}:{self.browser or self.address}"

    @property
    def _place(self) -> str:
        return f"vp:known:{sha256(f'{self.target} {self.address}'.encode()).hexdigest()}"


def account_target(email_index: bytes) -> str:
    """Return the target of tries at the account with an e-mail address, which need not exist, by its blind index."""
    return f"account:{email_index.hex()}"


def link_target(share_id: UUID) -> str:
    """Return the target of tries at a share link."""
    return f"share:{share_id}"


def delay_seconds(failed: int, longest: float) -> float:
    """Return how long the next try waits after so many that failed: nothing for a few, then twice as long each time."""
    return min(longest, FIRST_DELAY_SECONDS * 2.0 ** (failed - FREE_TRIES)) if failed >= FREE_TRIES else 0.0
