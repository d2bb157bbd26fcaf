"""What a program of another account gets from a port or socket of this machine: everything it could try, and what came back.

It is a forked process, since another account can't read the interpreter everywhere; as root it becomes `nobody`, else it is
merely a process that was told no secret.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import pwd
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from videoplanet.shared.engines.mutual_tls import MutualTls

Address = tuple[str, int] | str
SECONDS = 3.0
HTTP_2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
_PATHS = (
    *("/", "/status", "/healthz", "/health", "/metrics", "/debug/pprof/", "/ui/index.html", "/stats/counter", "/admin"),
    *(
        "/dir/status",
        "/dir/assign",
        "/cluster/status",
        "/vol/grow?count=1",
        "/buckets/",
        "/videoplanet/",
        "/1,0",
        "/api/config",
    ),
)
_STARTUP = b"\x00\x03\x00\x00user\x00videoplanet\x00database\x00%s\x00\x00"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One question and the beginning of its answer."""

    address: Address
    question: str
    answer: bytes

    @property
    def is_refused(self) -> bool:
        """Whether nothing was given: no answer, or one that asks for a secret or a certificate."""
        if re.match(rb"HTTP/1\.[01] (\d+)", self.answer):
            return self.answer.split()[1] in (b"400", b"401", b"403", b"404", b"405", b"505")
        wants_a_password = self.answer.startswith(b"R") and self.answer[5:9] == b"\x00\x00\x00\x0a"
        return (
            not self.answer
            or wants_a_password
            or self.answer.startswith((b"\x15\x03", b"-NOAUTH", b"-DENIED", b"N", b"E"))
        )


def attempts_at(addresses: list[Address], own_certificate: MutualTls) -> list[Attempt]:
    """Try everything on every address as another account.

    Args:
        addresses: TCP ports and paths of sockets.
        own_certificate: one that the stranger made, whose files it may read.
    """
    context = multiprocessing.get_context("fork")
    there, here = context.Pipe()
    stranger = context.Process(target=_try_everything, args=(addresses, own_certificate, here))
    stranger.start()
    here.close()
    try:
        found: list[Attempt] | Exception = there.recv()
    finally:
        stranger.join()
    if isinstance(found, Exception):
        raise found
    return found


def readable_to_stranger(folder: Path) -> list[Path]:
    """Return what another account can list, read or reach below `folder`."""
    context = multiprocessing.get_context("fork")
    there, here = context.Pipe()
    process = context.Process(target=_look_around, args=(list(folder.rglob("*")), here))
    process.start()
    here.close()
    try:
        found: list[Path] = there.recv()
    finally:
        process.join()
    return found


def _become_nobody() -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


def _try_everything(addresses: list[Address], own: MutualTls, answer: multiprocessing.connection.Connection) -> None:
    try:
        contexts = {"TLS": _trusting(), "TLS with a certificate of one's own": _trusting(own)}
        _become_nobody()
        asked = [(address, *each) for address in addresses for each in _questions(address, contexts)]
        with ThreadPoolExecutor(32) as threads:  # an engine that waits for more of a question takes the whole patience
            answers = threads.map(lambda each: each[2](), asked)
            answer.send(
                [Attempt(address, question, got) for (address, question, _), got in zip(asked, answers, strict=True)]
            )
    except Exception as error:
        answer.send(error)


def _look_around(paths: list[Path], answer: multiprocessing.connection.Connection) -> None:
    _become_nobody()
    answer.send([path for path in paths if os.access(path, os.F_OK)])


def _questions(address: Address, contexts: dict[str, ssl.SSLContext]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    words = {
        **{f"{method} {path}": _http(method, path) for path in _PATHS for method in ("GET", "PUT", "POST", "DELETE")},
        "gRPC": HTTP_2,
        "Redis PING": b"PING\r\n",
        "Redis HELLO": b"HELLO 3\r\n",
        "Redis CONFIG": b"CONFIG GET requirepass\r\n",
        **{f"PostgreSQL {name.decode()}": _postgres(name) for name in (b"videoplanet", b"postgres")},
        "PostgreSQL replication": _postgres(b"videoplanet\x00replication\x00true"),
    }
    for name, question in words.items():
        yield name, lambda question=question: _ask(address, question, None)  # type: ignore[misc]
    for name, context in contexts.items():
        for path in ("/", "/dir/status", "/buckets/"):
            yield f"{name}: GET {path}", lambda path=path, context=context: _ask(address, _http("GET", path), context)  # type: ignore[misc]
        yield f"{name}: gRPC", lambda context=context: _ask(address, HTTP_2, context)  # type: ignore[misc]


def _ask(address: Address, question: bytes, context: ssl.SSLContext | None) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as plain:
            plain.settimeout(SECONDS)
            plain.connect(address)
            if context is None:
                plain.sendall(question)
                return plain.recv(400)
            with context.wrap_socket(plain) as secret:
                secret.sendall(question)
                return secret.recv(400)
    except OSError:  # ssl.SSLError is one
        return b""


def _http(method: str, path: str) -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def _postgres(database: bytes) -> bytes:
    message = _STARTUP % database
    return (len(message) + 4).to_bytes(4, "big") + message


def _trusting(own: MutualTls | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2", "http/1.1"])
    if own is not None:
        context.load_cert_chain(own.certificate, own.key)
    return context
