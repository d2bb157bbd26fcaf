"""The shell, fed by `ViewerState`: what signed-in pages put around themselves."""

from __future__ import annotations

import reflex as rx

from videoplanet.features.upload_video.ui import any_place, upload_tray
from videoplanet.shared.ui.handler import Text
from videoplanet.widgets.shell.ui import MenuEntry, shell
from videoplanet.widgets.shell.viewer import ViewerState


def signed_in(
    *content: rx.Component, title: Text | rx.Component, active: MenuEntry = "", actions: rx.Component | None = None
) -> rx.Component:
    """A signed-in page; its `on_load` calls `open_page`. Arguments as for `shell`."""
    return shell(
        any_place(),
        *content,
        upload_tray(),
        title=title,
        active=active,
        actions=actions,
        user_name=ViewerState.name,
        user_email=ViewerState.email,
        on_sign_out=ViewerState.sign_out,
        recent=ViewerState.recent,
        is_staff=ViewerState.is_staff,
    )
