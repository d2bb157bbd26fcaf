"""People, projects and films for room tests, made over REST; and a way to open a room as somebody."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from playwright.async_api import Locator, Page

from tests.e2e.visitor import Visitor
from tests.letters import Letter, written_letters
from tests.serving import HOMES
from videoplanet.app.project import PROJECT

FILM = PROJECT / "tests" / "assets" / "big_buck_bunny_720p25.mp4"
PASSWORD = "quiet-lantern-harbour-47"
MAIL_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, and their way to the gateway."""

    email: str
    access_token: str
    gateway: httpx.AsyncClient

    async def call(self, method: str, path: str, **options: Any) -> Any:
        """The JSON answer of the gateway; a refusal fails the test."""
        response = await self.gateway.request(method, f"/api/v1{path}", **options)
        assert response.is_success, response.text
        return response.json() if response.content else None


@dataclass(frozen=True, slots=True)
class Room:
    """A film of a project with its owner; version 1 is the 133-frame clip at 25 frames a second."""

    owner: Person
    project_id: str
    video_id: str

    @property
    def path(self) -> str:
        return f"/videos/{self.video_id}"

    async def comment(self, body: str, frame: int | None = 0, **fields: Any) -> dict[str, Any]:
        """A comment by the owner, made elsewhere."""
        posted: dict[str, Any] = await self.owner.call(
            "POST", f"{self.path}/comments", json={"version": 1, "body": body, "frame_in": frame, **fields}
        )
        return posted

    async def link(self, **terms: Any) -> dict[str, Any]:
        """A share link."""
        made: dict[str, Any] = await self.owner.call("POST", f"{self.path}/shares", json=terms)
        return made


async def mailed(url: str, to: str, count: int = 1) -> Letter:
    """The newest of so many mails to an address, once they are there."""
    async with asyncio.timeout(MAIL_SECONDS):
        while len(letters := written_letters(HOMES[url.rstrip("/")], to)) < count:
            await asyncio.sleep(0.05)
    return letters[-1]


async def new_person(url: str, name: str, email: str = "") -> Person:
    """Somebody who has just signed up and proven their address."""
    email = email or f"{uuid4().hex}@room.example.com"
    gateway = httpx.AsyncClient(base_url=url, timeout=60)
    account = {"email": email, "password": PASSWORD, "name": name, "agree_terms": True, "agree_privacy": True}
    (await gateway.post("/api/v1/auth/register", json=account)).raise_for_status()
    proof = {"email": email, "code": (await mailed(url, email)).code}
    (await gateway.post("/api/v1/auth/verify-email", json=proof)).raise_for_status()
    answer = await gateway.post("/api/v1/auth/token", json={"email": email, "password": PASSWORD})
    token = answer.raise_for_status().json()["access_token"]
    gateway.headers["Authorization"] = f"Bearer {token}"
    return Person(email, token, gateway)


async def enter_code(page: Page, url: str, email: str, count: int = 1) -> None:
    """Type the code of the newest of so many mails into the sign-up page."""
    await page.get_by_label("6자리 코드").fill((await mailed(url, email, count)).code, timeout=60_000)
    await page.get_by_role("button", name="확인하고 시작하기").click()


async def new_room(url: str, owner_name: str = "김지우") -> Room:
    """A new owner's project with one film in it."""
    owner = await new_person(url, owner_name)
    project = await owner.call("POST", "/projects", json={"name": f"봄 캠페인 {uuid4().hex[:6]}"})
    with FILM.open("rb") as film:
        video = await owner.call("POST", f"/projects/{project['id']}/videos", files={"file": ("main-film.mp4", film)})
    return Room(owner, project["id"], video["id"])


async def join(room: Room, name: str, role: str) -> Person:
    """A new member of the room's project, who was invited and has accepted."""
    url = str(room.owner.gateway.base_url)
    person = await new_person(url, name)
    invited = {"email": person.email, "role": role}
    await room.owner.call("POST", f"/projects/{room.project_id}/invitations", json=invited)
    token = (await mailed(url, person.email, 2)).invitation
    await person.call("POST", f"/invitations/{token}/accept")
    return person


async def enter(visitor: Visitor, url: str, person: Person, path: str, **options: Any) -> Page:
    """A browser of this person's own, signed in, on a page."""
    cookie = {"name": "vp_access", "value": person.access_token, "url": url, "httpOnly": True, "sameSite": "Lax"}
    page = await visitor("/favicon.svg", **options)
    await page.context.add_cookies([cookie])  # type: ignore[list-item]
    await page.goto(path)
    return page


async def tell_room(page: Page, name: str, detail: dict[str, Any]) -> None:
    """Tell the page's room something, as one of its parts does."""
    tell = "([name, detail]) => document.querySelector('[data-room]').room.tell(name, detail)"
    await page.evaluate(tell, [name, detail])


def comments(page: Page, words: str = "") -> Locator:
    """The comments of the list, or those with these words."""
    rows = page.get_by_role("region", name="코멘트", exact=True).get_by_role("article")
    return rows.filter(has_text=words) if words else rows


def composer(page: Page) -> Locator:
    """The box at the foot of the list."""
    return page.locator("#composer")
