"""The films page: as many as were asked for, by words, and whether some project takes new ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.shown import a_card, a_project
from tests.unit.tab import Answer, Tab, signed_in, signed_out, stands_in
from videoplanet.entities.access.policy import allows
from videoplanet.entities.project.model import Role
from videoplanet.entities.video.search import LONGEST_QUERY
from videoplanet.pages.videos import state as videos_state
from videoplanet.pages.videos.state import PAGE, VideosState
from videoplanet.shared.errors import Unavailable

MANY = [a_card() for _ in range(PAGE * 3)]


def asks(monkeypatch: pytest.MonkeyPatch, *projects: Any) -> Any:
    signed_in(monkeypatch, videos_state)
    return stands_in(
        monkeypatch,
        videos_state,
        recent_films=lambda _who, count, _words: MANY[:count],
        list_projects=lambda _who, *, may, limit: SimpleNamespace(
            items=[each for each in projects if allows(each.role, may) and not each.archived][:limit]
        ),
    )["recent_films"]


async def test_films_come_a_page_at_a_time_and_stay_when_they_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(monkeypatch)
    tab = Tab(VideosState, "/videos")
    await tab.fire("open")
    assert (len(tab.state.films), tab.state.has_more, tab.state.is_loaded) == (PAGE, True, True)
    await tab.fire("load_more")
    await tab.fire("load_more")
    assert (len(tab.state.films), tab.state.has_more) == (PAGE * 3, False)
    await tab.fire("load")
    assert len(tab.state.films) == PAGE * 3


async def test_the_address_and_the_box_say_what_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asks(monkeypatch)
    tab = Tab(VideosState, "/videos?q=prores")
    await tab.fire("open")
    assert (tab.state.words, asked.asked[-1][2]) == ("prores", "prores")
    await tab.fire("load_more")
    await tab.fire("search", "4k")
    assert (tab.state.words, asked.asked[-1][1:], len(tab.state.films)) == ("4k", (PAGE + 1, "4k"), PAGE)
    await tab.fire("search", "x" * (LONGEST_QUERY + 1))
    assert len(tab.state.words) == LONGEST_QUERY


@pytest.mark.parametrize(
    ("projects", "may"),
    [
        ((), False),
        ((a_project(role=Role.VIEWER),), False),
        ((a_project(archived=True),), False),
        ((a_project(role=Role.REVIEWER), a_project(role=Role.EDITOR)), True),
    ],
)
async def test_a_film_may_be_sent_where_some_project_takes_one(
    monkeypatch: pytest.MonkeyPatch, projects: Any, may: bool
) -> None:
    asks(monkeypatch, *projects)
    tab = Tab(VideosState, "/videos")
    await tab.fire("open")
    assert tab.state.may_upload is may


async def test_failures_and_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    asks(monkeypatch)
    stands_in(monkeypatch, videos_state, recent_films=Unavailable())
    tab = Tab(VideosState, "/videos")
    assert await tab.fire("load") == []
    assert (tab.state.failure, tab.state.is_loaded) == ("unavailable", False)
    signed_out(monkeypatch, videos_state)
    assert await tab.fire("load") == [Answer("go", "/sign-in?next=/videos")]
