"""People who administer the site, for integration tests."""

from __future__ import annotations

from sqlalchemy import text

from tests.integration.people import Person, person
from videoplanet.shared.db.engine import engine


async def staff_member(name: str) -> Person:
    """Open a staff account and sign it in."""
    somebody = await person(name)
    async with engine().begin() as connection:
        await connection.execute(text("update user_account set is_staff = true where id = :id"), {"id": somebody.id})
    return somebody
