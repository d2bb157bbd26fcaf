"""`python -m bench`: measures and prints tables; `--only comments` for one part."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from collections.abc import Awaitable, Callable

from bench import comments, growth, lists, live, pages, playback, serve, storm, throughput, transcode, upload
from bench.engines import engines
from videoplanet.shared.db.engine import dispose
from videoplanet.shared.redis import close_redis

PARTS: dict[str, Callable[[dict[str, str]], Awaitable[None]]] = {
    "comments": comments.measure,
    "lists": lists.measure,
    "growth": growth.measure,
    "live": live.measure,
    "storm": storm.measure,
    "throughput": throughput.measure,
    "serve": serve.measure,
    "upload": upload.measure,
    "transcode": transcode.measure,
    "playback": playback.measure,
    "pages": pages.measure,
}


async def run(parts: list[str]) -> None:
    """Measure one part after the other on engines of their own."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    async with engines() as environment:
        for part in parts:
            await PARTS[part](environment)
        await close_redis()
        await dispose()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed; nothing is asserted.")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), help="which parts to measure")
    asyncio.run(run(parser.parse_args().only))


if __name__ == "__main__":
    main()
