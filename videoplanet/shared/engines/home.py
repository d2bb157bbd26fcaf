"""The one folder (`VIDEOPLANET_HOME`) that holds everything the embedded engines and the product keep on disk.

It is closed to every other account: what a process of the product makes is its owner's alone (`keep_private`, inherited by
all of them), and what an older version left open is closed at every start.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from videoplanet.shared.engines.account import RESERVED
from videoplanet.shared.engines.failures import StartFailure

NEEDED_BYTES = 1024**3
KEPT_LOG_BYTES = 4 * 1024**2
PRIVATE_UMASK = 0o077
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Home:
    """Names of the files and folders under `path`, which is absolute."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> Home:
        """Return the home at `path`, made if needed, closed to other accounts and checked to be usable.

        Raises:
            StartFailure: it cannot be written, or its disk is nearly full.
        """
        home = cls(path.expanduser().resolve())
        try:
            home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            _close(home.path)
            for folder in (home.logs, home.records):
                private_folder(folder)
        except OSError as error:
            raise StartFailure("home_unusable", path=home.path, reason=error.strerror or error) from error
        if not os.access(home.path, os.W_OK | os.X_OK):
            raise StartFailure("home_unusable", path=home.path, reason="not writable")
        home.check_space()
        return home

    @property
    def logs(self) -> Path:
        """One log file an engine, and the frontend build's."""
        return self.path / "log"

    @property
    def records(self) -> Path:
        """What runs at the moment: process records and generated engine configuration."""
        return self.path / "run"

    @property
    def secrets(self) -> Path:
        """The generated secrets, readable by the owner alone."""
        return self.path / "secrets.json"

    @property
    def lock(self) -> Path:
        """Held by the one `serve` that uses this home."""
        return self.path / "serve.lock"

    def check_space(self, needed_bytes: int = NEEDED_BYTES) -> None:
        """Raise StartFailure when the disk has less than `needed_bytes` left."""
        free = shutil.disk_usage(self.path).free
        if free < needed_bytes:
            raise StartFailure("no_space", path=self.path, free=free // 1024**2, needed=needed_bytes // 1024**2)

    def log_file(self, name: str) -> Path:
        """Return the log of `name`; one that grew large is moved to `<name>.log.1` first."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > KEPT_LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path


def keep_private() -> None:
    """Make everything this process and its children create from now on readable by its owner alone."""
    os.umask(PRIVATE_UMASK)


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can look into; one that was there is closed to the others."""
    path.mkdir(mode=0o700, exist_ok=True)
    path.chmod(0o700)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _close(home: Path) -> None:
    """Take from other accounts what they may do in `home`; the group of PostgreSQL's own account may go on passing."""
    for folder, _, files in os.walk(home):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            with suppress(FileNotFoundError):  # a running product makes and removes files
                found = os.lstat(path)
                mode = stat.S_IMODE(found.st_mode)
                wanted = mode & ~(stat.S_IRWXO if found.st_gid in RESERVED else OTHERS)
                if wanted != mode and not stat.S_ISLNK(found.st_mode):
                    os.chmod(path, wanted)
