"""The queue page's events, called directly as any client may: they answer staff, and nobody else gets anything."""

from __future__ import annotations

from tests.integration.films import new_video, stored
from tests.integration.people import Person, person, project
from tests.integration.reflex_page import ReflexPage
from tests.integration.staff import staff_member
from videoplanet.pages.staff.state import StaffJobsState
from videoplanet.shared.security.cookies import access_cookie

STATE = StaffJobsState.get_full_name()


async def opened(site: str, somebody: Person | None) -> ReflexPage:
    cookie = f"{access_cookie()}={somebody.tokens.access_token}" if somebody else ""
    return await ReflexPage.open(site, cookie=cookie)


async def test_staff_looks_at_the_queue_and_cancels_from_it(site: str) -> None:
    owner, staff = await person("Owner"), await staff_member("Staff")
    view = await new_video(owner, await project(owner, "비밀 캠페인"), title="비밀 필름")
    page = await opened(site, staff)
    await page.fire(f"{STATE}.load")
    await page.until(lambda: bool(page.of(STATE, "jobs")))
    (row,) = page.of(STATE, "jobs")[-1]
    assert (row["id"], row["state"]) == (str(view.versions[0].job_id), "queued")
    assert "비밀" not in str(page.deltas)
    await page.fire(f"{STATE}.cancel", job_id=row["id"])
    await page.until(lambda: page.of(STATE, "jobs")[-1][0]["state"] == "cancelled")
    (job,) = await stored("select status from job")
    assert job["status"] == "cancelled"


async def test_others_see_nothing_and_change_nothing(site: str) -> None:
    owner, stranger = await person("Owner"), await person("Stranger")
    view = await new_video(owner, await project(owner))
    page = await opened(site, stranger)
    await page.fire(f"{STATE}.load")
    await page.until(lambda: page.of(STATE, "failure") == ["not_found"])
    heard = len(page.deltas)
    for handler in ("cancel", "retry"):
        await page.fire(f"{STATE}.{handler}", job_id=str(view.versions[0].job_id))
    await page.fire(f"{STATE}.cancel", job_id="../7")
    await page.until(lambda: len(page.deltas) >= heard + 3)
    assert page.of(STATE, "jobs") == []
    assert [row["status"] for row in await stored("select status from job")] == ["queued"]


async def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: str) -> None:
    page = await opened(site, None)
    await page.fire(f"{STATE}.load")
    await page.fire(f"{STATE}.refresh")
    await page.fire(f"{STATE}.cancel", job_id="00000000-0000-7000-8000-000000000000")
    await page.until(lambda: bool(page.deltas))
    assert page.of(STATE, "jobs") == []
