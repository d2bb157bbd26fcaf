"""Base UI, the headless primitives below dialogs, menus, selects, tabs, tooltips and toasts, pinned in one place.

``part("Menu.Popup")`` is one part; one with properties of its own is a subclass (``tag = "Menu.Item"``). The kit's own functions
compose the parts; pages use those.
"""

from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar, cast, overload

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

from videoplanet.shared.ui.packages import BASE_UI


class Part(rx.Component):
    """One part of a Base UI component; takes classes, children and any other prop of the part."""

    lib_dependencies: list[str] = [BASE_UI]  # noqa: RUF012 - Reflex copies a field's default for each component


PartT = TypeVar("PartT", bound=Part)


@overload
def part(name: str) -> type[Part]: ...


@overload
def part(name: str, kind: type[PartT]) -> type[PartT]: ...


def part(name: str, kind: type[Part] = Part) -> type[Part]:
    """A part with no properties but those of its kind: ``part("Menu.Popup")`` is Base UI's ``Menu.Popup``."""
    library = f"{BASE_UI}/{name.partition('.')[0].lower()}"
    made = type(name.replace(".", ""), (kind,), {"__module__": __name__, "library": library, "tag": name})
    return cast("type[Part]", made)


def flag_event(open_: rx.Var[bool]) -> tuple[rx.Var[bool]]:
    """Passes on the first argument of ``onOpenChange``; the second is a browser event."""
    return (open_,)


def text_event(value: rx.Var[str]) -> tuple[rx.Var[str]]:
    """Passes on the first argument of ``onValueChange``; the second is a browser event."""
    return (value,)


if TYPE_CHECKING:
    FlagEvent: TypeAlias = rx.EventHandler
    TextEvent: TypeAlias = rx.EventHandler
else:
    FlagEvent = rx.EventHandler[flag_event]
    TextEvent = rx.EventHandler[text_event]


class OpenablePart(Part):
    """A root that opens and closes; without ``open`` it looks after itself."""

    open: Var[bool] = field(doc="Whether it is open.")
    default_open: Var[bool] = field(doc="Whether it is open at first, when ``open`` is not given.")
    modal: Var[bool] = field(doc="Whether the page behind is out of reach while it is open.")
    on_open_change: FlagEvent = field(doc="Asked to open or close.")


class PortalPart(Part):
    """Puts its content elsewhere on the page."""

    container: Var[object] = field(doc="A ref of the element it goes into, instead of the end of the page.")


class PopupPart(Part):
    """A box that takes the focus."""

    final_focus: Var[object] = field(
        doc="JavaScript: how it was closed (``keyboard`` …) to whether the focus goes back to what opened it."
    )


class PositionerPart(Part):
    """Places a popup beside its trigger."""

    side: Var[str] = field(doc="top, right, bottom or left.")
    align: Var[str] = field(doc="start, center or end.")
    side_offset: Var[int] = field(doc="Distance from the trigger in pixels.")
    position_method: Var[str] = field(doc="absolute: it moves with the page; fixed: it stays, as its trigger does.")


class TriggerPart(Part):
    """The element that opens a popup; a button unless ``render`` says otherwise."""

    render_: Var[object] = field(doc="The element to be instead of a button.")
    disabled: Var[bool] = field(doc="Whether it can be used.")
    delay: Var[int] = field(doc="Time before a tooltip opens, in milliseconds.")

    _rename_props: ClassVar[dict[str, str]] = {"render_": "render"}
