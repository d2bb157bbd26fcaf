"""The home page shows what waits: films, projects, and how much is open."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.shown import a_card, a_project
from tests.unit.tab import Answer, Tab, signed_in, signed_out, stands_in
from videoplanet.entities.overview.workload import Workload
from videoplanet.pages.home import state as home_state
from videoplanet.pages.home.state import HomeState
from videoplanet.shared.errors import Unavailable


def listed(*projects: Any) -> Any:
    return SimpleNamespace(items=list(projects), next_cursor=None)


async def test_what_waits_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, home_state)
    asked = stands_in(
        monkeypatch, home_state, recent_films=[a_card()], list_projects=listed(a_project()), my_workload=Workload(1, 3, 2, 8)
    )  # fmt: skip
    tab = Tab(HomeState, "/home")
    assert await tab.fire("load") == []
    shown = tab.state
    assert (shown.is_loaded, len(shown.films), len(shown.projects)) == (True, 1, 1)
    assert (shown.project_count, shown.open_comments, shown.phases_percent) == (1, 3, 25)
    assert (shown.has_archived, len(asked["list_projects"].asked)) == (False, 1)


@pytest.mark.parametrize("archived", [(), (a_project(archived=True),)])
async def test_without_a_running_project_it_is_said_whether_some_are_in_the_archive(
    monkeypatch: pytest.MonkeyPatch, archived: Any
) -> None:
    signed_in(monkeypatch, home_state)
    stands_in(
        monkeypatch, home_state, recent_films=[], my_workload=Workload(0, 0, 0, 0),
        list_projects=lambda *_, archived=False, answer=archived, **__: listed(*(answer if archived else ())),
    )  # fmt: skip
    tab = Tab(HomeState, "/home")
    await tab.fire("load")
    assert (tab.state.has_archived, tab.state.phases_percent) == (bool(archived), 0)


async def test_nobody_is_sent_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, home_state)
    assert await Tab(HomeState, "/home").fire("load") == [Answer("go", "/sign-in?next=/home")]


async def test_a_failure_is_shown_and_gone_once_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, home_state)
    stands_in(
        monkeypatch, home_state, recent_films=Unavailable(), list_projects=listed(), my_workload=Workload(0, 0, 0, 0)
    )
    tab = Tab(HomeState, "/home")
    await tab.fire("load")
    assert (tab.state.failure, tab.state.is_loaded) == ("unavailable", False)
    stands_in(monkeypatch, home_state, recent_films=[])
    await tab.fire("load")
    assert (tab.state.failure, tab.state.is_loaded) == ("", True)
