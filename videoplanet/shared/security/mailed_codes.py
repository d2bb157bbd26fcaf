"""Six-digit codes sent by mail: good for a while, once, for five tries; another may be asked for a little later.

How long is in the settings: `code_minutes`, ten of them, and `code_resend_seconds`, a minute.

A code belongs to the challenge that its asker was given, a random text: whoever did not ask cannot use up the tries of somebody who
did. Where a contract knows no challenge, the code belongs to a place, such as an address, and the one mailed last is the only one.
Kept in Redis, encrypted; a lost Redis means asking for another code.
"""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass

import orjson
from cryptography.fernet import InvalidToken

from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import decrypt, encrypt, fingerprint
from videoplanet.shared.errors import Invalid, TooManyRequests, Unavailable
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.tokens import random_token, token_index

TRIES = 5
DIGITS = 6
_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class MailedCode:
    """What was asked for: `challenge` goes to the asker, `code` into the letter and nowhere else."""

    challenge: str
    code: str


def code_seconds() -> int:
    """How long a code is good."""
    return 60 * get_settings().code_minutes


async def issue_code(purpose: str, subject: str, *, place: str | None = None) -> MailedCode:
    """Return a new code.

    Args:
        purpose: what it is for; a code for one purpose is none for another.
        subject: whom it proves to be who, given back when it is redeemed.
        place: stands for the challenge where the asker is given none; then the code before this one is void, and so is what was
            left of its tries.

    Raises:
        TooManyRequests: the subject, or the place, was sent one just now.
        Unavailable: Redis does not answer.
    """
    made = MailedCode(place or random_token(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    kept = encrypt(orjson.dumps({"subject": subject, "code": made.code}).decode())
    sent = f"vp:code-sent:{purpose}:{fingerprint((place or subject).encode()).hex()}"
    key = _key(purpose, made.challenge)
    try:
        if not await redis_client().set(sent, b"1", ex=get_settings().code_resend_seconds, nx=True):
            raise TooManyRequests(max(1, await redis_client().ttl(sent)))
        async with redis_client().pipeline(transaction=True) as pipe:
            pipe.set(key, kept, ex=code_seconds())
            pipe.delete(f"{key}:tries")
            await pipe.execute()
    except REDIS_AWAY as error:
        raise Unavailable from error
    return made


async def redeem_code(purpose: str, challenge: str, code: str, *, subject: str | None = None) -> str:
    """Return the subject of a challenge, or of a place, and use its code up.

    Args:
        purpose: what it is for.
        challenge: what its asker was given, or the place.
        code: as typed; blanks and hyphens do not matter.
        subject: whom it has to stand for; somebody else's code stays good for them.

    Raises:
        Invalid: `code.wrong`; `code.expired` when there is none, it is too old, was used, was guessed at five times or stands for
            somebody else.
        Unavailable: Redis does not answer.
    """
    key = _key(purpose, challenge)
    try:
        async with redis_client().pipeline(transaction=True) as pipe:
            pipe.incr(f"{key}:tries")
            pipe.expire(f"{key}:tries", code_seconds())
            pipe.get(key)
            tries, _, kept = await pipe.execute()
        found = _read(kept) if tries <= TRIES else None
        if found is None or (subject is not None and found["subject"] != subject):
            raise Invalid("code.expired", field="code")
        if not hmac.compare_digest(found["code"].encode(), _as_mailed(code).encode(errors="replace")):
            raise Invalid("code.wrong" if tries < TRIES else "code.expired", field="code")
        if not await redis_client().delete(key):
            raise Invalid("code.expired", field="code")
    except REDIS_AWAY as error:
        raise Unavailable from error
    return found["subject"]


async def seconds_until_another(purpose: str, place: str) -> int:
    """Return how long to wait before another code may be mailed; 0 when it may be now, or when Redis does not answer."""
    sent = f"vp:code-sent:{purpose}:{fingerprint(place.encode()).hex()}"
    try:
        return max(0, int(await redis_client().ttl(sent)))
    except REDIS_AWAY:
        return 0


def _as_mailed(code: str) -> str:
    """The code as it stands in the letter, whatever was pasted along with it and whichever digits the keyboard writes."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", code))


def _read(kept: bytes | None) -> dict[str, str] | None:
    try:
        fields: dict[str, str] | None = orjson.loads(decrypt(kept)) if kept else None
    except InvalidToken:
        return None
    return fields


def _key(purpose: str, challenge: str) -> str:
    return f"vp:code:{purpose}:{token_index(challenge).hex()}"
