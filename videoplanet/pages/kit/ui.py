"""Every piece of the kit on one page, for looking at and for the accessibility check; only added in development."""

from __future__ import annotations

import reflex as rx

from videoplanet.pages.kit.forms import form_section, overlay_section
from videoplanet.pages.kit.state import KitState
from videoplanet.shared.ui.avatar import avatar, avatar_stack
from videoplanet.shared.ui.badge import Tone, badge, count_badge
from videoplanet.shared.ui.breadcrumb import breadcrumb
from videoplanet.shared.ui.button import button, button_link, icon_button, text_link
from videoplanet.shared.ui.dates import date, time_ago
from videoplanet.shared.ui.kbd import kbd
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.surface import card, empty_state, skeleton_cards, skeleton_rows
from videoplanet.shared.ui.table import table, table_row
from videoplanet.shared.ui.tabs import tabs
from videoplanet.shared.ui.text import t
from videoplanet.shared.ui.tooltip import tooltip
from videoplanet.widgets.shell.ui import shell

_KINDS: tuple[Tone, ...] = ("fix", "idea", "approve", "question")
_PEOPLE = ("김지우", "민서", "하준", "Grace")
_MOMENT = "2026-11-16T09:30:00Z"


def kit_page() -> rx.Component:
    """The kit inside the shell."""
    return shell(
        rx.el.div(
            section("Buttons", _buttons()),
            section("Chips, faces, times", _marks()),
            section("Form", form_section()),
            section("Over the page", overlay_section()),
            section("Tabs and table", _views()),
            section("Progress", _progress()),
            section("Waiting", skeleton_rows(2)),
            section("Nothing yet", _empty()),
            class_name="grid gap-4 lg:grid-cols-2",
        ),
        section("Waiting for films", skeleton_cards(4)),
        title=breadcrumb((t("shell.projects"), "/projects"), here=t("kit.title")),
        active="projects",
        actions=button(t("kit.empty_action"), variant="primary", icon_name="plus"),
        user_name="김지우",
        user_email="pd@demo.example.com",
        on_sign_out=KitState.click,
        recent=KitState.recent,
        class_name="mx-auto flex w-full max-w-[1360px] flex-col gap-4 px-4 py-6 sm:px-8",
    )


def section(title: str, *content: rx.Component) -> rx.Component:
    """A named card of examples."""
    return card(rx.el.h2(title, class_name="mb-4 text-lg font-bold"), *content, class_name="min-w-0 p-5")


def _buttons() -> rx.Component:
    return rx.el.div(
        button(t("kit.save"), variant="primary", on_click=KitState.click),
        button(t("ui.cancel")),
        button(t("kit.open"), variant="ghost", icon_name="play"),
        button(t("kit.delete"), variant="danger", icon_name="trash_2"),
        button(t("kit.save"), variant="primary", loading=True),
        button(t("kit.save"), disabled=True),
        button(t("kit.save"), kbd("⌘", "↵"), variant="primary", size="sm"),
        button(t("kit.save"), size="lg"),
        tooltip(icon_button("bell", t("ui.toasts")), t("ui.toasts"), kbd("N")),
        icon_button("settings", t("kit.sample"), variant="secondary"),
        button_link(t("kit.open"), href="/kit", icon_name="arrow_up_right"),
        text_link(t("kit.open"), href="/kit"),
        rx.el.p(t("kit.presses", count=KitState.clicks), class_name="basis-full text-muted"),
        class_name="flex flex-wrap items-center gap-2.5",
    )


def _marks() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            *[badge(t(f"kit.kind.{kind}"), tone=kind, dot=True) for kind in _KINDS],
            badge("F 54", tone="accent"),
            badge("v3"),
            badge(t("kit.sample"), tone=KitState.chosen),
            count_badge(12),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.div(
            *[avatar(name) for name in _PEOPLE],
            avatar("Grace", size=40, ring="ring-2 ring-question ring-offset-2 ring-offset-panel"),
            avatar_stack(*[avatar(name, spoken=name) for name in _PEOPLE], more=3, label=t("kit.people")),
            class_name="flex flex-wrap items-center gap-3",
        ),
        rx.el.p(
            time_ago(_MOMENT), " · ", date(_MOMENT), " · ", date(_MOMENT, "date_time"), class_name="text-sm text-muted"
        ),
        class_name="flex flex-col gap-4",
    )


def _views() -> rx.Component:
    rows = [
        table_row(
            text_link("30초 메인 필름", href="/kit"),
            badge(t("kit.kind.approve")),
            rx.el.span("00:00:02:04", class_name="font-semibold text-accent"),
        ),
        table_row(
            text_link("티저 15초", href="/kit"),
            badge(t("kit.kind.question"), tone="question"),
            rx.el.span("00:00:00:11", class_name="font-semibold text-accent"),
        ),
    ]
    return tabs(
        [
            (
                "comments",
                t("kit.comments"),
                table([t("kit.name"), t("kit.kind"), "TC"], *rows, caption=t("kit.comments")),
            ),
            ("versions", t("kit.versions"), rx.el.p("v1 · v2 · v3", class_name="text-muted")),
        ],
        label=t("kit.sample"),
        list_class="",
        panel_class="pt-4",
    )


def _progress() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(t("kit.upload")),
            rx.el.span("64%", class_name="font-semibold"),
            class_name="flex justify-between",
        ),
        progress(64, t("kit.upload")),
        progress(75, t("kit.sample")),
        class_name="flex flex-col gap-3",
    )


def _empty() -> rx.Component:
    return empty_state(
        "folder_plus",
        t("kit.empty"),
        t("kit.empty_text"),
        button(t("kit.empty_action"), variant="primary", icon_name="plus"),
    )
