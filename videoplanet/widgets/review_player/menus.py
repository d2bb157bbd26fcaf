"""The menus of the control row: speed, quality, sound track, and on narrow players one menu with everything that had no room."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import (
    MenuCheckboxItem,
    MenuCheckboxItemIndicator,
    MenuGroup,
    MenuGroupLabel,
    MenuItem,
    MenuPopup,
    MenuPortal,
    MenuPositioner,
    MenuRadioGroup,
    MenuRadioItem,
    MenuRadioItemIndicator,
    MenuRoot,
    MenuSeparator,
    MenuTrigger,
)
from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.store import act, act_with_value, of_player, shown_flag, shown_rows, shown_text

_LINE = "rp-menu-line"


def speed_menu() -> rx.Component:
    """How fast the film runs, and whether it stops for who writes."""
    label = shown_text("speed_label")
    return _menu(
        _speeds(),
        MenuSeparator.create(class_name=_LINE),
        _typing_pause(),
        label=t("player.speed") + " " + label,
        text=label,
        class_name="rp-text rp-medium",
    )


def quality_menu() -> rx.Component:
    """Which size is played."""
    written = shown_text("quality_label")
    label = text_if(written.bool(), written, t_of("player", shown_text("quality")))
    return _menu(_qualities(), label=t("player.quality") + " " + label, text=label, class_name="rp-text rp-medium")


def sound_menu() -> rx.Component:
    """Which sound track is heard; nothing where there is no choice."""
    label = shown_text("sound_label")
    menu = _menu(_sounds(), label=t("player.sound") + " " + label, text=label, class_name="rp-text rp-medium rp-sound")
    return rx.cond(_has_sounds(), menu, rx.fragment())


def more_menu() -> rx.Component:
    """What had no room."""
    return _menu(_more(), label=t("player.more"), icon_name="ellipsis", class_name="rp-narrow")


@memo
def _more() -> rx.Component:
    is_muted, is_looping, is_full = shown_flag("is_muted"), shown_flag("is_looping"), shown_flag("is_fullscreen")
    mute = _item(
        rx.cond(is_muted, icon("volume_x", 16), icon("volume_2", 16)),
        text_if(is_muted, t("player.unmute"), t("player.mute")),
        "mute",
        "rp-small",
    )
    waveform = _item(
        icon("audio_lines", 16),
        text_if(shown_flag("is_waveform_shown"), t("player.waveform_off"), t("player.waveform_on")),
        "waveform",
    )
    return rx.fragment(
        rx.cond(shown_flag("has_audio"), mute, rx.fragment()),
        _item(icon("arrow_right_from_line", 16), t("player.set_in"), "set_in"),
        _item(icon("arrow_right_to_line", 16), t("player.set_out"), "set_out"),
        _item(icon("x", 16), t("player.clear_range"), "clear_range"),
        _item(icon("repeat", 16), text_if(is_looping, t("player.loop_off"), t("player.loop")), "loop"),
        rx.cond(shown_flag("has_waveform"), waveform, rx.fragment()),
        _item(icon("link", 16), t("player.copy_link"), "copy_link"),
        _item(
            rx.cond(is_full, icon("minimize", 16), icon("maximize", 16)),
            text_if(is_full, t("player.leave_fullscreen"), t("player.fullscreen")),
            "fullscreen",
            "rp-smallest",
        ),
        _item(icon("keyboard", 16), t("player.help"), "help", "rp-keys"),
        *_small_group(t("player.quality"), _qualities()),
        rx.cond(_has_sounds(), rx.fragment(*_small_group(t("player.sound"), _sounds())), rx.fragment()),
        *_small_group(t("player.speed"), _speeds()),
        MenuSeparator.create(class_name=_LINE),
        _typing_pause(),
    )


def _small_group(label: Text, choices: rx.Component) -> tuple[rx.Component, rx.Component]:
    return (
        MenuSeparator.create(class_name=f"{_LINE} rp-small"),
        MenuGroup.create(MenuGroupLabel.create(label, class_name="rp-menu-label"), choices, class_name="rp-small"),
    )


def _item(sign: rx.Component, label: Text, action: str, class_name: str = "") -> rx.Component:
    return MenuItem.create(
        sign, label, class_name=f"vp-item {class_name}".strip(), custom_attrs={"onClick": act(action)}
    )


@memo
def _typing_pause() -> rx.Component:
    """Whether the film stops when somebody begins to write."""
    return MenuCheckboxItem.create(
        rx.el.span(MenuCheckboxItemIndicator.create(icon("check", 16)), class_name="rp-check"),
        t("player.typing_pauses"),
        checked=shown_flag("typing_pauses"),
        on_checked_change=act_with_value("pause_for_typing"),
        close_on_click=True,
        class_name="vp-item",
    )


def _speeds() -> rx.Component:
    return _choices(rows=shown_rows("speeds"), chosen=shown_text("speed"), action="choose_speed")


def _sounds() -> rx.Component:
    return _choices(rows=shown_rows("sounds"), chosen=shown_text("sound"), action="choose_sound")


def _qualities() -> rx.Component:
    return _choices(rows=shown_rows("qualities"), chosen=shown_text("quality"), action="choose_quality")


@memo
def _choices(rows: rx.Var[list[dict[str, Any]]], chosen: rx.Var[str], action: rx.Var[str]) -> rx.Component:
    return MenuRadioGroup.create(rx.foreach(rows, _choice), value=chosen, on_value_change=act_with_value(action))


def _choice(row: Any) -> rx.Component:
    value, hint = text(row, "value"), text(row, "hint")
    now = rx.el.span(t("player.now_playing", quality=hint), aria_hidden=True, class_name="rp-menu-hint")
    return MenuRadioItem.create(
        rx.el.span(MenuRadioItemIndicator.create(icon("check", 16)), class_name="rp-check"),
        t_of("player", value) + text(row, "label"),  # only `auto` and `original` have a text, and no label
        rx.cond(hint.bool(), now, rx.fragment()),
        key=value,
        value=value,
        close_on_click=True,
        class_name="vp-item",
    )


def _has_sounds() -> rx.Var[bool]:
    return shown_rows("sounds").length() > 1


def _menu(
    *content: rx.Component, label: Text, class_name: str, text: Text | None = None, icon_name: str = ""
) -> rx.Component:
    """A button of the row that opens upwards, within the player: in full screen there is nothing else."""
    return MenuRoot.create(
        MenuTrigger.create(
            rx.el.span(text, class_name="rp-figures") if text is not None else icon(icon_name),
            disabled=~shown_flag("is_ready"),
            class_name=f"rp-button {class_name}",
            custom_attrs={"aria-label": label, "data-tip": label},
        ),
        MenuPortal.create(
            MenuPositioner.create(
                MenuPopup.create(*content, final_focus=of_player("takeKeysAfter"), class_name="vp-popup rp-menu"),
                side="top",
                align="end",
                side_offset=8,
                class_name="vp-positioner",
            ),
            container=of_player("root"),
        ),
        modal=False,
    )
