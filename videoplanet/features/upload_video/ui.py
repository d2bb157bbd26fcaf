"""Upload in the browser: buttons that choose films, the place that takes dropped ones, the tray, the storage meter.

What happens there is JavaScript beside this file: `uploads.js` and below it send, `tray.js` and below it show.
"""

from __future__ import annotations

from typing import Literal

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var
from reflex_components_lucide.icon import LUCIDE_LIBRARY

import videoplanet.shared.ui.covering
import videoplanet.shared.ui.gateway
import videoplanet.shared.ui.reached
import videoplanet.shared.ui.size
import videoplanet.shared.ui.time_left  # noqa: F401 - these ship what the tray imports
from videoplanet.shared.ui.button import ButtonSize, ButtonVariant, button_classes
from videoplanet.shared.ui.handler import Text, TextHandler
from videoplanet.shared.ui.headless import TextEvent
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.packages import BASE_UI
from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.text import t

for _name in (
    "drop.js",
    "engine.js",
    "following.js",
    "journey.js",
    "line.js",
    "looks.js",
    "news.js",
    "pace.js",
    "parts.js",
    "picking.js",
    "places.js",
    "put_part.js",
    "question.js",
    "records.js",
    "row_acts.js",
    "rows.js",
    "tab_lock.js",
    "transfer.js",
    "tray.js",
    "tray_row.js",
    "uploads.js",
    "wording.js",
):
    shipped(_name, __name__)

UPLOAD_MODULE = shipped("upload.js", __name__)
STORAGE_MODULE = shipped("storage.js", __name__)

TrayLook = Literal["corner", "header"]


class UploadPlace(rx.Component):
    """Says where films go that are dropped or pasted on the page; draws nothing."""

    library = UPLOAD_MODULE
    tag = "UploadPlace"
    lib_dependencies: list[str] = [BASE_UI, LUCIDE_LIBRARY]  # noqa: RUF012 - Reflex copies a field's default

    kind: Var[str] = field(doc="project, room (a film's), link (a guest's), any (the viewer chooses) or closed.")
    project_id: Var[str] = field(doc="The project.")
    project_name: Var[str] = field(doc="Its name, for people.")
    video_id: Var[str] = field(doc="In a room, the film.")
    video_title: Var[str] = field(doc="Its title, for people.")
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")


class UploadButtonPart(UploadPlace):
    """A button that lets choose films for its place."""

    tag = "UploadButton"
    zone: Var[str] = field(doc="In a room: version or film.")
    label: Var[str] = field(doc="Its accessible name, when its text is hidden.")


class UploadTrayPart(rx.Component):
    """The drop over the page, and the tray when there is something in it."""

    library = UPLOAD_MODULE
    tag = "UploadTray"
    look: Var[str] = field(doc="corner, or header: folded into a button.")
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")


class UploadWatch(rx.Component):
    """Tells when the server has taken a film."""

    library = UPLOAD_MODULE
    tag = "UploadWatch"
    on_arrival: TextEvent = field(doc="Called with the video's id.")


class StorageMeter(rx.Component):
    """How much of a project's storage is used."""

    library = STORAGE_MODULE
    tag = "StorageMeter"
    project_id: Var[str] = field(doc="The project.")
    stamp: Var[int] = field(doc="Changes when there is reason to ask again.")


def upload_button(
    project_id: Text,
    project_name: Text,
    *,
    variant: ButtonVariant = "primary",
    size: ButtonSize = "md",
) -> rx.Component:
    """A button that uploads films as new videos of a project."""
    return UploadButtonPart.create(
        icon("upload", 18),
        t("upload.choose"),
        kind="project",
        project_id=project_id,
        project_name=project_name,
        class_name=button_classes(variant, size),
    )


def upload_anywhere_button(*, size: ButtonSize = "md") -> rx.Component:
    """A button that uploads films to a project that is asked for afterwards, unless there is only one."""
    return UploadButtonPart.create(
        icon("upload", 18), t("upload.choose"), kind="any", class_name=button_classes("primary", size)
    )


def new_version_button(video_id: Text, *, class_name: str | None = None) -> rx.Component:
    """A button that uploads a film as the next version of a video; its page has the video's :func:`room_place`."""
    return UploadButtonPart.create(
        icon("upload", 16),
        t("upload.new_version"),
        kind="room",
        zone="version",
        video_id=video_id,
        class_name=class_name or button_classes("secondary", "sm"),
    )


def guest_upload_button(project_id: Text, share_token: Text) -> rx.Component:
    """A button with which a guest sends films through a link that allows it; on phones its icon alone."""
    return UploadButtonPart.create(
        icon("upload", 16),
        rx.el.span(t("upload.choose"), class_name="max-sm:hidden"),
        kind="link",
        project_id=project_id,
        share_token=share_token,
        label=t("upload.choose"),
        class_name=button_classes("secondary", "sm"),
    )


def project_place(project_id: Text, project_name: Text) -> rx.Component:
    """Films dropped on this page go to this project."""
    return UploadPlace.create(kind="project", project_id=project_id, project_name=project_name)


def room_place(*, project_id: Text, project_name: Text, video_id: Text, video_title: Text) -> rx.Component:
    """Films dropped on this page become a new version of this film, or a new film of its project, as the viewer chooses."""
    return UploadPlace.create(
        kind="room", project_id=project_id, project_name=project_name, video_id=video_id, video_title=video_title
    )


def link_place(project_id: Text, share_token: Text) -> rx.Component:
    """Films dropped on this page go to the project of a guest's link."""
    return UploadPlace.create(kind="link", project_id=project_id, share_token=share_token)


def closed_place() -> rx.Component:
    """Films dropped on this page are not taken, and it says so."""
    return UploadPlace.create(kind="closed")


def any_place() -> rx.Component:
    """Films dropped on this page go where their viewer says; a more exact place of the same page comes before it."""
    return UploadPlace.create(kind="any")


def upload_tray(look: TrayLook = "corner", share_token: Text = "") -> rx.Component:
    """Takes films dropped anywhere on the page, and shows what is on its way; one a page.

    Args:
        look: In the corner of the window, or a button of a header that unfolds.
        share_token: On a guest's page, the link's token.
    """
    return UploadTrayPart.create(look=look, share_token=share_token)


def upload_arrivals(on_arrival: TextHandler) -> rx.Component:
    """Calls `on_arrival` with the video's id when the server has taken a film, so that lists can be refreshed."""
    return UploadWatch.create(on_arrival=on_arrival)


def storage_meter(project_id: Text, stamp: Var[int]) -> rx.Component:
    """How much of a project's storage is used, with a warning when it is nearly full; `stamp` changes when to ask again."""
    return StorageMeter.create(project_id=project_id, stamp=stamp)
