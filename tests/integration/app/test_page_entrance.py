"""A page comes in by one event: what it is told is what Reflex's chain of events tells, and its state is taken once."""

from __future__ import annotations

from typing import Any

import pytest
from reflex.istate.manager import StateManager
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor

from tests.integration.live_site import APPS, DESK, ReviewDesk
from tests.integration.reflex_page import ReflexPage
from videoplanet.shared.live.page_entrance import FIRST_EVENT, LOADS
from videoplanet.shared.ui.toast.state import ToastState

ROOT = "reflex___state____state"


class Entrance:
    """What happened while a page came in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken: list[str] = []
        self._patch = monkeypatch
        manager = type(APPS[0].state_manager)
        take = manager.modify_state_with_links

        def counted(manager: StateManager, token: Any, *more: Any, **context: Any) -> Any:
            if context.get("event") is not None:
                self.taken.append(context["event"].name)
            return take(manager, token, *more, **context)

        monkeypatch.setattr(manager, "modify_state_with_links", counted)

    async def page(self, site: str, *loads: Any) -> ReflexPage:
        self._patch.setitem(APPS[0]._load_events, "404", list(loads))
        page = await ReflexPage.open(site, loads=True)
        await page.until(lambda: hydrated(page)[-1:] == [True])
        return page


def hydrated(page: ReflexPage) -> list[bool]:
    return [
        delta[ROOT]["is_hydrated_rx_state_"] for delta in page.deltas if "is_hydrated_rx_state_" in delta.get(ROOT, {})
    ]


@pytest.fixture
def entrance(site: str, monkeypatch: pytest.MonkeyPatch) -> Entrance:
    return Entrance(monkeypatch)


async def test_a_page_with_two_loads_takes_its_state_once(site: str, entrance: Entrance) -> None:
    page = await entrance.page(site, ReviewDesk.keep("first"), ReviewDesk.keep("second"))
    assert entrance.taken == [FIRST_EVENT]
    assert page.of(DESK, "refusal") == ["first", "second"]
    assert hydrated(page) == [False, True], "it is not loaded before all is done"
    assert DESK in page.deltas[0], "the whole state comes first"
    assert page.deltas[0][DESK]["refusal_rx_state_"] == ""


async def test_what_was_loaded_is_kept(site: str, entrance: Entrance) -> None:
    page = await entrance.page(site, ReviewDesk.keep("kept"))
    await page.fire(f"{DESK}.show")
    await page.until(lambda: page.of(DESK, "refusal")[-1:] == ["kept: kept"])


async def test_a_page_without_loads_is_there_at_once(site: str, entrance: Entrance) -> None:
    page = await entrance.page(site)
    assert (entrance.taken, hydrated(page)[-1]) == ([FIRST_EVENT], True)


async def test_a_load_that_fails_is_told_and_the_others_are_done(site: str, entrance: Entrance) -> None:
    page = await entrance.page(site, ReviewDesk.fail, ReviewDesk.keep("done"))
    assert page.of(DESK, "refusal") == ["done"]
    assert hydrated(page) == [False, True]
    await page.until(lambda: any(ToastState.get_full_name() in delta for delta in page.deltas[1:]))


async def test_what_works_beside_the_page_is_left_to_reflex(site: str, entrance: Entrance) -> None:
    page = await entrance.page(site, ReviewDesk.work)
    await page.until(lambda: page.of(DESK, "refusal") == ["worked"])
    assert entrance.taken[:2] == [FIRST_EVENT, LOADS]


def test_what_the_entrance_relies_upon_is_there() -> None:
    processor = APPS[0].event_processor
    assert isinstance(processor, BaseStateEventProcessor)
    assert {"_execute_event", "_handle_backend_exception"} <= set(dir(processor))
    assert "_execute_event" in vars(processor), "the processor has taken ours"
