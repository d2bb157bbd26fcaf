"""The review room of a project's members: `/videos/[room_video_id]`."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var, VarData
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.features.enter_room.ui import room
from videoplanet.features.upload_video.ui import closed_place, room_place, upload_tray
from videoplanet.pages.review.downloads import download_menu
from videoplanet.pages.review.facts_panel import facts_panel
from videoplanet.pages.review.film import film_text
from videoplanet.pages.review.room import conversation, review_room, way_home
from videoplanet.pages.review.state import VIDEO_PARAMETER, ReviewState
from videoplanet.pages.review.title import film_title
from videoplanet.pages.review.versions import version_list, version_switcher
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.tab_title import live_tab_title
from videoplanet.shared.ui.tabs import tabs
from videoplanet.shared.ui.text import t
from videoplanet.widgets.comment_thread.store import thread_number
from videoplanet.widgets.live_state.refresh import refresh_by_own_projects
from videoplanet.widgets.live_state.state import LiveState
from videoplanet.widgets.presence_bar.ui import presence_bar
from videoplanet.widgets.share_dialog.ui import share_button


def review_page() -> rx.Component:
    """The room with its header and its three views: comments, facts, versions."""
    video_id = route_parameter(VIDEO_PARAMETER)
    return room(
        live_tab_title(film_text("title"), ReviewState.project_name, otherwise=t("review.title")),
        _place(video_id),
        refresh_by_own_projects(ReviewState.look_again),
        review_room(header=_header(video_id), side=_side(video_id), video_id=video_id, home=way_home()),
        live_state=LiveState,
    )


def _place(video_id: Var[str]) -> rx.Component:
    """Where films go that are dropped on this page."""
    here = room_place(
        project_id=ReviewState.project_id,
        project_name=ReviewState.project_name,
        video_id=video_id,
        video_title=film_text("title"),
    )
    return rx.cond(ReviewState.may_upload, here, closed_place())


def route_parameter(name: str) -> Var[str]:
    """A part of the page's address, known before the server has answered."""
    data = VarData(imports={"react-router": "useParams"}, hooks="const params_ = useParams();")
    return Var(_js_expr=f'(params_["{name}"] ?? "")', _var_type=str, _var_data=data).to(str)


def _header(video_id: Any) -> rx.Component:
    slash = rx.el.span("/", aria_hidden=True, class_name="text-faint max-sm:hidden")
    return rx.el.header(
        ReactRouterLink.create(
            icon("chevron_left", 22),
            to="/videos",
            custom_attrs={"aria-label": t("shell.videos")},
            class_name="-ml-2 inline-flex size-11 shrink-0 items-center justify-center rounded-md text-muted sm:hidden",
        ),
        ReactRouterLink.create(
            t("ui.brand"), to="/home", class_name="shrink-0 rounded-sm text-lg font-semibold text-accent max-sm:hidden"
        ),
        slash,
        rx.cond(
            ReviewState.project_name != "",
            ReactRouterLink.create(
                rx.el.span(ReviewState.project_name, dir="auto"),
                to="/projects/" + ReviewState.project_id,
                class_name="vp-room-project truncate rounded-sm text-muted hover:text-ink max-md:hidden",
            ),
            skeleton("h-4 w-24 max-md:hidden"),
        ),
        rx.el.span("/", aria_hidden=True, class_name="text-faint max-md:hidden"),
        film_title(ReviewState.may_upload),
        version_switcher(),
        rx.el.span(class_name="grow"),
        upload_tray("header"),
        presence_bar(),
        rx.el.div(download_menu(), class_name="contents max-sm:hidden"),
        rx.cond(ReviewState.may_share, share_button(video_id), rx.fragment()),
        class_name="vp-room-header",
    )


def _side(video_id: Any) -> rx.Component:
    return rx.el.aside(
        tabs(
            [
                ("comments", t("review.tab_comments", count=thread_number("total")), conversation()),
                ("facts", t("review.facts"), facts_panel(ReviewState.may_download)),
                ("versions", t("review.versions"), version_list(video_id, ReviewState.may_upload)),
            ],
            label=t("review.panel"),
            list_class="vp-room-tabs",
            panel_class="flex min-h-0 grow flex-col data-hidden:hidden",
            keep_mounted=("comments", "versions"),
        ),
        aria_label=t("review.panel"),
        class_name="vp-room-side",
    )
