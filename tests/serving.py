"""Runs `python -m videoplanet serve` as a person would, in a home and on a port of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from tests.shell import fresh_shell
from videoplanet.app.project import PROJECT
from videoplanet.shared.engines.ports import free_ports

READY = "VideoPlanet is ready: "
BUILD_SECONDS = 240
HOMES: dict[str, Path] = {}
"""Where the data of what was served lies, by its address: there one finds the mails of those who sign up."""


class Serve:
    """One run of the command.

    Args:
        home: `VIDEOPLANET_HOME`.
        port: `PORT`; by default a free one.
        variables: further environment variables.
    """

    def __init__(self, home: Path, port: int | None = None, variables: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.port = port or free_ports(1)[0]
        self.lines: list[str] = []
        self._news = threading.Condition()
        chosen = {"VIDEOPLANET_HOME": str(home), "PORT": str(self.port), **(variables or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "videoplanet", "serve"],
            cwd=PROJECT,
            env=fresh_shell(**chosen),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        """The address it printed."""
        return next(line for line in self.lines if line.startswith(READY)).removeprefix(READY)

    @property
    def demo_password(self) -> str:
        """The password it printed for the demo accounts."""
        found = re.search(r"Demo accounts \(password of each: (\S+)\):", self.output)
        assert found is not None, self.output
        return found.group(1)

    @property
    def output(self) -> str:
        """Everything it printed so far."""
        return "\n".join(self.lines)

    def wait_for(self, text: str, seconds: float = BUILD_SECONDS) -> str:
        """Return the first line with `text`; fail when the command ends, or the time is up, without it."""
        deadline = time.monotonic() + seconds
        with self._news:
            while True:
                line = next((line for line in self.lines if text in line), None)
                if line is not None:
                    return line
                left = deadline - time.monotonic()
                if left <= 0 or not self._reader.is_alive():
                    raise AssertionError(f"no line with {text!r}; it printed:\n{self.output}")
                self._news.wait(min(left, 1))

    def wait_ready(self) -> Serve:
        """Return when it says that it is ready."""
        self.wait_for(READY)
        HOMES[self.url.rstrip("/")] = self.home
        return self

    def family(self) -> list[psutil.Process]:
        """Its process and every process under it."""
        leader = psutil.Process(self.process.pid)
        return [leader, *leader.children(recursive=True)]

    def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = 30) -> int:
        """Send a signal and return the exit code; kills it and fails when it does not end in time."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            for process in self.family():
                process.kill()
            raise AssertionError(f"it did not stop; it printed:\n{self.output}") from None
        self._reader.join(5)
        return code

    def ended(self, seconds: float = BUILD_SECONDS) -> int:
        """Wait until it ends by itself; return its exit code."""
        code = self.process.wait(seconds)
        self._reader.join(5)
        return code

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line.rstrip("\n"))
                self._news.notify_all()
        with self._news:
            self._news.notify_all()
