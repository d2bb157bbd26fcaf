"""The queue page: what staff sees and does, and that it shows nothing to anybody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.tab import Tab, an_id, signed_in, signed_out, stands_in
from videoplanet.features.watch_queue.service import QueueTask, QueueWorker
from videoplanet.pages.staff import state as staff_state
from videoplanet.pages.staff.state import StaffJobsState
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Conflict, NotFound, Unavailable

QUEUE: Any = SimpleNamespace(
    items=[],
    workers=[QueueWorker(id=7, is_alive=True, running=1, seen_at=now())],
    tasks=[QueueTask(task="transcode", queue="media", waiting=1, running=1, failed=0)],
)


@pytest.fixture
async def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[StaffJobsState]:
    signed_in(monkeypatch, staff_state)
    stands_in(monkeypatch, staff_state, watch_queue=QUEUE)
    tab = Tab(StaffJobsState, "/staff/jobs")
    assert await tab.fire("load") == []
    return tab


def seen(tab: Tab[StaffJobsState]) -> tuple[bool, str, list[str]]:
    return tab.state.is_loaded, tab.state.failure, [worker["number"] for worker in tab.state.workers]


async def test_staff_sees_the_queue(tab: Tab[StaffJobsState]) -> None:
    assert seen(tab) == (True, "", ["7"])
    assert [task["task"] for task in tab.state.tasks] == ["transcode"]


async def test_while_the_database_is_away_what_was_seen_last_stays(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[StaffJobsState]
) -> None:
    stands_in(monkeypatch, staff_state, watch_queue=Unavailable())
    await tab.fire("refresh")
    assert seen(tab) == (True, "", ["7"])


async def test_whoever_is_staff_no_more_sees_nothing(monkeypatch: pytest.MonkeyPatch, tab: Tab[StaffJobsState]) -> None:
    asked = stands_in(monkeypatch, staff_state, watch_queue=NotFound())["watch_queue"]
    await tab.fire("refresh")
    assert seen(tab) == (False, "not_found", [])
    await tab.fire("refresh")
    assert len(asked.asked) == 1  # a page that shows nothing looks no more


async def test_nobody_is_sent_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, staff_state)
    [answer] = await Tab(StaffJobsState, "/staff/jobs").fire("load")
    assert (answer.kind, answer.what) == ("go", "/sign-in?next=/staff/jobs")


@pytest.mark.parametrize(
    ("act", "key", "tone"), [("cancel", "staff.jobs.cancelled", "info"), ("retry", "staff.jobs.retried", "success")]
)
async def test_a_job_is_ended_or_tried_again(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[StaffJobsState], act: str, key: str, tone: str
) -> None:
    asked = stands_in(monkeypatch, staff_state, **{f"{act}_job": None})[f"{act}_job"]
    job = an_id()
    [note] = await tab.fire(act, job)
    assert (note.what, note.tone, str(asked.asked[0][1])) == (key, tone, job)
    stands_in(monkeypatch, staff_state, **{f"{act}_job": Conflict("job.not_running")})
    [note] = await tab.fire(act, job)
    assert (note.what, note.tone) == ("error.job.not_running", "error")
    [note] = await tab.fire(act, "../7")
    assert note.what == "error.not_found"
