"""Makes sure that the site's port is ours before anything is started, and stays ours until the web processes take it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from videoplanet.shared.engines.failures import StartFailure


@contextmanager
def reserved(host: str, port: int) -> Iterator[None]:
    """Hold the port without listening on it; the web processes, which share ports, can still take it.

    Raises:
        StartFailure: another program listens there, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartFailure("host_unknown", host=host) from error
    with socket.socket(family, kind, protocol) as probe:
        # Passes over connections that are still closing, but not over a listening program.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(probe, address, host, port)
    with socket.socket(family, kind, protocol) as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        _bind(holder, address, host, port)
        yield


def _bind(sock: socket.socket, address: object, host: str, port: int) -> None:
    try:
        sock.bind(address)  # type: ignore[arg-type]
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartFailure("port_in_use", port=port, other=port + 1) from error
        if error.errno == errno.EACCES:
            raise StartFailure("port_forbidden", port=port) from error
        raise StartFailure("host_unknown", host=host) from error
