"""The migrations make exactly the tables of the code, and can be undone."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator

import psycopg
import pytest

from videoplanet.app.cli.migrations import check, downgrade, is_current, upgrade
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import database_url


@pytest.fixture
async def empty_database(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The URL of a database of its own, set for this test."""
    main = database_url()
    async with await psycopg.AsyncConnection.connect(main, autocommit=True) as connection:
        await connection.execute("create database empty_one")
    monkeypatch.setenv("VIDEOPLANET_DATABASE_URL", main.rpartition("/")[0] + "/empty_one")
    get_settings.cache_clear()
    yield os.environ["VIDEOPLANET_DATABASE_URL"]
    monkeypatch.undo()
    get_settings.cache_clear()
    async with await psycopg.AsyncConnection.connect(main, autocommit=True) as connection:
        await connection.execute("drop database empty_one with (force)")


async def test_the_migrated_tables_are_those_of_the_code() -> None:
    await asyncio.to_thread(check)


async def test_every_migration_can_be_undone_and_done_again(empty_database: str) -> None:
    assert not await is_current(empty_database)
    await asyncio.to_thread(upgrade)
    assert await is_current(empty_database)
    await asyncio.to_thread(downgrade, "base")
    assert not await is_current(empty_database)
    async with await psycopg.AsyncConnection.connect(empty_database) as connection:
        left = await (
            await connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        ).fetchall()
    assert left == [("alembic_version",)]
    await asyncio.to_thread(upgrade)
    await asyncio.to_thread(check)
