"""The sidebar: brand, menu, projects opened lately, and who is signed in."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.avatar import avatar
from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.handler import Flag, Handler, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_choices, menu_item, menu_separator
from videoplanet.shared.ui.text import choose_language, language, language_names, t
from videoplanet.shared.ui.theme import set_theme, theme

_ENTRIES = (
    ("home", "/home", "house"),
    ("projects", "/projects", "folder"),
    ("videos", "/videos", "circle_play"),
)
_ROW = "flex items-center gap-3 rounded-md px-3 font-semibold transition-colors duration-120"


def sidebar(
    active: str,
    user_name: Text,
    user_email: Text,
    user_image: Text | None,
    on_sign_out: Handler,
    recent: Var[Any] | None,
    is_staff: Flag,
) -> rx.Component:
    """The sidebar's content, the same beside the page and in the drawer."""
    return rx.el.aside(
        brand(),
        rx.el.nav(
            *[_entry(name, href, icon_name, current=name == active) for name, href, icon_name in _ENTRIES],
            rx.cond(is_staff, _entry("queue", "/staff/jobs", "list_checks", current=active == "queue"), rx.fragment()),
            aria_label=t("shell.menu"),
            class_name="flex flex-col gap-1",
        ),
        rx.el.div(class_name="min-h-6 grow"),
        _recent(recent) if recent is not None else None,
        rx.el.div(
            _user_card(user_name, user_email, user_image, on_sign_out), class_name="mt-3 border-t border-line pt-3"
        ),
        aria_label=t("shell.sidebar"),
        class_name="flex h-full flex-col overflow-y-auto p-3.5",
    )


def brand(href: str = "/home") -> rx.Component:
    """The product's name, leading home."""
    return ReactRouterLink.create(
        t("ui.brand"),
        to=href,
        class_name="mb-5 self-start rounded-md px-3 pt-2 pb-1 text-xl font-bold tracking-tight text-accent",
    )


def _entry(name: str, href: str, icon_name: str, *, current: bool) -> rx.Component:
    look = "bg-tint text-accent" if current else "text-muted hover:bg-hover hover:text-ink"
    here: dict[str, Any] = {"aria_current": "page"} if current else {}
    return ReactRouterLink.create(
        icon(icon_name, 19), t(f"shell.{name}"), to=href, class_name=f"{_ROW} h-11 {look}", **here
    )


def _recent(projects: Var[Any]) -> rx.Component:
    listed = projects.to(list[dict[str, str]])
    return rx.cond(
        listed.length() > 0,
        rx.el.nav(
            rx.el.p(t("shell.recent"), class_name="px-3 pb-1 text-xs font-medium text-faint"),
            rx.foreach(listed, _recent_project),
            aria_label=t("shell.recent"),
            class_name="flex flex-col",
        ),
        rx.fragment(),
    )


def _recent_project(project: Any) -> rx.Component:
    return ReactRouterLink.create(
        rx.el.span(
            aria_hidden=True,
            class_name="size-2.5 shrink-0 rounded-full",
            custom_attrs=inline_style({"background": project["color"]}),
        ),
        rx.el.span(project["name"], class_name="truncate"),
        to=f"/projects/{project['id']}",
        class_name=f"{_ROW} h-9 text-muted hover:bg-hover hover:text-ink pointer-coarse:h-11",
    )


def _user_card(name: Text, email: Text, image: Text | None, on_sign_out: Handler) -> rx.Component:
    return menu(
        menu_choices(
            t("ui.theme"),
            [("light", t("ui.theme.light")), ("dark", t("ui.theme.dark")), ("system", t("ui.theme.system"))],
            value=theme(),
            on_change=set_theme(),
        ),
        menu_separator(),
        menu_choices(
            t("ui.language"),
            [*language_names()],
            value=language(),
            on_change=choose_language(),
        ),
        menu_separator(),
        menu_item(t("shell.sign_out"), icon_name="log_out", on_click=on_sign_out),
        trigger=rx.fragment(
            avatar(name, image, size=32),
            rx.el.span(
                rx.el.span(name, class_name="block truncate font-semibold text-ink"),
                rx.el.span(email, class_name="block truncate text-xs font-normal text-faint"),
                class_name="min-w-0 grow text-left",
            ),
            icon("chevrons_up_down", 16, "text-faint"),
        ),
        trigger_class=f"{_ROW} w-full py-2 hover:bg-hover data-popup-open:bg-hover",
        side="top",
        align="start",
        pinned=True,
    )
