"""A link or a token that ends by itself ends what is heard through it at that moment."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from httpx import AsyncClient

from tests.integration.app.test_live_pages import operations, watching
from tests.integration.films import GuestOf, guest_of
from tests.integration.people import Person
from tests.integration.review import review
from tests.integration.socket_client import SocketClient
from videoplanet.features.share_video.service import ShareTerms, update_share
from videoplanet.shared.clock import now
from videoplanet.shared.security.tokens import AccessClaims, issue_access_token

SECONDS = 2.5
ON_TIME = 1.0
"""Far below the 15 seconds after which the duty looks."""


def soon() -> ShareTerms:
    return ShareTerms(expires_at=now() + timedelta(seconds=SECONDS))


async def test_a_listener_is_out_when_the_link_ends_and_hears_nothing_after_it(gateway: AsyncClient, site: str) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id, soon())
    client = await SocketClient.open(site, f"feedback/{film.video_id}", guest)
    page, witness = await watching(site, film, guest), await watching(site, film, film.owner)
    await client.settled()
    async with asyncio.timeout(SECONDS + ON_TIME):
        assert await client.closed() == 4403
        await page.until(lambda: bool(operations(page)))
    await film.post(gateway, film.owner)
    await witness.until(lambda: bool(operations(witness)))
    assert client.of("comment.new") == []
    assert [(frame["type"], frame["payload"]) for frame in operations(page)] == [
        ("access.ended", {"code": "share.expired"})
    ]


async def test_a_changed_end_moves_those_who_listen(gateway: AsyncClient, site: str) -> None:
    film = await review()
    early, late = await guest_of(film.owner, film.video_id), await guest_of(film.owner, film.video_id, soon())
    ends = await SocketClient.open(site, f"feedback/{film.video_id}", early)
    stays = await SocketClient.open(site, f"feedback/{film.video_id}", late)
    await ends.settled()
    await stays.settled()
    await update_share(film.owner.principal, early.share_id, {"expires_at": now() + timedelta(seconds=1)})
    await update_share(film.owner.principal, late.share_id, {"expires_at": now() + timedelta(hours=1)})
    async with asyncio.timeout(1 + ON_TIME):
        assert await ends.closed() == 4403
    await asyncio.sleep(SECONDS)
    await film.post(gateway, film.owner)
    await stays.until(lambda: stays.of("comment.new"))
    assert (await film.post(gateway, late, body="아직 여기")).status_code == 201


async def test_a_token_that_ends_ends_its_sockets(site: str) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    for kind, somebody in (("user", film.owner), ("guest", guest)):
        client = await SocketClient.open(site, f"feedback/{film.video_id}", headers=short_lived(kind, somebody))
        await client.settled()
        async with asyncio.timeout(SECONDS + ON_TIME):
            assert await client.closed() == 4401


def short_lived(kind: str, somebody: Person | GuestOf) -> dict[str, str]:
    who = somebody.principal
    claims = AccessClaims("guest" if kind == "guest" else "user", who.subject_id, who.session_id)
    return {"Authorization": f"Bearer {issue_access_token(claims, timedelta(seconds=SECONDS))}"}
