"""What the panel of facts shows: for every version at once, by the rights of who looks."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.unit.tab import Tab, signed_in, stands_in
from videoplanet.pages.review import facts_state
from videoplanet.pages.review import state as review_state
from videoplanet.pages.review.facts_state import FactsState
from videoplanet.pages.review.state import ReviewState
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.security.principal import Principal

GROUPS = {"v1": [{"name": "picture", "facts": []}]}


def in_room(share_token: str = "") -> Tab[FactsState]:
    tab = Tab(FactsState)
    room = tab.of(ReviewState)
    room.video_id, room.share_token = str(uuid4()), share_token
    return tab


async def test_a_members_panel_is_read_as_the_member(monkeypatch: pytest.MonkeyPatch) -> None:
    who = signed_in(monkeypatch, review_state)
    asked = stands_in(monkeypatch, facts_state, facts_of_versions=GROUPS)["facts_of_versions"].asked
    tab = in_room()
    assert await tab.fire("read") == []
    assert tab.state.facts == GROUPS
    assert [principal for principal, _ in asked] == [who]


async def test_a_guests_panel_is_read_as_the_guest_of_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    guest = Principal("guest", uuid4(), uuid4(), "민서", share_id=uuid4())
    by_link = stands_in(monkeypatch, review_state, authenticate_headers=guest)["authenticate_headers"]
    asked = stands_in(monkeypatch, facts_state, facts_of_versions=GROUPS)["facts_of_versions"].asked
    await in_room("token").fire("read")
    assert by_link.named == [{"share_token": "token"}]
    assert [principal for principal, _ in asked] == [guest]


async def test_before_the_room_is_known_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = stands_in(monkeypatch, facts_state, facts_of_versions=GROUPS)["facts_of_versions"].asked
    await Tab(FactsState).fire("read")
    assert asked == []


async def test_when_the_database_is_away_what_was_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, facts_state, facts_of_versions=Unavailable())
    tab = in_room()
    tab.state.facts = GROUPS
    [answer] = await tab.fire("read")
    assert (answer.kind, answer.tone) == ("toast", "error")
    assert tab.state.facts == GROUPS


async def test_whose_right_is_over_sees_nothing_and_the_room_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, facts_state, facts_of_versions=NotFound())
    tab = in_room()
    tab.state.facts = GROUPS
    assert await tab.fire("read") == []
    assert tab.state.facts == {}
