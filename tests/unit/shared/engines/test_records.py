"""What a crashed run left behind is ended by its number and command line, and nothing else is."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from videoplanet.shared.engines.records import ProcessRecords

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]
Started = list[subprocess.Popen[bytes]]


@pytest.fixture
def started() -> Iterator[Started]:
    """Processes to be ended after the test."""
    processes: Started = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def start(started: Started, command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process as leader of its own group and wait until it runs."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    started.append(process)
    assert process.stdout is not None
    process.stdout.readline()
    return process


async def test_a_recorded_process_is_ended_and_forgotten(tmp_path: Path, started: Started) -> None:
    process = start(started, SLEEPER)
    records = ProcessRecords(tmp_path)
    records.remember("engine", process.pid, SLEEPER, signal.SIGTERM)
    assert await records.end_leftovers() == ["engine"]
    assert process.wait(5) == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


async def test_one_that_ignores_the_signal_is_killed(tmp_path: Path, started: Started) -> None:
    process = start(started, STUBBORN)
    records = ProcessRecords(tmp_path)
    records.remember("engine", process.pid, STUBBORN, signal.SIGTERM)
    assert await records.end_leftovers(patience_seconds=0.2) == ["engine"]
    assert process.wait(5) == -signal.SIGKILL


async def test_another_program_under_the_recorded_number_is_left_alone(tmp_path: Path, started: Started) -> None:
    process = start(started, SLEEPER)
    records = ProcessRecords(tmp_path)
    records.remember("engine", process.pid, ["/usr/bin/postgres", "-D", "/somewhere"], signal.SIGTERM)
    assert await records.end_leftovers() == []
    assert process.poll() is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "{}", '{"pid": "x"}', "[1]"])
async def test_a_broken_record_is_dropped(tmp_path: Path, content: str) -> None:
    (tmp_path / "engine.process.json").write_text(content)
    assert await ProcessRecords(tmp_path).end_leftovers() == []
    assert list(tmp_path.iterdir()) == []
