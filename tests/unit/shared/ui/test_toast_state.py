"""Toasts as state."""

from __future__ import annotations

import json
from typing import Any

from videoplanet.shared.errors import TooManyRequests
from videoplanet.shared.ui.toast.state import KEPT_NOTES, ToastState, error_toast, toast


def arguments(spec: object) -> list[str]:
    """The literal arguments of an event."""
    return [json.loads(str(value)) for _, value in spec.args]  # type: ignore[attr-defined]


def test_a_toast_carries_key_and_parameters_for_the_browser() -> None:
    kind, key, params = arguments(toast("success", "kit.saved", name='지우 "J"'))
    assert (kind, key) == ("success", "kit.saved")
    assert json.loads(params) == {"name": '지우 "J"'}


def test_an_expected_failure_becomes_its_own_words() -> None:
    kind, key, params = arguments(error_toast(TooManyRequests(30)))
    assert (kind, key) == ("error", "error.too_many_requests")
    assert json.loads(params) == {"seconds": 30}


def test_what_can_be_taken_back_carries_the_event_that_does_it() -> None:
    spec: Any = ToastState.show("info", "kit.saved", '{"n": 1}')  # any event of any State
    *_, undo = arguments(toast("success", "kit.saved", undo=spec, name="지우"))
    event = json.loads(undo)
    assert event["name"].endswith(".show")
    assert event["payload"] == {"kind": "info", "key": "kit.saved", "params": '{"n": 1}'}


async def test_the_latest_notes_are_kept_each_with_its_own_id() -> None:
    state = ToastState(_reflex_internal_init=True)  # type: ignore[call-arg]
    for number in range(KEPT_NOTES + 2):
        await ToastState.show.fn(state, "info", "kit.presses", json.dumps({"count": number}), "")
    assert [json.loads(note["params"])["count"] for note in state.notes] == list(range(2, KEPT_NOTES + 2))
    assert len({note["id"] for note in state.notes}) == KEPT_NOTES
