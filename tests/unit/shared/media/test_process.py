"""A program that was started here never outlives the process that started it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import psutil
import pytest

from videoplanet.shared.media.process import running

ROOT = Path(__file__).parents[4]
SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
PARENT = f"""
import asyncio
from videoplanet.shared.media.process import running

async def main():
    async with running({SLEEP!r}) as process:
        await process.stdout.readline()
        print(process.pid, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_leaving_ends_it() -> None:
    async with running(SLEEP) as process:
        assert process.stdout is not None
        await process.stdout.readline()
    assert process.returncode is not None
    assert not psutil.pid_exists(process.pid)


async def test_it_sees_only_the_variables_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "not for programs")
    show = [sys.executable, "-c", "import os; print(sorted(os.environ))"]
    async with running(show, environment={"GIVEN": "1"}) as process:
        out, _ = await process.communicate()
    assert b"GIVEN" in out
    assert b"VIDEOPLANET" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
async def test_killing_its_parent_ends_it() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}
    )
    assert parent.stdout is not None
    child = psutil.Process(int(await parent.stdout.readline()))
    parent.kill()
    await parent.wait()
    await asyncio.to_thread(child.wait, 10)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
