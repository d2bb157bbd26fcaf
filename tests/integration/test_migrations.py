"""Migrations describe exactly the tables of the code, and go down as well as up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from alembic.config import Config
from psycopg import sql

from alembic import command
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import database_url

ROOT = Path(__file__).parents[2]
NAME = "migrated_alone"


@pytest.fixture
def config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


@pytest.fixture
async def empty_database(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """A database of its own, without a table."""
    served = database_url()
    own = urlunsplit(urlsplit(served)._replace(path=f"/{NAME}"))
    async with await psycopg.AsyncConnection.connect(served, autocommit=True) as connection:
        await connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
        monkeypatch.setenv("VIDEOPLANET_DATABASE_URL", own)
        get_settings.cache_clear()
        yield own
        monkeypatch.undo()
        get_settings.cache_clear()
        await connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(NAME)))


async def test_the_newest_migration_leaves_nothing_to_generate(config: Config) -> None:
    await asyncio.to_thread(command.check, config)


async def test_every_migration_goes_up_down_and_up_again(config: Config, empty_database: str) -> None:
    for _ in range(2):
        await asyncio.to_thread(command.upgrade, config, "head")
        await asyncio.to_thread(command.check, config)
        await asyncio.to_thread(command.downgrade, config, "base")
    async with await psycopg.AsyncConnection.connect(empty_database) as connection:
        left = await connection.execute(
            "select relname from pg_class where relkind in ('r', 'S', 'v') and relnamespace = 'public'::regnamespace"
            " union all select proname from pg_proc where pronamespace = 'public'::regnamespace"
        )
        assert {row[0] for row in await left.fetchall()} <= {"alembic_version"}
