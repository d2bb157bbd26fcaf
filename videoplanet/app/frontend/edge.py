"""Has the edge read the pages anew: it keeps them for an hour, and after a deployment they name files that are no more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import product
from urllib.parse import urlsplit

import httpx

from videoplanet.app.console import Console, complain, phrase
from videoplanet.app.door.keeping import Keeping
from videoplanet.app.project import BUILT_SITE
from videoplanet.shared.config import Settings
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.i18n.languages import LANGUAGES

ENCODINGS = ("br", "gzip", "identity")
NONE_OF_OURS = "*"
"""What a browser asks for that reads no language there is."""
SECONDS = 20.0
AT_ONCE = 4


async def refresh_edge(settings: Settings, console: Console) -> None:
    """Ask for every page in every encoding and language where the edge fetches it anew, and say how many there were.

    Raises:
        StartFailure: no such address is set, or the edge does not answer there as it should.
    """
    if settings.edge_refresh_url is None:
        raise StartFailure("edge_unset")
    pages = Keeping.of(BUILT_SITE).pages
    host = urlsplit(settings.site_url).netloc
    try:
        async with httpx.AsyncClient(
            base_url=settings.edge_refresh_url, timeout=SECONDS, headers={"Host": host}
        ) as edge:
            await _ask_all(edge, {address for page in pages for address in (page, f"{page.rstrip('/')}/")})
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise StartFailure("edge_away", url=settings.edge_refresh_url, reason=reason) from error
    console.say("edge_refreshed", count=len(pages))


async def refresh_edge_if_any(settings: Settings, console: Console) -> None:
    """The same at a start, which goes on without: an edge that is away or starts later keeps nothing older than an hour."""
    if settings.edge_refresh_url is None:
        return
    try:
        await refresh_edge(settings, console)
    except StartFailure as failure:
        complain(phrase(failure.reason, **failure.params))


async def _ask_all(edge: httpx.AsyncClient, addresses: Iterable[str]) -> None:
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(address: str, encoding: str, language: str) -> None:
        wanted = {"Accept-Encoding": encoding, "Accept-Language": language}
        async with gate:
            answer = await edge.get(address, headers=wanted)
        if answer.is_error:
            answer.raise_for_status()

    await asyncio.gather(*(ask(*each) for each in product(addresses, ENCODINGS, (*LANGUAGES, NONE_OF_OURS))))
