"""Upload in the browser: a button, a place to drop films on, and the tray that shows what is on its way."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.sequence import ArrayVar
from reflex_components_core.react_router.dom import ReactRouterLink

import videoplanet.shared.ui.gateway  # noqa: F401 - ships the client that `upload.js` imports
from videoplanet.shared.ui.button import ButtonSize, ButtonVariant, button_classes, icon_button
from videoplanet.shared.ui.handler import Text, TextHandler
from videoplanet.shared.ui.headless import TextEvent
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.text import t, t_of

rx.asset("upload_queue.js", shared=True)
UPLOAD_MODULE = rx.asset("upload.js", shared=True).importable_path


class UploadButtonPart(rx.Component):
    """A button that lets choose films."""

    library = UPLOAD_MODULE
    tag = "UploadButton"
    kind: Var[str] = field(doc="project for new videos, video for a new version.")
    target_id: Var[str] = field(doc="The project or the video.")


class UploadDrop(UploadButtonPart):
    """A region that takes films dropped on it."""

    tag = "UploadDrop"


class UploadWatch(rx.Component):
    """Tells when the server has taken a film."""

    library = UPLOAD_MODULE
    tag = "UploadWatch"
    on_arrival: TextEvent = field(doc="Called with the video's id.")


def upload_button(
    project_id: Text, *, variant: ButtonVariant = "primary", size: ButtonSize = "md", label: Text | None = None
) -> rx.Component:
    """A button that uploads films as new videos of a project."""
    return UploadButtonPart.create(
        icon("upload", 18),
        label if label is not None else t("upload.choose"),
        kind="project",
        target_id=project_id,
        class_name=button_classes(variant, size),
    )


def new_version_button(video_id: Text, *, class_name: str | None = None) -> rx.Component:
    """A button that uploads a film as the next version of a video."""
    return UploadButtonPart.create(
        icon("upload", 16),
        t("upload.new_version"),
        kind="video",
        target_id=video_id,
        class_name=class_name or button_classes("secondary", "sm"),
    )


def upload_drop(*content: rx.Component, project_id: Text, class_name: str = "") -> rx.Component:
    """A region of the page: films dropped on it become videos of the project."""
    return UploadDrop.create(
        *content,
        rx.el.div(
            icon("upload", 26),
            rx.el.p(t("upload.drop"), class_name="font-bold"),
            aria_hidden=True,
            class_name="pointer-events-none absolute inset-2 z-30 hidden flex-col items-center justify-center gap-2 rounded-xl "
            "border-2 border-dashed border-accent bg-canvas/90 text-accent group-data-over:flex",
        ),
        kind="project",
        target_id=project_id,
        class_name=f"group relative {class_name}".strip(),
    )


def upload_tray(on_arrival: TextHandler | None = None) -> rx.Component:
    """What is on its way, in the corner of the page; nothing while nothing is.

    Args:
        on_arrival: Called with the video's id when the server has taken a film, so that lists can be refreshed.
    """
    rows = _uploads()
    watch = UploadWatch.create(on_arrival=on_arrival) if on_arrival is not None else rx.fragment()
    return rx.fragment(
        watch,
        rx.cond(
            rows.length() > 0,
            rx.el.section(
                rx.foreach(rows, _row),
                aria_label=t("upload.tray"),
                class_name="fixed right-4 bottom-4 z-40 flex max-h-[60dvh] w-[min(380px,calc(100vw-32px))] flex-col "
                "overflow-y-auto rounded-xl border border-line bg-raised text-ink shadow-float",
            ),
            rx.fragment(),
        ),
    )


def _row(upload: Any) -> rx.Component:
    id_, state, name = (upload[key].to(str) for key in ("id", "state", "name"))
    is_active = upload["is_active"].bool()
    problem = upload["problem"].to(str)
    moving = rx.cond(
        (state == "sending") | (state == "checking") | (state == "processing"),
        progress(upload["percent"].to(int), name, class_name="mt-2"),
        rx.fragment(),
    )
    return rx.el.div(
        rx.el.div(
            icon("film", 18, "text-faint"),
            rx.el.span(name, class_name="min-w-0 grow truncate font-semibold"),
            rx.el.span(upload["size_text"].to(str), class_name="shrink-0 text-xs text-faint"),
            rx.cond(
                is_active,
                icon_button("x", t("upload.cancel"), size="sm", on_click=_act("cancel", id_)),
                icon_button("x", t("upload.dismiss"), size="sm", on_click=_act("dismiss", id_)),
            ),
            class_name="flex items-center gap-2.5",
        ),
        moving,
        rx.el.div(
            rx.cond(
                problem != "",
                rx.el.span(problem, role="alert", class_name="min-w-0 grow text-fix-ink"),
                rx.el.span(t_of("upload.state", upload["state"]), class_name="grow text-muted"),
            ),
            rx.cond(
                (state == "sending") | (state == "processing"),
                rx.el.span(upload["percent"].to(str), "%", class_name="text-muted"),
                rx.fragment(),
            ),
            rx.el.span(upload["speed_text"].to(str), class_name="text-faint empty:hidden"),
            rx.cond(
                upload["may_retry"].bool(),
                rx.el.button(
                    t("upload.retry"),
                    type="button",
                    on_click=_act("retry", id_),
                    class_name="rounded-sm px-1 font-semibold text-accent hover:underline",
                ),
                rx.fragment(),
            ),
            rx.cond(
                upload["href"].to(str) != "",
                ReactRouterLink.create(
                    t("upload.review"),
                    to=upload["href"].to(str),
                    class_name="rounded-sm px-1 font-semibold text-accent hover:underline",
                ),
                rx.fragment(),
            ),
            class_name="mt-1.5 flex items-center gap-2.5 text-sm",
        ),
        key=id_,
        class_name="border-b border-line px-4 py-3 last:border-b-0",
    )


def _uploads() -> ArrayVar[list[dict[str, Any]]]:
    data = VarData(imports={UPLOAD_MODULE: "useUploads"}, hooks="const uploads_ = useUploads();")
    return Var(_js_expr="uploads_", _var_data=data).to(list[dict[str, Any]])


def _act(name: str, id_: Var[str]) -> Var[EventChain]:
    data = VarData.merge(VarData(imports={UPLOAD_MODULE: "actOnUpload"}), id_._get_all_var_data())
    return Var(_js_expr=f'(() => actOnUpload("{name}", {id_!s}))', _var_data=data).to(FunctionVar, EventChain)
