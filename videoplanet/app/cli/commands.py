"""The commands that work on the product's data: they complete the settings, then call the code that does the work."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

from videoplanet.app.cli.migrations import is_current, upgrade
from videoplanet.app.cli.reachability import check_database, check_redis, check_storage
from videoplanet.app.console import Console, terminal_language
from videoplanet.app.supervisor.tenancy import product_settings
from videoplanet.shared.config import Settings, get_settings
from videoplanet.shared.db.engine import database_url
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.errors import VideoPlanetError


async def work() -> None:
    """Serve background jobs until SIGINT or SIGTERM; running jobs get a few seconds to end, then run again later."""
    async with product_settings():
        from videoplanet.app.worker import run

        worker = asyncio.create_task(run())
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, worker.cancel)
        with suppress(asyncio.CancelledError):
            await worker


async def bring_data_up_to_date(by_hand: Settings) -> None:
    """Check that the engines set by hand answer, migrate the database to the newest schema and make the bucket.

    Args:
        by_hand: the settings as given; an engine they leave out is an embedded one, which has answered already.

    Raises:
        StartFailure: an engine is away.
    """
    async with product_settings():
        settings = get_settings()
        await check_database(settings)
        if by_hand.redis_url:
            await check_redis(settings)
        if by_hand.s3_endpoint_url:
            await check_storage(settings)
        if not await is_current(database_url()):
            await asyncio.to_thread(upgrade)


async def make_demo(by_hand: Settings) -> None:
    """Make the demo's accounts and project where they are missing.

    Args:
        by_hand: the settings as given.

    Raises:
        StartFailure: the database is not the embedded one.
    """
    if by_hand.database_url:
        raise StartFailure("demo_embedded_only")
    async with product_settings():
        from videoplanet.processes.seed_demo.service import seed_demo

        await seed_demo()


async def make_admin(console: Console, email: str, name: str, password: str) -> None:
    """Make an account that may administer the whole site.

    Raises:
        StartFailure: the use case refuses, with its reason.
    """
    async with product_settings():
        from videoplanet.features.create_admin.service import create_admin

        try:
            await create_admin(email, name, password)
        except VideoPlanetError as error:
            raise StartFailure("refused", reason=error.message(terminal_language())) from error
    console.say("admin_created", email=email)
