"""Upload in the browser: buttons that choose films, the place that takes dropped ones, the tray, the storage meter."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

from videoplanet.features.upload_video.files import film_field
from videoplanet.features.upload_video.overlay import drop_overlay
from videoplanet.features.upload_video.storage import storage_line
from videoplanet.features.upload_video.store import UPLOAD_MODULE
from videoplanet.features.upload_video.tray import TrayLook, upload_list
from videoplanet.shared.ui.button import ButtonSize, ButtonVariant, button_classes
from videoplanet.shared.ui.handler import Flag, Text, TextHandler
from videoplanet.shared.ui.headless import TextEvent
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.later import Later, compiled
from videoplanet.shared.ui.published import heard, hooked
from videoplanet.shared.ui.text import t


class UploadPlace(rx.Component):
    """Says where films go that are dropped or pasted on the page; draws nothing."""

    library = UPLOAD_MODULE
    tag = "UploadPlace"

    kind: Var[str] = field(doc="project, room (a film's), link (a guest's), any (the viewer chooses) or closed.")
    project_id: Var[str] = field(doc="The project.")
    project_name: Var[str] = field(doc="Its name, for people.")
    video_id: Var[str] = field(doc="In a room, the film.")
    video_title: Var[str] = field(doc="Its title, for people.")
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")


class UploadWatch(rx.Component):
    """Tells when the server has taken a film."""

    library = UPLOAD_MODULE
    tag = "UploadWatch"
    on_arrival: TextEvent = field(doc="Called with the video's id.")


class UploadList(Later):
    """The tray itself."""

    library, tag = compiled(upload_list)
    look: Var[str] = field(doc="corner, or header.")


def upload_button(
    project_id: Text,
    project_name: Text,
    *,
    variant: ButtonVariant = "primary",
    size: ButtonSize = "md",
) -> rx.Component:
    """A button that uploads films as new videos of a project."""
    return _button(
        icon("upload", 18),
        t("upload.choose"),
        goes={"films": "project", "project-id": project_id, "project-name": project_name},
        is_early=Var.create(project_id) == "",
        class_name=button_classes(variant, size),
    )


def upload_anywhere_button(*, size: ButtonSize = "md") -> rx.Component:
    """A button that uploads films to a project that is asked for afterwards, unless there is only one."""
    return _button(
        icon("upload", 18),
        t("upload.choose"),
        goes={"films": "any"},
        class_name=button_classes("primary", size),
    )


def new_version_button(video_id: Text, *, class_name: str | None = None) -> rx.Component:
    """A button that uploads a film as the next version of a video; its page has the video's :func:`room_place`."""
    return _button(
        icon("upload", 16),
        t("upload.new_version"),
        goes={"films": "room", "goes-to": "version"},
        several=False,
        is_early=Var.create(video_id) == "",
        class_name=class_name or button_classes("secondary", "sm"),
    )


def guest_upload_button(project_id: Text, share_token: Text) -> rx.Component:
    """A button with which a guest sends films through a link that allows it; on phones its icon alone."""
    return _button(
        icon("upload", 16),
        rx.el.span(t("upload.choose"), class_name="max-sm:hidden"),
        goes={"films": "link", "project-id": project_id, "share-token": share_token},
        is_early=Var.create(project_id) == "",
        class_name=button_classes("secondary", "sm"),
        aria_label=t("upload.choose"),
    )


def _button(
    *look: rx.Component | Text,
    goes: dict[str, Text],
    class_name: str,
    several: bool = True,
    is_early: Flag = False,
    **attributes: Any,
) -> rx.Component:
    """A button for films; its data say where they go, and it waits while that is not known."""
    return rx.el.button(
        *look,
        film_field(t("upload.choose"), several=several, on_change=heard(UPLOAD_MODULE, "filmsChosen")),
        type="button",
        disabled=is_early,
        class_name=class_name,
        custom_attrs={"onClick": heard(UPLOAD_MODULE, "chooseFilms")}
        | {f"data-{name}": value for name, value in goes.items()},
        **attributes,
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
    has_uploads = hooked("has_uploads", UPLOAD_MODULE, "useUploads", look, share_token).bool()
    return rx.fragment(drop_overlay(), rx.cond(has_uploads, UploadList.create(look=look), rx.fragment()))


def upload_arrivals(on_arrival: TextHandler) -> rx.Component:
    """Calls `on_arrival` with the video's id when the server has taken a film, so that lists can be refreshed."""
    return UploadWatch.create(on_arrival=on_arrival)


def storage_meter(project_id: Text, stamp: Var[int]) -> rx.Component:
    """How much of a project's storage is used, with a warning when it is nearly full; `stamp` changes when to ask again."""
    return storage_line(project_id=project_id, stamp=stamp)
