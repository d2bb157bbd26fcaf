"""Real engines for integration tests, embedded in a temporary home; never those of the environment, whose tables are somebody's."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from alembic.config import Config
from httpx import ASGITransport, AsyncClient
from sqlalchemy import text

from alembic import command
from tests.frames import stored_faults
from tests.integration.people import Person, person
from tests.integration.rest import rest
from tests.integration.resumable import taking_in
from videoplanet.app.tables import TABLES
from videoplanet.shared.config import LIMITS, Settings, get_settings
from videoplanet.shared.db import encrypted
from videoplanet.shared.db.engine import dispose, engine
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.secrets import Secrets
from videoplanet.shared.http.limits import forget_limits
from videoplanet.shared.redis import close_redis, redis_client
from videoplanet.shared.security import tokens

SettingsChange = Callable[..., None]
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def engines_folder() -> Iterator[Path]:
    """Home of the engines. Not below pytest's own folder, which every other run of pytest closes to PostgreSQL's account."""
    with TemporaryDirectory(prefix="videoplanet-tests-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs under another account when the tests run as root
        yield Path(folder)


@pytest.fixture(scope="session", autouse=True)
async def _engines(engines_folder: Path) -> AsyncIterator[None]:
    """Start the engines, migrate, and let every module read the settings anew."""
    home = Home.at(engines_folder)
    secrets = Secrets.generate()
    for name in [name for name in os.environ if name.startswith("VIDEOPLANET_")]:
        del os.environ[name]
    os.environ |= {
        "VIDEOPLANET_ENVIRONMENT": "test",
        "VIDEOPLANET_HOME": str(engines_folder),
        "VIDEOPLANET_SECRET_KEY": secrets.secret_key,
        "VIDEOPLANET_ENCRYPTION_KEYS": secrets.encryption_keys,
        "VIDEOPLANET_VIDEO_PRESET": "ultrafast",
        **dict.fromkeys(LIMITS, "0"),
    }
    async with EmbeddedEngines(home, engines_for(Settings(), home, secrets, durable=False)) as engines:
        os.environ |= engines.environment()
        _forget_settings()
        await asyncio.to_thread(command.upgrade, Config(str(_ROOT / "alembic.ini")), "head")
        yield
        await close_redis()
        await dispose()


@pytest.fixture(autouse=True)
async def _clean_tables() -> AsyncIterator[None]:
    """Empty tables, queue and Redis before each test; what it had stored of events is as the table of events says."""
    names = ", ".join(f'"{table.__tablename__}"' for table in TABLES)
    async with engine().begin() as connection:
        await connection.execute(text(f"truncate {names}, procrastinate_jobs restart identity cascade"))
    await redis_client().flushdb()
    yield
    async with engine().begin() as connection:
        stored = (await connection.execute(text("select type, payload from activity"))).all()
    assert [fault for type_, payload in stored for fault in stored_faults(type_, payload)] == []


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[SettingsChange]:
    """Change settings for one test: `settings(limit_sign_in="5/5 minutes")`."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"VIDEOPLANET_{name.upper()}", value)
        _forget_settings()

    yield change
    monkeypatch.undo()
    _forget_settings()


@pytest.fixture
async def gateway() -> AsyncIterator[AsyncClient]:
    """A client of the REST gateway without cookies."""
    transport = ASGITransport(rest(), client=("203.0.113.7", 40000))
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1:3000") as client:
        yield client


@pytest.fixture
async def owner() -> Person:
    """Somebody with an account, whose projects and films a test is about."""
    return await person("Owner")


@pytest.fixture
async def intake() -> AsyncIterator[None]:
    """A worker that takes completed uploads in, while the test runs."""
    async with taking_in():
        yield


def _forget_settings() -> None:
    get_settings.cache_clear()
    encrypted.forget_keys()
    tokens.forget_keys()
    forget_limits()
