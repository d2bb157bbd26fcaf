"""The account PostgreSQL runs under when the product is started by root, which PostgreSQL refuses to run as.

It is a number that nobody has: neither a person nor a service of this machine runs under it, `nobody` least of all, which
many share. No account is made. It must be able to pass through the folders above the programs and the data, so one that
forbids passing (mode 0700, as `/root`) is opened for passing, not for listing; inside the home only its group may pass.
"""

from __future__ import annotations

import os
import pwd
import stat
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

# systemd's table of user numbers (https://systemd.io/UIDS-GIDS/) leaves these to no one; containers have them as well.
RESERVED = range(60706, 61184)
# `initdb` and single-user mode refuse a number without a name.
NAMED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """Numbers under which a child process runs."""

    uid: int
    gid: int


def engine_account(folder: Path) -> Account | None:
    """Return the account that `folder` belongs to or is to have; None when this process isn't root and nothing is to change."""
    if os.geteuid() != 0:
        return None
    with suppress(FileNotFoundError):
        if (group := folder.stat().st_gid) in RESERVED:
            return Account(group, group)
    taken = {entry.pw_uid for entry in pwd.getpwall()} | _running()
    # By the folder's name, so that two homes differ, whichever is started first.
    first = zlib.crc32(str(folder.resolve()).encode()) % len(RESERVED)
    number = next(number for number in (*RESERVED[first:], *RESERVED[:first]) if number not in taken)
    return Account(number, number)


def with_a_name(account: Account | None) -> Account | None:
    """Return an account that has a name and passes where `account` does, for the programs that ask for one."""
    return Account(pwd.getpwnam(NAMED).pw_uid, account.gid) if account is not None else None


def give(path: Path, account: Account | None) -> None:
    """Make `account` the owner of one file or folder."""
    if account is not None:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def give_all(folder: Path, account: Account | None) -> None:
    """Make `account` the owner of `folder` and everything below, if it is not."""
    if account is not None and folder.stat().st_uid != account.uid:
        for path in (*folder.rglob("*"), folder):  # the folder last: its owner says whether everything was given
            give(path, account)


def let_group_pass(folder: Path, account: Account | None) -> None:
    """Let `account`, and no other, pass through `folder`."""
    if account is not None:
        os.chown(folder, -1, account.gid)
        folder.chmod(0o710)


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


def _running() -> set[int]:
    """Numbers that processes of this machine run under."""
    found = set()
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            found.add(process.uids().real)
    return found
