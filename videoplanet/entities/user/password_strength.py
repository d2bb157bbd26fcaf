"""Is a password hard enough to guess? Rule: at least 8 characters and zxcvbn ≥ 3, knowing the person's name and e-mail."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable

from zxcvbn import zxcvbn

from videoplanet.entities.user.model import PASSWORD_LENGTH, PASSWORD_LENGTH_MAX
from videoplanet.shared.errors import FieldError

STRONG_ENOUGH = 3
_LOOKED_AT = 72
_OWN_NAMES = ("videoplanet", "브이래닛", "vlanet")


async def password_score(password: str, personal: Iterable[str] = ()) -> int:
    """Return zxcvbn's score, 0 (guessed at once) to 4; only the first 72 characters count. Runs off the event loop."""
    return await asyncio.to_thread(_score, password, list(_words(personal)))


async def password_complaint(
    password: str, personal: Iterable[str] = (), *, field: str = "password"
) -> FieldError | None:
    """Return what is wrong with a password for the person whose name and e-mail are `personal`, or None."""
    if len(password) < PASSWORD_LENGTH:
        return FieldError(field, "password.too_short", {"limit": PASSWORD_LENGTH})
    if len(password) > PASSWORD_LENGTH_MAX:
        return FieldError(field, "field.too_long", {"limit": PASSWORD_LENGTH_MAX})
    if await password_score(password, personal) < STRONG_ENOUGH:
        return FieldError(field, "password.guessable")
    return None


def _score(password: str, words: list[str]) -> int:
    return int(zxcvbn(password[:_LOOKED_AT], user_inputs=words)["score"]) if password else 0


def _words(personal: Iterable[str]) -> Iterable[str]:
    yield from _OWN_NAMES
    for text in personal:
        yield text
        yield from (part for part in re.split(r"[\s@._+-]+", text) if len(part) > 1)
