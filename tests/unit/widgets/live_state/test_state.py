"""Pages enter and leave rooms by their socket; what is heard there never lies on the server."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.tab import Tab, UseCase, somebody, stands_in
from videoplanet.shared.errors import NotFound
from videoplanet.widgets.live_state import state as live_state
from videoplanet.widgets.live_state.state import LiveState, join_project_room, join_video_room, leave_room


@pytest.fixture
def viewers(monkeypatch: pytest.MonkeyPatch) -> Any:
    found: Any = SimpleNamespace(join=UseCase(), leave_room=UseCase(), leave_page=UseCase())
    monkeypatch.setattr(live_state, "_viewers", [found])
    return found


async def test_a_page_that_is_left_hears_nothing_more(viewers: Any) -> None:
    tab = Tab(LiveState)
    await tab.fire("leave")
    assert viewers.leave_page.asked == [("socket-1",)]
    assert (tab.state.operation, tab.state.presence, tab.state.personal) == ({}, {}, {})


@pytest.mark.parametrize(
    ("join", "follows"), [(join_video_room, "follow_video"), (join_project_room, "follow_project")]
)
async def test_a_page_enters_a_room_once_it_is_known_that_it_may(
    monkeypatch: pytest.MonkeyPatch, viewers: Any, join: Callable[..., Any], follows: str
) -> None:
    who, where, following = somebody(), uuid4(), object()
    asked = stands_in(monkeypatch, live_state, **{follows: following})[follows]
    await join("socket-1", who, where)
    assert (asked.asked, viewers.join.asked) == ([(who, where)], [("socket-1", who, following)])
    stands_in(monkeypatch, live_state, **{follows: NotFound()})
    with pytest.raises(NotFound):
        await join("socket-2", who, where)
    assert len(viewers.join.asked) == 1


@pytest.mark.parametrize("beside", ["", "compared"])
async def test_a_page_is_taken_out_of_one_room_only(viewers: Any, beside: str) -> None:
    await leave_room("socket-1", beside=beside)
    assert (viewers.leave_room.asked, viewers.leave_room.named) == ([("socket-1",)], [{"beside": beside}])


async def test_a_room_beside_the_pages_own_is_entered_under_its_name(
    monkeypatch: pytest.MonkeyPatch, viewers: Any
) -> None:
    stands_in(monkeypatch, live_state, follow_video=object())
    await join_video_room("socket-1", somebody(), uuid4())
    await join_video_room("socket-1", somebody(), uuid4(), beside="compared")
    assert viewers.join.named == [{"beside": ""}, {"beside": "compared"}]
