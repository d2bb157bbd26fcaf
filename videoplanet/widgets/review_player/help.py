"""The list of keys in groups, opened by ``?``; only keys that do something are listed."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.dialog import (
    DialogBackdrop,
    DialogClose,
    DialogPopup,
    DialogPortal,
    DialogRoot,
    DialogTitle,
)
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.store import act_with_value, of_player, shown_flag, shown_rows


@memo
def key_help() -> rx.Component:
    """The dialog, within the player: in full screen there is nothing else."""
    head = rx.el.div(
        DialogTitle.create(t("player.help"), class_name="rp-help-title"),
        DialogClose.create(icon("x"), class_name="rp-button rp-square", custom_attrs={"aria-label": t("player.close")}),
        class_name="rp-help-head",
    )
    return DialogRoot.create(
        DialogPortal.create(
            DialogBackdrop.create(class_name="vp-backdrop"),
            DialogPopup.create(
                head,
                rx.el.div(rx.foreach(shown_rows("key_groups"), _group), tab_index=0, class_name="rp-help-keys"),
                final_focus=of_player("takeKeys"),
                class_name="vp-dialog rp-help",
            ),
            container=of_player("root"),
        ),
        open=shown_flag("is_help_open"),
        on_open_change=act_with_value("show_help"),
    )


def _group(group: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h3(t_of("player.key_group", group["group"])),
        rx.el.dl(rx.foreach(group["rows"].to(list[dict[str, Any]]), _row)),
        key=text(group, "group"),
    )


def _row(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(t_of("player.key", row["name"])),
        rx.el.dd(rx.foreach(row["keys"].to(list[str]), lambda key: rx.el.kbd(key, key=key))),
        key=text(row, "name"),
    )
