"""The frame of every signed-in page: sidebar, header, content. On phones the sidebar becomes a drawer.

Pages feed it from their State; it has none of its own.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.dialog import drawer
from videoplanet.shared.ui.handler import Flag, Handler, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t
from videoplanet.widgets.shell.sidebar import sidebar

MenuEntry = Literal["home", "projects", "videos", "queue", ""]

CONTENT_ID = "content"


def shell(
    *content: rx.Component,
    title: Text | rx.Component,
    active: MenuEntry = "",
    actions: rx.Component | None = None,
    user_name: Text,
    user_email: Text,
    user_image: Text | None = None,
    on_sign_out: Handler,
    recent: Var[Any] | None = None,
    is_staff: Flag = False,
    class_name: str = "mx-auto w-full max-w-[1360px] px-4 py-6 sm:px-8 sm:py-7",
) -> rx.Component:
    """A signed-in page.

    Args:
        content: What the page is about.
        title: Its name, or a ``breadcrumb`` that ends in it.
        active: The menu entry it belongs to.
        actions: The chief acts of the page, at the right of the header.
        user_name: Who is signed in.
        user_email: Their address.
        user_image: Address of their photo; empty or None shows the initial.
        on_sign_out: What signing out does.
        recent: Projects opened lately, a Var of ``{"id", "name", "color"}``; the list is left out when it is empty.
        is_staff: Whether the menu leads to the pages for staff.
        class_name: Classes of the content's box; the default is a centred column.
    """
    inner = sidebar(active, user_name, user_email, user_image, on_sign_out, recent, is_staff)
    return rx.el.div(
        rx.el.a(
            t("ui.skip_to_content"),
            href=f"#{CONTENT_ID}",
            class_name="sr-only z-[90] rounded-md bg-brand px-4 py-2.5 font-semibold text-white "
            "focus:not-sr-only focus:fixed focus:top-3 focus:left-3",
        ),
        rx.el.div(
            inner,
            class_name="sticky top-0 hidden h-dvh w-(--sidebar) shrink-0 border-r border-line bg-panel lg:block",
        ),
        rx.el.div(
            rx.el.header(
                rx.el.div(
                    drawer(inner, title=t("shell.menu"), trigger=icon("menu", 20), label=t("shell.open_menu")),
                    class_name="-ml-2 lg:hidden",
                ),
                rx.el.div(_title(title), class_name="min-w-0 grow"),
                rx.el.div(actions, class_name="flex shrink-0 items-center gap-2") if actions is not None else None,
                class_name="sticky top-0 z-20 flex h-16 items-center gap-2 border-b border-line bg-panel px-4 "
                "sm:gap-3 sm:px-8 lg:h-(--header)",
            ),
            rx.el.main(*content, id=CONTENT_ID, tab_index=-1, class_name=f"{class_name} outline-none".strip()),
            class_name="vp-uncovered flex min-h-dvh min-w-0 grow flex-col",
        ),
        class_name="flex min-h-dvh bg-canvas text-ink",
    )


def _title(title: Text | rx.Component) -> rx.Component:
    if isinstance(title, rx.Component):
        return title
    return rx.el.h1(
        title, class_name="text-lg font-bold max-sm:line-clamp-2 max-sm:leading-snug sm:truncate sm:text-xl"
    )
