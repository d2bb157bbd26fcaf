"""Passwords are kept as argon2id hashes."""

from __future__ import annotations

from videoplanet.shared.security.passwords import hash_password, verify_password


async def test_only_the_right_password_fits() -> None:
    stored = await hash_password("올바른 말 배터리 스테이플")
    assert stored.startswith("$argon2id$")
    assert await verify_password("올바른 말 배터리 스테이플", stored)
    assert not await verify_password("틀린 말", stored)


async def test_nobody_signs_in_to_an_unknown_account() -> None:
    assert not await verify_password("nobody signs in with this", None)
