"""Engines of the bench's own, in a temporary home, and the environment by which processes find them."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic.config import Config

from alembic import command
from videoplanet.app.supervisor.environment import reflex_variables
from videoplanet.shared.config import LIMITS, Settings, get_settings
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.ports import free_ports
from videoplanet.shared.engines.secrets import Secrets

ROOT = Path(__file__).parents[1]
PRESENT = "__REFLEX_MOUNT_FRONTEND_COMPILED_APP"


@asynccontextmanager
async def engines() -> AsyncIterator[dict[str, str]]:
    """Start durable engines as in production, migrate, and give the environment of a web process; all is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="videoplanet-bench-"))
    os.chmod(folder, 0o711)
    home, secrets, [port] = Home.at(folder), Secrets.generate(), free_ports(1)
    for name in [name for name in os.environ if name.startswith("VIDEOPLANET_")]:
        del os.environ[name]
    try:
        async with EmbeddedEngines(home, engines_for(Settings(), home, secrets)) as running:
            os.environ |= {
                "PORT": str(port),
                "VIDEOPLANET_HOME": str(folder),
                "VIDEOPLANET_LOG_LEVEL": "warning",
                "VIDEOPLANET_SECRET_KEY": secrets.secret_key,
                "VIDEOPLANET_ENCRYPTION_KEYS": secrets.encryption_keys,
                **dict.fromkeys(LIMITS, "0"),
                **running.environment(),
            }
            get_settings.cache_clear()
            settings = get_settings()
            reflex = reflex_variables(settings, settings.redis_url or "")
            os.environ |= {name: value for name, value in reflex.items() if name != PRESENT}
            await asyncio.to_thread(command.upgrade, Config(str(ROOT / "alembic.ini")), "head")
            yield dict(os.environ)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
