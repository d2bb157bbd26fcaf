"""The account PostgreSQL runs under when the product is started by root, which PostgreSQL refuses to run as.

The account is one that every Unix has; no account is made. It must be able to pass through the folders above the programs
and the data, so a folder that forbids passing (mode 0700, as `/root`) is opened for passing, not for listing.
"""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """Numbers under which a child process runs."""

    uid: int
    gid: int


def engine_account() -> Account | None:
    """Return the account for engines that refuse root, or None when this process isn't root and nothing is to change."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(entry.pw_uid, entry.pw_gid)


def give(path: Path, account: Account | None) -> None:
    """Make `account` the owner of one file or folder."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def let_pass(path: Path) -> list[Path]:
    """Let every account pass through the folders above `path`; return the folders whose mode was changed."""
    opened = []
    for folder in path.resolve().parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            opened.append(folder)
    return opened


def let_read(folder: Path) -> None:
    """Let every account read the programs and libraries under `folder` (an installation made with a narrow umask)."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)
