"""The control row: transport, timecode, range, speed, quality, sound and full screen."""

from __future__ import annotations

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t
from videoplanet.widgets.review_player.button import action_button
from videoplanet.widgets.review_player.menus import more_menu, quality_menu, sound_menu, speed_menu
from videoplanet.widgets.review_player.store import act_with_value, engine_ref, shown_flag, shown_number, shown_text
from videoplanet.widgets.review_player.timecode_field import frame_chip, timecode_field


@memo
def control_row() -> rx.Component:
    """Everything below the timeline; what has no room goes into one menu."""
    is_playing = shown_flag("is_playing")
    return rx.el.div(
        action_button(
            rx.cond(is_playing, icon("pause", solid=True), icon("play", solid=True)),
            label=text_if(is_playing, t("player.pause"), t("player.play")),
            action="toggle",
            class_name="rp-square",
            needs_film=True,
        ),
        _step("chevron_left", t("player.previous_frame"), "previous_frame"),
        _step("chevron_right", t("player.next_frame"), "next_frame"),
        timecode_field(),
        rx.el.span("/ " + shown_text("length"), class_name="rp-length rp-figures"),
        frame_chip(),
        rx.el.span(class_name="rp-gap"),
        _range(),
        action_button(
            icon("repeat", 16),
            rx.el.span(t("player.loop_short"), class_name="rp-wider"),
            label=t("player.loop"),
            action="loop",
            pressed=shown_flag("is_looping"),
            class_name="rp-text rp-wide",
            needs_film=True,
        ),
        speed_menu(),
        quality_menu(),
        sound_menu(),
        rx.cond(
            shown_flag("has_waveform"),
            action_button(
                icon("audio_lines"),
                label=t("player.waveform"),
                action="waveform",
                pressed=shown_flag("is_waveform_shown"),
                class_name="rp-square rp-wide rp-calm",
            ),
            rx.fragment(),
        ),
        rx.cond(shown_flag("has_audio"), _volume(), rx.fragment()),
        action_button(icon("keyboard"), label=t("player.help"), action="help", class_name="rp-square rp-wide"),
        more_menu(),
        _fullscreen(),
        class_name="rp-controls",
    )


def _step(icon_name: str, label: Text, action: str) -> rx.Component:
    return action_button(icon(icon_name), label=label, action=action, class_name="rp-square", needs_film=True)


def _range() -> rx.Component:
    """The in and out points: pressed, each is set to the shown frame."""
    return rx.el.div(
        _point("I", shown_text("in_label"), t("player.set_in"), "set_in"),
        rx.el.span("—", aria_hidden=True),
        _point("O", shown_text("out_label"), t("player.set_out"), "set_out"),
        rx.cond(
            shown_flag("has_range"),
            action_button(icon("x", 14), label=t("player.clear_range"), action="clear_range", class_name="rp-point"),
            rx.fragment(),
        ),
        role="group",
        aria_label=t("player.range"),
        class_name="rp-points rp-wide",
    )


def _point(name: str, timecode: StringVar[str], label: Text, action: str) -> rx.Component:
    written = rx.Var.create(name).to(str) + text_if(timecode.bool(), " " + timecode)
    return action_button(
        written,
        label=written + " " + rx.Var.create(label).to(str),
        action=action,
        class_name="rp-point rp-figures",
        needs_film=True,
    )


def _volume() -> rx.Component:
    is_silent = shown_flag("is_silent")
    return rx.el.div(
        action_button(
            rx.cond(is_silent, icon("volume_x"), icon("volume_2")),
            label=text_if(is_silent, t("player.unmute"), t("player.mute")),
            action="mute",
            class_name="rp-square",
            needs_film=True,
        ),
        rx.el.input(
            type="range",
            min=0,
            max=100,
            value=shown_number("volume"),
            disabled=~shown_flag("is_ready"),
            on_change=act_with_value("set_volume"),
            aria_label=t("player.volume"),
            class_name="rp-volume-slider",
            custom_attrs={**engine_ref("volume"), "aria-valuetext": shown_text("volume") + "%"},
        ),
        class_name="rp-volume rp-medium",
    )


def _fullscreen() -> rx.Component:
    is_on = shown_flag("is_fullscreen")
    return action_button(
        rx.cond(is_on, icon("minimize"), icon("maximize")),
        label=text_if(is_on, t("player.leave_fullscreen"), t("player.fullscreen")),
        action="fullscreen",
        class_name="rp-square rp-roomy",
    )
