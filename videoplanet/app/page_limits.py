"""How many events a page may send, whatever they do: counted for whoever is signed in, else for the address.

What an event writes is counted besides, at `acting_principal`, with everything else that its sender writes. An event over the limit
is dropped with one log line and, once a second, a note on the page. Stands before the Reflex app's event namespace.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from videoplanet.shared.errors import NotSignedIn, TooManyRequests
from videoplanet.shared.http.limits import hit
from videoplanet.shared.live.page_sockets import Handshake
from videoplanet.shared.security.cookies import access_cookie, read_cookies
from videoplanet.shared.security.tokens import read_access_token
from videoplanet.shared.ui.toast.state import ToastState

log = structlog.get_logger(__name__)
OnEvent = Callable[..., Awaitable[Any]]


def limited(inner: OnEvent, handshake_of: Callable[[str], Handshake | None]) -> OnEvent:
    """Return the limit to put before what takes a page's events in.

    Args:
        inner: what takes them in.
        handshake_of: what a page's socket was opened with; None when it is gone.
    """
    told: dict[str, float] = {}

    async def on_event(sid: str, *data: Any) -> Any:
        try:
            await hit("events", subject_of(handshake_of(sid)))
        except TooManyRequests as error:
            moment = time.monotonic()
            if moment - told.get(sid, 0.0) < 1.0:
                return None
            for silent in [each for each, at in told.items() if moment - at >= 1.0]:
                del told[silent]
            told[sid] = moment
            log.warning("page_events_limited", sid=sid)
            return await inner(sid, _note(error))
        return await inner(sid, *data)

    return on_event


def subject_of(handshake: Handshake | None) -> str:
    """Return whom the events of a socket count for: the user that its cookie names, else the address it comes from.

    That the cookie is one of ours is enough here; whether its session still lives is asked by what the event does.
    """
    if handshake is None:
        return "unknown"
    token = read_cookies(handshake.cookie).get(access_cookie())
    try:
        if token:
            return str(read_access_token(token).subject_id)
    except NotSignedIn:
        pass
    return handshake.address


def _note(error: TooManyRequests) -> dict[str, Any]:
    payload = {"kind": "error", "key": f"error.{error.code}", "params": json.dumps(error.params)}
    return {"name": f"{ToastState.get_full_name()}.show", "payload": payload, "router_data": {"pathname": "/"}}
