"""A program that opens a page's socket and fires whatever it likes at every handler: nothing fails unforeseen."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import get_annotations
from pkgutil import walk_packages
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext

from tests.integration.live_site import LIVE_STATE
from tests.integration.people import Person
from tests.integration.reflex_page import ReflexPage
from tests.integration.review import Review, review
from tests.integration.socket_client import SocketClient
from videoplanet import features, pages, widgets
from videoplanet.app.page_events import SETS_ANY_VAR, _signature, require_fitting
from videoplanet.pages.project.state import ProjectState
from videoplanet.pages.review.state import ReviewState
from videoplanet.shared import ui
from videoplanet.shared.errors import Invalid
from videoplanet.shared.security.cookies import access_cookie
from videoplanet.shared.ui.toast.state import ToastState
from videoplanet.widgets.share_dialog.state import ShareState

TOASTS = ToastState.get_full_name()
WRONG_TYPES: list[Any] = [None, 1, 1.5, True, [], ["a"], {}, {"a": 1}, "a\0b", "\ud83d", {"a": {"b": ["\0"]}}, 2**70]
HOSTILE_TEXTS = [
    "",
    "x",
    "\u202e",
    "가" * 4500,  # two forms of these still fit into one packet
    "../..",
    "%00",
    "9999-12-31",
    "0001-01-01",
    "1" * 400,
    "[" * 500,
    "hand_over",
]
HOSTILE_FORM_VALUES: list[Any] = [None, True, *HOSTILE_TEXTS]
FORM_VALUES_OF_NO_FORM: list[Any] = [7, -1.5, ["a"], [], {"a": "b"}]
FIELDS = [
    *("name", "email", "password", "role", "client", "manager", "description", "colour", "starts_on", "expires_on"),
    *("time_zone", "allow_download", "allow_upload", "agree_terms", "agree_privacy", "agree_marketing", "code"),
]
ON_PURPOSE = ("kit_state.fail",)


for package in (features, pages, ui, widgets):  # before the first page is opened: its tree has every State
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
HANDLERS = [name for name in RegistrationContext.get().event_handlers if not name.endswith((SETS_ANY_VAR, *ON_PURPOSE))]


async def opened(site: str, somebody: Person) -> ReflexPage:
    return await ReflexPage.open(site, cookie=f"{access_cookie()}={somebody.tokens.access_token}")


def notes(page: ReflexPage) -> list[str]:
    return [note["key"] for shown in page.of(TOASTS, "notes") for note in shown]


async def settled(page: ReflexPage, mark: str) -> None:
    """Wait until everything fired before was answered; twice, since a failure's note is an event of its own."""
    for turn in ("one", "two"):
        await page.fire(f"{TOASTS}.show", kind="info", key=f"{mark}.{turn}", params="{}")
        await page.until(lambda turn=turn: f"{mark}.{turn}" in notes(page), seconds=60)  # type: ignore[misc]


class Failures(list[str]):
    """What nobody foresaw, in place of the log."""

    def error(self, event: str, *, exc_info: Exception) -> None:
        """Keep one."""
        self.append(f"{event}: {exc_info!r}")


