"""Keeps the page current while others work in the project."""

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from videoplanet.pages.project.state import ProjectState
from videoplanet.widgets.film_card.live import live_progress
from videoplanet.widgets.live_state.refresh import refresh_by_operations
from videoplanet.widgets.live_state.state import LiveState


def live_refresh() -> rx.Component:
    """Reads the project again when something happens in it, keeps its cards' progress current, leaves its room with the page."""
    return rx.fragment(
        refresh_by_operations(ProjectState.refresh, on_unmount=LiveState.leave),
        live_progress(live_state=LiveState.get_full_name(), live_field=f"operation{FIELD_MARKER}"),
    )
