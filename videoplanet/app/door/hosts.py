"""Under which names the site may be asked for. Any other name is answered 421 (RFC 9110 §15.5.20), before anything runs.

A page of another site whose name was pointed at this machine (DNS rebinding) would otherwise be this site's own for a browser.
That needs a name, so an address in numbers cannot be it: without a public URL the site is open under every address and name
that this machine has itself, so that it can be opened from the network it listens on.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from videoplanet.shared.config import Settings

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# Asked by whatever watches over the process, under whatever address it knows it; they say nothing but whether it is well.
ANYWHERE = "/api/v1/health/"
_HOST = re.compile(r"(?:\[(?P<number>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.~-]+))(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Hosts:
    """`names` are lower-case and without port; `any_number` allows every numeric address."""

    names: frozenset[str]
    any_number: bool

    @classmethod
    def of(cls, settings: Settings) -> Hosts:
        """Return what the settings allow."""
        names = set(LOCAL) | {name.lower() for name in settings.other_hosts}
        public = urlsplit(settings.public_url).hostname if settings.public_url else None
        if public:
            names.add(public.lower())
        else:
            own = socket.gethostname().lower()
            names |= {own, f"{own.partition('.')[0]}.local"}
        if not settings.listens_everywhere:
            names.add(settings.host.lower())
        return cls(frozenset(names), any_number=public is None)

    def allow(self, host: str) -> bool:
        """Whether the site may be asked for as `host`, the value of a `Host` header."""
        read = _HOST.fullmatch(host)
        if read is None:
            return False
        name = (read["number"] or read["name"]).lower().removesuffix(".")
        return name in self.names or (self.any_number and _is_number(name))


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
