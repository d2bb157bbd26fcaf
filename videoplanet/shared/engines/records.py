"""Which processes a home has running, so that what a crashed run left behind is found and ended by the next one.

A process is only ever ended by its recorded number and only if its command line is still the recorded one.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path

import psutil

POLL_SECONDS = 0.05
SUFFIX = ".process.json"


class ProcessRecords:
    """One small file a process, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def remember(self, name: str, pid: int, command_line: list[str], stop_signal: int) -> None:
        """Record that `name` runs as `pid`, leader of its own process group."""
        record = {"pid": pid, "command_line": command_line, "stop_signal": stop_signal}
        self._file(name).write_text(json.dumps(record), "utf-8")

    def forget(self, name: str) -> None:
        """Drop the record of a process that has ended."""
        self._file(name).unlink(missing_ok=True)

    async def end_leftovers(self, patience_seconds: float = 10.0) -> list[str]:
        """End every recorded process that still runs; return the names of those that did."""
        files = sorted(self.folder.glob("*.process.json"))
        leftovers = {file: self._running(file) for file in files}
        for processes, stop_signal in leftovers.values():
            for process in processes:
                _send(process, stop_signal)
        everyone = [process for processes, _ in leftovers.values() for process in processes]
        waited = 0.0
        while any(_is_alive(process) for process in everyone) and waited < patience_seconds:
            await asyncio.sleep(POLL_SECONDS)
            waited += POLL_SECONDS
        for process in everyone:
            _send(process, signal.SIGKILL)
        for file in files:
            file.unlink(missing_ok=True)
        return [file.name.removesuffix(SUFFIX) for file, (processes, _) in leftovers.items() if processes]

    def _running(self, file: Path) -> tuple[list[psutil.Process], int]:
        try:
            record = json.loads(file.read_text("utf-8"))
            pid, command_line, stop_signal = (
                int(record["pid"]),
                list(record["command_line"]),
                int(record["stop_signal"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return [], signal.SIGTERM
        return [process for process in _group(pid) if _command_line(process) == command_line], stop_signal

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"


def _group(pid: int) -> list[psutil.Process]:
    """The process `pid` and what it forked in its process group; the leader may be gone already."""
    members = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and (process.pid == pid or os.getpgid(process.pid) == pid):
                members.append(process)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    return members


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _send(process: psutil.Process, number: int) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return
