"""`/media/{token}/…`: files of one version, streamed from the storage with ranges and entity tags; `/media-grant/{token}/…`: the
same question without the film, for an edge that keeps pieces of films.

Nothing is held whole; when the viewer goes, the transfer from the storage ends; while it lasts, the viewer's right to it is
asked again every few seconds.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from videoplanet.entities.video.layout import CONTENT_TYPES
from videoplanet.entities.video.media_object import MediaKind, may_fetch, media_object
from videoplanet.features.deliver_media.naming import disposition, rendition_name
from videoplanet.features.deliver_media.ranges import has_current, one_range, range_still_applies
from videoplanet.features.deliver_media.service import REMEMBERED_SECONDS, Deliverable, open_media
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, NotFound, Unavailable, VideoPlanetError
from videoplanet.shared.http.counted import COUNTED_ONLY
from videoplanet.shared.http.problem import install_problem_handlers
from videoplanet.shared.storage import READ_BYTES, open_object


def build_media() -> ASGIApp:
    """Return the application of everything below `/media/`."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, telemetry=COUNTED_ONLY)
    install_problem_handlers(app)
    app.add_api_route("/media/{token}/{name:path}", media, methods=["GET", "HEAD"])
    app.add_api_route("/media-grant/{token}/{name:path}", media_grant, methods=["GET", "HEAD"])
    return app


async def media(token: str, name: str, request: Request) -> Response:
    """One file of the version that the token names."""
    deliverable = await open_media(token)
    content_type, placement = _describe(deliverable, name, wants_download="download" in request.query_params)
    stack = AsyncExitStack()
    try:
        found = await _open(stack, f"{deliverable.storage_prefix}/{name}", request)
        headers = _headers(found, deliverable, content_type, placement) | _for_origin(request)
        if found.status_code == 416:
            return await _ended(stack, Response(status_code=416, headers={**headers, "Content-Length": "0"}))
        if has_current(request.headers, found.headers.get("etag", "")):
            headers.pop("Content-Length", None)
            return await _ended(stack, Response(status_code=304, headers=headers))
        if request.method == "HEAD":
            return await _ended(stack, Response(status_code=found.status_code, headers=headers))
    except BaseException:
        await stack.aclose()
        raise
    return _Delivery(stack, found, token, headers)


async def media_grant(token: str, name: str) -> Response:
    """Whether the edge may hand out a piece that it has: `X-Media-Key` says which one it is, whoever asks for it, `X-Media-Seconds`
    for how long the viewer may keep it. 403 for whatever is refused; why, `media` says.

    Only what everybody who may watch may have; the edge keeps nothing else.
    """
    try:
        deliverable = await open_media(token)
    except Unavailable:
        raise
    except VideoPlanetError:
        return Response(status_code=403)
    found = media_object(name)
    if found is None or not may_fetch(found.kind, may_download=False):
        return Response(status_code=403)
    key = f"{deliverable.storage_prefix}/{name}"
    return Response(status_code=204, headers={"X-Media-Key": key, "X-Media-Seconds": str(_seconds_left(deliverable))})


def _describe(deliverable: Deliverable, name: str, *, wants_download: bool) -> tuple[str, str]:
    """Content type and disposition of a file the viewer may have; nothing else ever reaches the storage.

    Raises:
        NotFound: no version has a file of this name.
        NotAllowed: `media.no_download`.
    """
    found = media_object(name)
    if found is None:
        raise NotFound
    if not may_fetch(found.kind, may_download=deliverable.may_download):
        raise NotAllowed("media.no_download")
    if found.kind is MediaKind.ORIGINAL:
        placement = disposition("attachment" if wants_download else "inline", deliverable.filename)
        return deliverable.content_type, placement
    if found.kind is MediaKind.DOWNLOAD:
        saved_as = rendition_name(deliverable.title, deliverable.number, found.rung)
        return CONTENT_TYPES[found.ending], disposition("attachment", saved_as)
    return CONTENT_TYPES[found.ending], "inline"


def _for_origin(request: Request) -> dict[str, str]:
    """The site's own pages may read what they fetch, whatever address of it they were opened at; other sites may not."""
    origin = request.headers.get("origin")
    if origin is None or origin not in get_settings().site_origins:
        return {"Vary": "Origin"}
    return {"Vary": "Origin", "Access-Control-Allow-Origin": origin}


async def _open(stack: AsyncExitStack, key: str, request: Request) -> httpx.Response:
    """The storage's answer; whole when `If-Range` names another state than the one there is."""
    wanted = one_range(request.headers)
    found = await stack.enter_async_context(open_object(key, {"Range": wanted} if wanted else None))
    if found.status_code == 206 and not range_still_applies(request.headers, found.headers.get("etag", "")):
        await stack.aclose()
        found = await stack.enter_async_context(open_object(key))
    return found


def _headers(found: httpx.Response, deliverable: Deliverable, content_type: str, placement: str) -> dict[str, str]:
    kept = {name: found.headers[name] for name in ("Content-Length", "Content-Range", "ETag") if name in found.headers}
    return {
        **kept,
        "Accept-Ranges": "bytes",
        "Content-Type": content_type,
        "Content-Disposition": placement,
        "Cache-Control": f"private, max-age={_seconds_left(deliverable)}, immutable",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


def _seconds_left(deliverable: Deliverable) -> int:
    return max(0, deliverable.expires_at - int(time.time()))


async def _ended(stack: AsyncExitStack, response: Response) -> Response:
    await stack.aclose()
    return response


class _Delivery(StreamingResponse):
    """Streams the storage's answer and closes it, however the response ends."""

    def __init__(self, stack: AsyncExitStack, found: httpx.Response, token: str, headers: dict[str, str]) -> None:
        super().__init__(_chunks(found, token), status_code=found.status_code, headers=headers)
        self.stack = stack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the body."""
        async with self.stack:
            await super().__call__(scope, receive, send)


async def _chunks(found: httpx.Response, token: str) -> AsyncIterator[bytes]:
    checked = time.monotonic()
    async for chunk in found.aiter_raw(READ_BYTES):
        yield chunk
        if time.monotonic() - checked > REMEMBERED_SECONDS:
            checked = time.monotonic()
            await _require_still_allowed(token)


async def _require_still_allowed(token: str) -> None:
    """End a long transfer whose viewer has lost the right to it; an expired address may finish what it began.

    Raises:
        VideoPlanetError: the right is lost.
    """
    try:
        await open_media(token)
    except VideoPlanetError as error:
        if error.code not in ("media.expired", "unavailable"):
            raise
