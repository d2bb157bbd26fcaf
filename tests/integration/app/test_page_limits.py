"""Events of pages run against the same limits as REST, and against one of their own."""

from __future__ import annotations

from httpx import AsyncClient

from tests.integration.conftest import SettingsChange
from tests.integration.films import stored
from tests.integration.live_site import DESK
from tests.integration.people import Person, person, project
from tests.integration.reflex_page import ReflexPage
from tests.integration.review import review
from videoplanet.app.page_limits import subject_of
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.project.state import ProjectState
from videoplanet.shared.live.page_sockets import Handshake
from videoplanet.shared.security.cookies import access_cookie
from videoplanet.shared.ui.toast.state import ToastState

TOASTS = ToastState.get_full_name()


async def page_of(site: str, somebody: Person) -> ReflexPage:
    return await ReflexPage.open(site, cookie=f"{access_cookie()}={somebody.tokens.access_token}")


def notes(page: ReflexPage) -> list[str]:
    return [note["key"] for shown in page.of(TOASTS, "notes") for note in shown]


async def test_changes_by_events_count_as_writes(settings: SettingsChange, site: str) -> None:
    settings(limit_writes="3/hour")
    owner = await person("Owner")
    project_id = await project(owner)
    page = await page_of(site, owner)
    for _ in range(6):
        await page.fire(f"{ProjectState.get_full_name()}.restore", project_id=str(project_id))
    await page.until(lambda: notes(page).count("error.too_many_requests") >= 1)
    await page.close()


async def test_asking_after_addresses_by_events_counts_as_writes(
    gateway: AsyncClient, settings: SettingsChange, site: str
) -> None:
    settings(limit_writes="3/hour")
    owner = await person("Owner")
    page = await page_of(site, owner)
    panel = InvitationsState.get_full_name()
    for number in range(5):
        await page.fire(f"{panel}.invite", form={"email": f"nobody{number}@example.com", "role": "viewer"})
    await page.until(lambda: any("too_many_requests" in str(shown) for shown in page.of(panel, "errors")))
    over_rest = await gateway.patch("/api/v1/users/me", json={"name": "소유자"}, headers=owner.bearer)
    assert over_rest.status_code == 429
    await page.close()


async def test_a_flood_of_events_does_nothing_after_a_while_and_is_told_once(
    settings: SettingsChange, site: str
) -> None:
    settings(limit_events="5/minute")
    film = await review()
    page = await page_of(site, film.owner)
    for _ in range(40):
        await page.fire(f"{DESK}.watch_video", token="none", video=str(film.video_id))
    await page.until(lambda: "error.too_many_requests" in notes(page))
    refusals = page.of(DESK, "refusal")
    assert len(refusals) <= 5
    assert await stored("select id from comment") == []
    await page.close()


async def test_events_count_for_the_person_and_else_for_the_address() -> None:
    somebody = await person("Jiwoo")
    address = "203.0.113.9"
    cookie = f"{access_cookie()}={somebody.tokens.access_token}"
    assert subject_of(Handshake(cookie, address)) == str(somebody.id)
    assert subject_of(Handshake(f"{access_cookie()}=forged", address)) == address
    assert subject_of(Handshake("", address)) == address
