"""The process's asynchronous engine to PostgreSQL."""

from __future__ import annotations

from functools import lru_cache

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
    """Return the engine; one pool a process."""
    return create_async_engine(
        sqlalchemy_url(database_url()),
        pool_size=get_settings().database_pool_size,
        max_overflow=10,
        pool_timeout=10,
        pool_pre_ping=False,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )


@lru_cache
def session_factory() -> async_sessionmaker[AsyncSession]:
    """Return the factory behind `unit_of_work`."""
    return async_sessionmaker(engine(), expire_on_commit=False, autoflush=False)


async def dispose() -> None:
    """Close every connection and forget the engine (at shutdown and between tests)."""
    if engine.cache_info().currsize:
        await engine().dispose()
    session_factory.cache_clear()
    engine.cache_clear()
