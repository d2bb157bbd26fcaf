"""What the browser code of a page really sends is an event, on every kind of page."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from videoplanet.app.page_events import _PageEvent


@pytest.mark.parametrize(
    "place",
    [
        {"pathname": "/home", "asPath": "/home", "query": {}},
        {
            "pathname": "/videos/[room_video_id]",
            "asPath": "/videos/1?frame=3",
            "query": {"room_video_id": "1", "frame": "3"},
        },
        {
            "pathname": "/nowhere/at/all",
            "asPath": "/nowhere/at/all?x=1",
            "query": {"x": "1", "splat": ["nowhere", "at", "all"]},
        },
    ],
    ids=["plain", "with values", "a page that does not exist"],
)
def test_the_place_an_event_comes_from_may_be_any_page(place: dict[str, Any]) -> None:
    event = _PageEvent.model_validate({"name": "state.hydrate", "payload": {}, "router_data": place})
    assert event.router_data.query == place["query"]


@pytest.mark.parametrize("query", [{"splat": [1]}, {"splat": {"a": "b"}}, {"x": 1}, ["x"]])
def test_no_other_values_come_from_an_address(query: Any) -> None:
    with pytest.raises(ValidationError):
        _PageEvent.model_validate({"name": "state.hydrate", "router_data": {"query": query}})
