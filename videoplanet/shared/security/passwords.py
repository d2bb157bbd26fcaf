"""Password hashing: argon2id through passlib's API (maintained as libpass)."""

from __future__ import annotations

import asyncio

from passlib.context import CryptContext

_context = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=19456, argon2__time_cost=2, argon2__parallelism=1
)
_LONGEST = 4096  # passlib refuses more; no password is kept that is longer, so what is cut off was wrong already
_NOBODY = _context.hash("nobody signs in with this")


async def hash_password(password: str) -> str:
    """Return the hash to store; runs off the event loop."""
    return str(await asyncio.to_thread(_context.hash, password))


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether `password` is right. Takes as long for an unknown account (`stored` is None) as for a known one."""
    is_right = await asyncio.to_thread(_context.verify, password[:_LONGEST], stored or _NOBODY)
    return bool(is_right) and stored is not None
