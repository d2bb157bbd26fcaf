"""Sign-ups that wait for their code. Nothing of them is an account: nobody finds them, and they hold no address.

An address has one of them at most, the last, kept in Redis for an hour, encrypted; a lost Redis means filling in the form again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from cryptography.fernet import InvalidToken
from pydantic import BaseModel, ValidationError

from videoplanet.entities.user.accounts import NewAccount, new_user
from videoplanet.entities.user.model import User
from videoplanet.shared.db.encrypted import blind_index, decrypt, encrypt
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.redis import REDIS_AWAY, redis_client

KEPT_SECONDS = 3600


class PendingSignUp(BaseModel):
    """What was entered, checked; `id` is the account's once the address is proven."""

    id: UUID
    email: str
    name: str
    password_hash: str
    language: str
    time_zone: str
    agrees_marketing: bool
    agreed_at: datetime

    def person(self) -> User:
        """Return whose account it becomes, not stored."""
        account = NewAccount(
            self.email,
            self.name,
            "",
            language=self.language,
            time_zone=self.time_zone,
            agrees_marketing=self.agrees_marketing,
        )
        return new_user(account, self.password_hash, self.id, self.agreed_at)


async def keep(pending: PendingSignUp) -> None:
    """Keep a sign-up in place of the one before at its address.

    Raises:
        Unavailable: Redis does not answer.
    """
    try:
        await redis_client().set(_key(pending.email), encrypt(pending.model_dump_json()), ex=KEPT_SECONDS)
    except REDIS_AWAY as error:
        raise Unavailable from error


async def kept(email: str) -> PendingSignUp | None:
    """Return the last sign-up of an address; None without one.

    Raises:
        Unavailable: Redis does not answer.
    """
    try:
        content: bytes | None = await redis_client().get(_key(email))
        return PendingSignUp.model_validate_json(decrypt(content)) if content else None
    except (InvalidToken, ValidationError):
        return None
    except REDIS_AWAY as error:
        raise Unavailable from error


async def forget(email: str) -> None:
    """It has become an account."""
    await redis_client().delete(_key(email))


def _key(email: str) -> str:
    return f"vp:sign-up:{blind_index(email).hex()}"
