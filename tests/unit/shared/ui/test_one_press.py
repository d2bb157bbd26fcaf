"""A double click makes one thing, in every form that makes something."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import reflex as rx

from videoplanet.pages.project import invitations_state
from videoplanet.pages.project.invitations import invite_dialog
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.projects import state as projects_state
from videoplanet.pages.projects.new_project import new_project_dialog
from videoplanet.pages.projects.state import ProjectsState
from videoplanet.pages.review import guest_state
from videoplanet.pages.review.guest_door import guest_door
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.shared.errors import Invalid
from videoplanet.shared.ui import one_press
from videoplanet.shared.ui.one_press import OnePress, press_field
from videoplanet.widgets.share_dialog import state as share_state
from videoplanet.widgets.share_dialog.state import ShareState
from videoplanet.widgets.share_dialog.ui import share_button

OPENED_BY: dict[Any, str] = {ShareState: "set_open", ProjectsState: "set_creating", InvitationsState: "set_inviting"}
DIALOGS: list[tuple[type[Any], str, Any, str, Callable[[], rx.Component]]] = [
    (ShareState, "create", share_state, "create_share", lambda: share_button("")),
    (ProjectsState, "create", projects_state, "create_project", new_project_dialog),
    (InvitationsState, "invite", invitations_state, "invite", invite_dialog),
]


class Making:
    """Stands for the use case: counts what it makes."""

    def __init__(self, *, refuses: int = 0) -> None:
        self.made = 0
        self.refuses = refuses

    async def __call__(self, *_given: Any, **_named: Any) -> Any:
        if self.refuses:
            self.refuses -= 1
            raise Invalid("field.invalid", field="name")
        self.made += 1
        return SimpleNamespace(id=uuid4(), email="a@example.com")


def says_which_press(form: rx.Component, state_class: type[OnePress]) -> bool:
    """Whether what is drawn has the hidden field that says with which count the form was shown."""
    return str(press_field(state_class)) in str(form)


async def nothing(*_given: Any, **_named: Any) -> Any:
    return SimpleNamespace()


def page(monkeypatch: pytest.MonkeyPatch, state_class: type[Any], module: Any, use_case: str, making: Making) -> Any:
    monkeypatch.setattr(module, use_case, making)
    monkeypatch.setattr(module, "acting_principal", nothing)
    for reading in ("_load", "_read"):
        if hasattr(state_class, reading):
            monkeypatch.setattr(state_class, reading, nothing)
    state = state_class(_reflex_internal_init=True)
    for name in ("_video_id", "_project_id"):
        if hasattr(state, name):
            setattr(state, name, str(uuid4()))
    return state


async def press(state: Any, handler: str, shown: int) -> None:
    form = {"press": str(shown), "name": "봄", "email": "a@example.com", "role": "reviewer"}
    steps: AsyncIterator[Any] = getattr(type(state), handler).fn(state, form)
    async for _ in steps:
        pass


@pytest.mark.parametrize(("state_class", "handler", "module", "use_case", "ui"), DIALOGS)
async def test_two_presses_make_one(
    monkeypatch: pytest.MonkeyPatch,
    state_class: type[Any],
    handler: str,
    module: Any,
    use_case: str,
    ui: Callable[[], rx.Component],
) -> None:
    making = Making()
    state = page(monkeypatch, state_class, module, use_case, making)
    await press(state, handler, 0)
    await press(state, handler, 0)  # it was sent before the page knew
    await press(state, handler, 1)  # it was sent at once after
    assert making.made == 1
    monkeypatch.setattr(one_press, "DOUBLE_PRESS_SECONDS", 0.0)
    await press(state, handler, 0)
    assert making.made == 1
    await press(state, handler, 1)
    assert making.made == 2
    assert says_which_press(ui(), state_class)


@pytest.mark.parametrize(("state_class", "handler", "module", "use_case"), [dialog[:-1] for dialog in DIALOGS])
async def test_a_form_that_is_opened_again_makes_another_at_once(
    monkeypatch: pytest.MonkeyPatch, state_class: type[Any], handler: str, module: Any, use_case: str
) -> None:
    making = Making()
    state = page(monkeypatch, state_class, module, use_case, making)
    await press(state, handler, 0)
    await getattr(type(state), OPENED_BY[state_class]).fn(state, True)
    await press(state, handler, 1)
    assert making.made == 2


@pytest.mark.parametrize(("state_class", "handler", "module", "use_case"), [dialog[:-1] for dialog in DIALOGS])
async def test_what_was_refused_is_pressed_again(
    monkeypatch: pytest.MonkeyPatch, state_class: type[Any], handler: str, module: Any, use_case: str
) -> None:
    making = Making(refuses=1)
    state = page(monkeypatch, state_class, module, use_case, making)
    await press(state, handler, 0)
    assert making.made == 0
    await press(state, handler, 0)
    assert making.made == 1


async def test_a_visitor_who_presses_twice_is_one_guest(monkeypatch: pytest.MonkeyPatch) -> None:
    making = Making()
    monkeypatch.setattr(guest_state, "acting_visitor", nothing)
    monkeypatch.setattr(GuestDoorState, "_opened", making)
    state = GuestDoorState(_reflex_internal_init=True)  # type: ignore[call-arg]
    for shown in (0, 0, 1):
        await press(state, "enter", shown)
    assert making.made == 1
    assert says_which_press(guest_door(), GuestDoorState)
