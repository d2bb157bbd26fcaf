"""The region of the page where toasts appear; one a page, put there by the app."""

import reflex as rx
from reflex_base.vars.base import Var
from reflex_components_lucide.icon import LUCIDE_LIBRARY

import videoplanet.shared.ui.covering  # noqa: F401 - ships what `toast.js` imports
from videoplanet.shared.ui.packages import BASE_UI
from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.toast.state import ToastNote, ToastState


class ToastRegion(rx.Component):
    """Shows each note once, reads it out and lets it be closed."""

    library = shipped("toast.js", __name__)
    tag = "ToastRegion"
    lib_dependencies: list[str] = [BASE_UI, LUCIDE_LIBRARY]  # noqa: RUF012 - Reflex copies a field's default

    notes: Var[list[ToastNote]]


def toast_region() -> rx.Component:
    """The region, fed by :class:`ToastState`."""
    return ToastRegion.create(notes=ToastState.notes)
