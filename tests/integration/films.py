"""Films, share links and finished jobs for integration tests, made through the product's own use cases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response
from procrastinate import App
from sqlalchemy import text

from tests.integration.people import Person
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.entities.video.view import VideoView
from videoplanet.features.share_video.opening import Visitor, open_share
from videoplanet.features.share_video.service import ShareTerms, create_share
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.service import receive_version, receive_video
from videoplanet.shared.db.engine import engine
from videoplanet.shared.jobs import build_queue
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tokens import read_access_token

ASSETS = Path(__file__).parents[1] / "assets"
BUNNY = ASSETS / "big_buck_bunny_720p25.mp4"
CARPHONE = ASSETS / "carphone_176x144_2997.mp4"


@dataclass(frozen=True)
class GuestOf:
    """Somebody who opened a share link."""

    share_id: UUID
    principal: Principal
    access_token: str

    @property
    def bearer(self) -> dict[str, str]:
        """The header that makes a request theirs."""
        return {"Authorization": f"Bearer {self.access_token}"}


async def pieces(blob: bytes, size: int = 1 << 16) -> AsyncIterator[bytes]:
    """The bytes as they would arrive."""
    for at in range(0, len(blob), size):
        yield blob[at : at + size]


def incoming(film: Path, title: str | None = None) -> IncomingFilm:
    """The film on its way in."""
    return IncomingFilm(film.name, pieces(film.read_bytes()), title=title)


async def new_video(somebody: Person, project_id: UUID, film: Path = CARPHONE, title: str | None = None) -> VideoView:
    """A video with this film as version 1, its transcode queued."""
    return await receive_video(somebody.principal, project_id, incoming(film, title))


async def new_version(somebody: Person, video_id: UUID, film: Path = CARPHONE) -> VideoView:
    """The video with this film as its next version, its transcode queued."""
    return await receive_version(somebody.principal, video_id, incoming(film))


async def post_film(
    gateway: AsyncClient,
    path: str,
    somebody: Person | GuestOf | None,
    blob: bytes,
    name: str = "cut.mp4",
    *,
    headers: dict[str, str] | None = None,
    data: dict[str, str] | None = None,
) -> Response:
    """Send a film as a browser's form does."""
    sent = (somebody.bearer if somebody else {}) | (headers or {})
    return await gateway.post(f"/api/v1{path}", files={"file": (name, blob, "video/mp4")}, headers=sent, data=data)


async def run_jobs() -> None:
    """Serve the queue until nothing is due."""
    queue = queue_for_tests()
    async with queue.open_async():
        await queue.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


@cache
def queue_for_tests() -> App:
    """One for all tests: tasks take their names from the first queue they are given to."""
    assert TASK_MODULES
    return build_queue()


async def make_retries_due() -> None:
    """Let jobs that wait for another attempt wait no longer."""
    async with engine().begin() as connection:
        await connection.execute(text("update procrastinate_jobs set scheduled_at = now() where status = 'todo'"))


async def guest_of(owner: Person, video_id: UUID, terms: ShareTerms | None = None) -> GuestOf:
    """Share the video and open the link."""
    share = await create_share(owner.principal, video_id, terms or ShareTerms())
    opened = await open_share(share.token, Visitor("손님", "guest@client.example.com", None, "ko", "203.0.113.9"))
    claims = read_access_token(opened.access_token)
    principal = Principal("guest", opened.guest_id, claims.session_id, "손님", share_id=share.id)
    return GuestOf(share.id, principal, opened.access_token)


async def stored(query: str, **parameters: Any) -> list[dict[str, Any]]:
    """Rows as they are in the database."""
    async with engine().connect() as connection:
        return [dict(row) for row in (await connection.execute(text(query), parameters)).mappings()]


async def changed(statement: str, **parameters: Any) -> None:
    """Change rows behind the product's back: what time or an accident would do."""
    async with engine().begin() as connection:
        await connection.execute(text(statement), parameters)
