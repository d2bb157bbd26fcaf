"""Six-digit codes sent by mail: good for ten minutes, once, for five tries; another may be asked for after a minute.

A code belongs to the challenge that its asker was given, a random text: whoever did not ask cannot use up the tries of somebody who
did. Kept in Redis, encrypted; a lost Redis means asking for another code.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass

import orjson
from cryptography.fernet import InvalidToken

from videoplanet.shared.db.encrypted import decrypt, encrypt, fingerprint
from videoplanet.shared.errors import Invalid, TooManyRequests, Unavailable
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.tokens import random_token, token_index

CODE_SECONDS = 600
RESEND_SECONDS = 60
TRIES = 5
DIGITS = 6


@dataclass(frozen=True, slots=True)
class MailedCode:
    """What was asked for: `challenge` goes to the asker, `code` into the letter and nowhere else."""

    challenge: str
    code: str


async def issue_code(purpose: str, subject: str) -> MailedCode:
    """Return a new code.

    Args:
        purpose: what it is for; a code for one purpose is none for another.
        subject: whom it proves to be who, given back when it is redeemed.

    Raises:
        TooManyRequests: the subject was sent one less than a minute ago.
        Unavailable: Redis does not answer.
    """
    made = MailedCode(random_token(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    kept = encrypt(orjson.dumps({"subject": subject, "code": made.code}).decode())
    sent = f"vp:code-sent:{purpose}:{fingerprint(subject.encode()).hex()}"
    try:
        if not await redis_client().set(sent, b"1", ex=RESEND_SECONDS, nx=True):
            raise TooManyRequests(max(1, await redis_client().ttl(sent)))
        await redis_client().set(_key(purpose, made.challenge), kept, ex=CODE_SECONDS)
    except REDIS_AWAY as error:
        raise Unavailable from error
    return made


async def redeem_code(purpose: str, challenge: str, code: str) -> str:
    """Return the subject of a challenge and use its code up.

    Raises:
        Invalid: `code.wrong`; `code.expired` when it is too old, was used, or was guessed at five times.
        Unavailable: Redis does not answer.
    """
    key = _key(purpose, challenge)
    try:
        async with redis_client().pipeline(transaction=True) as pipe:
            pipe.incr(f"{key}:tries")
            pipe.expire(f"{key}:tries", CODE_SECONDS)
            pipe.get(key)
            tries, _, kept = await pipe.execute()
        found = _read(kept) if tries <= TRIES else None
        if found is None:
            raise Invalid("code.expired", field="code")
        if not hmac.compare_digest(found["code"].encode(), code.strip().encode(errors="replace")):
            raise Invalid("code.wrong" if tries < TRIES else "code.expired", field="code")
        if not await redis_client().delete(key):
            raise Invalid("code.expired", field="code")
    except REDIS_AWAY as error:
        raise Unavailable from error
    return found["subject"]


def _read(kept: bytes | None) -> dict[str, str] | None:
    try:
        fields: dict[str, str] | None = orjson.loads(decrypt(kept)) if kept else None
    except InvalidToken:
        return None
    return fields


def _key(purpose: str, challenge: str) -> str:
    return f"vp:code:{purpose}:{token_index(challenge).hex()}"
