"""The process's asynchronous engine to PostgreSQL."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from videoplanet.shared.config import get_settings


def sqlalchemy_url(database_url: str) -> str:
    """Return the URL that SQLAlchemy needs to use psycopg 3."""
    _, _, rest = database_url.partition("://")
    return f"postgresql+psycopg://{rest}"


def database_url() -> str:
    """Return the plain `postgresql://` URL.

    Raises:
        RuntimeError: no database is configured and none was started.
    """
    url = get_settings().database_url
    if not url:
        raise RuntimeError("VIDEOPLANET_DATABASE_URL is not set")
    return url


@lru_cache
def engine() -> AsyncEngine:
    """Return the engine of units of work; one pool a process.

    It opens no more than it keeps: a connection that is opened for a moment costs more than waiting a moment for one.
    """
    return _engine(pool_size=get_settings().database_pool_size, max_overflow=0)


def _engine(**options: Any) -> AsyncEngine:
    return create_async_engine(
        sqlalchemy_url(database_url()),
        **options,
        pool_timeout=10,
        pool_pre_ping=False,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )


@lru_cache
def session_factory() -> async_sessionmaker[AsyncSession]:
    """Return the factory behind `unit_of_work`."""
    return async_sessionmaker(engine(), expire_on_commit=False, autoflush=False)


@lru_cache
def reading_engine() -> AsyncEngine:
    """Return the engine behind `reading`: a pool of its own, whose connections begin no transaction and so need not end one."""
    return _engine(
        pool_size=max(1, get_settings().database_pool_size // 2),
        max_overflow=0,  # what is too much would be closed as it is given back, which only a greenlet can
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
    )


async def dispose() -> None:
    """Close every connection and forget the engine (at shutdown and between tests)."""
    for pooled in (engine, reading_engine):
        if pooled.cache_info().currsize:
            await pooled().dispose()
        pooled.cache_clear()
    session_factory.cache_clear()
