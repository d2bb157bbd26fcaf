"""The one folder (`VIDEOPLANET_HOME`) that holds everything the embedded engines and the product keep on disk."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from videoplanet.shared.engines.failures import StartFailure

NEEDED_BYTES = 1024**3
KEPT_LOG_BYTES = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Home:
    """Names of the files and folders under `path`, which is absolute."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> Home:
        """Return the home at `path`, made if needed and checked to be usable.

        Raises:
            StartFailure: it cannot be written, or its disk is nearly full.
        """
        home = cls(path.expanduser().resolve())
        try:
            # Other accounts may pass through but not look: PostgreSQL refuses root and then runs under another account.
            home.path.mkdir(mode=0o711, parents=True, exist_ok=True)
            for folder in (home.logs, home.records):
                folder.mkdir(mode=0o700, exist_ok=True)
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