@pytest.fixture(autouse=True)
def nothing_unforeseen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No event here fails in a way that nobody foresaw."""
    failures = Failures()
    monkeypatch.setattr("videoplanet.app.unexpected.log", failures)
    yield
    assert failures == []


@pytest.fixture
async def film() -> Review:
    return await review()


def test_there_is_no_state_whose_handlers_are_not_looked_at() -> None:
    assert len(HANDLERS) > 60
    for state in (ProjectState, ReviewState, ShareState, ToastState):
        assert any(name.startswith(f"{state.get_full_name()}.") for name in HANDLERS)


async def test_arguments_of_wrong_types_run_nothing(site: str, film: Review) -> None:
    page = await opened(site, film.owner)
    for name in HANDLERS:
        parameters, _ = _signature(RegistrationContext.get().event_handlers[name].handler)
        for wrong in WRONG_TYPES:
            await page.send({"name": name, "payload": {**dict.fromkeys(parameters, wrong), "nobody": wrong}})
        await page.send({"name": name, "payload": {"nobody": 1}})
    await settled(page, "wrong")
    assert set(notes(page)) <= {"error.field.invalid", "wrong.one", "wrong.two"}


@pytest.mark.parametrize("value", HOSTILE_TEXTS)
async def test_texts_that_mean_nothing_are_refused_in_words(site: str, film: Review, value: str) -> None:
    page = await opened(site, film.owner)
    for name in HANDLERS:
        parameters, types = _signature(RegistrationContext.get().event_handlers[name].handler)
        if not parameters or "sign_up_state.rate" in name:
            continue
        payload = {one: True if "bool" in str(types[one]) else value for one in parameters}
        forms = [one for one in parameters if "dict" in str(types[one])]
        for one in forms:
            payload[one] = {} if one == "vars" else dict.fromkeys(FIELDS, value)  # type: ignore[assignment]
        await page.fire(name, **payload)
    await settled(page, "text")


async def test_forms_of_any_values_are_refused_in_words(site: str, film: Review) -> None:
    page = await opened(site, film.owner)
    for name in HANDLERS:
        parameters, types = _signature(RegistrationContext.get().event_handlers[name].handler)
        forms = [one for one in parameters if "dict" in str(types[one]) and one != "vars"]
        for value in HOSTILE_FORM_VALUES if forms else []:
            await page.fire(name, **{one: dict.fromkeys(FIELDS, value) for one in forms})
    await settled(page, "form")


@pytest.mark.parametrize("value", FORM_VALUES_OF_NO_FORM, ids=str)
def test_forms_hold_texts_and_ticks_only(value: Any) -> None:
    taken = 0
    for name in HANDLERS:
        hints = get_annotations(RegistrationContext.get().event_handlers[name].handler.fn, eval_str=True)
        forms = [one for one, hint in hints.items() if hint == dict[str, Any] and one != "vars"]
        if len(forms) == 1 and set(hints) - {"return"} == set(forms):
            require_fitting(name, {forms[0]: {"name": "글", "agree_terms": True, "other": None}})
            with pytest.raises(Invalid):
                require_fitting(name, {forms[0]: {"name": value}})
            taken += 1
    assert taken >= 5


async def test_what_is_no_event_is_passed_over(site: str, film: Review) -> None:
    page = await opened(site, film.owner)
    load = f"{ProjectState.get_full_name()}.load"
    no_events: list[list[Any]] = [
        [],
        [None],
        ["text"],
        [1],
        [[]],
        [{}],
        [{}, {}],
        [{"name": 1}],
        [{"name": load, "payload": []}],
    ]
    for data in no_events:
        await page.send(*data)
    no_places: list[Any] = [
        [],
        1,
        {"pathname": 1},
        {"asPath": "http://["},
        {"asPath": "//["},
        {"query": []},
        {"query": {"a": 1}},
        {"query": {"a": "\0"}},
    ]
    for place in no_places:
        await page.send({"name": load, "payload": {}, "router_data": place})
    await page.send({"name": "nobody.knows", "payload": {}})
    await page.send(
        {"name": f"{LIVE_STATE}{SETS_ANY_VAR}", "payload": {"var_name": "operation", "value": {"type": "x"}}}
    )
    await settled(page, "none")
    assert page.of(LIVE_STATE, "operation") == []


async def test_frames_of_wrong_types_are_answered_in_words(site: str, film: Review) -> None:
    client = await SocketClient.open(site, f"feedback/{film.video_id}", film.owner)
    whole = {"version": 1, "body": "색이 튑니다"}
    right: list[Any] = [("version", 1), ("frame_in", 1), ("tags", []), ("tags", ["a"]), ("drawing", [])]
    for wrong in WRONG_TYPES[1:]:
        for key in ("version", "body", "frame_in", "kind", "tags", "assignee_id", "drawing", "id"):
            if (key, wrong) not in right or wrong is True:
                await client.send("comment.new", {**whole, key: wrong})
        await client.send("presence.update", {"frame": wrong, "typing": wrong})
        await client.send("sync.request", {"after": wrong})
    for text in (
        '{"type": 1}',
        "[]",
        "1",
        '"\\ud83d"',
        '{"type": "ping", "id": "\\ud83d"}',
        '{"type": "ping", "payload": []}',
    ):
        await client.socket.send(text)
    await client.settled()
    assert {one["payload"]["code"] for one in client.of("error")} <= {"invalid", "frame.invalid", "frame.unknown_type"}
    assert client.of("comment.new") == []
