"""Opening a `/ws` connection: where from, who, and not too often."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from starlette.websockets import WebSocket

from videoplanet.app.gateway.messages import AUTH
from videoplanet.features.authenticate.service import authenticate_request, authenticate_token
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, NotSignedIn, Unavailable, VideoPlanetError
from videoplanet.shared.http.identity import client_address
from videoplanet.shared.http.limits import hit, require_left
from videoplanet.shared.live.way_in import way_in
from videoplanet.shared.security.principal import Principal

NOT_SIGNED_IN, NOT_ALLOWED, UNKNOWN, TOO_FAST, TRY_AGAIN = 4401, 4403, 4404, 4429, 1013
FIRST_FRAME_SECONDS = 5.0
FIRST_FRAME_CHARACTERS = 4096
_LIMIT = "ws_connects"


def close_code(error: VideoPlanetError) -> int:
    """Return the code a connection is closed with for an error."""
    if isinstance(error, Unavailable):
        return TRY_AGAIN
    return {401: NOT_SIGNED_IN, 403: NOT_ALLOWED, 429: TOO_FAST}.get(error.status, UNKNOWN)


def is_from_elsewhere(socket: WebSocket) -> bool:
    """Whether a browser says that a page of another site opens this."""
    origin = socket.headers.get("origin")
    return origin is not None and origin not in get_settings().site_origins


async def identify(socket: WebSocket) -> Principal:
    """Accept the connection and return who it is: by header, by cookie, or by its first frame within five seconds.

    Raises:
        NotSignedIn: none of these, or one that is no longer good.
        TooManyRequests: too many connections.
        Unavailable: too many wait to come in.
        WebSocketDisconnect: the client left.
    """
    principal: Principal | VideoPlanetError | None
    try:
        async with way_in().turn():
            principal = await _by_handshake(socket)
    except Unavailable as error:  # too many wait: told by a close code, and that is only after it was accepted
        principal = error
    await socket.accept()
    if isinstance(principal, VideoPlanetError):
        raise principal
    if principal is None:
        address = client_address(socket)
        await require_left(_LIMIT, address)
        try:
            principal = await _by_first_frame(socket)
        except NotSignedIn:
            await hit(_LIMIT, address)
            raise
    await hit(_LIMIT, str(principal.subject_id))
    return principal


async def _by_handshake(socket: WebSocket) -> Principal | VideoPlanetError | None:
    """Return who the headers speak for, None when they say nothing; a bad `Authorization` header is an answer too."""
    try:
        return await authenticate_request(socket)
    except (NotSignedIn, NotAllowed) as error:
        return error if "authorization" in socket.headers else None
    except VideoPlanetError as error:
        return error


async def _by_first_frame(socket: WebSocket) -> Principal:
    with suppress(TimeoutError, KeyError):
        async with asyncio.timeout(FIRST_FRAME_SECONDS):
            text = await socket.receive_text()
        token = _token(text)
        if token is not None:
            return await authenticate_token(token)
    raise NotSignedIn


def _token(text: str) -> str | None:
    if len(text) > FIRST_FRAME_CHARACTERS:
        return None
    try:
        frame: Any = orjson.loads(text)
    except ValueError:
        return None
    payload = frame.get("payload") if isinstance(frame, dict) and frame.get("type") == AUTH.name else None
    token = payload.get("token") if isinstance(payload, dict) else None
    return token if isinstance(token, str) else None
