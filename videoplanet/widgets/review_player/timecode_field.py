"""The timecode of the shown frame, which can be typed into, and the frame's number. Both are written past React."""

from __future__ import annotations

import reflex as rx
from reflex_base.vars.base import Var, VarData

from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.store import act, attribute_if, engine_ref, shown_flag, shown_row


def timecode_field() -> rx.Component:
    """`timecode_box.js` writes it and reads what was typed; what is wrong with an entry stands above it."""
    problem = shown_row("timecode_problem")
    kind, typed, first, last = (text(problem, name) for name in ("kind", "typed", "first", "last"))
    problem_id: Var[str] = Var(
        _js_expr="problemId_", _var_data=VarData(imports={"react": "useId"}, hooks="const problemId_ = useId();")
    )
    return rx.el.span(
        rx.el.input(
            type="text",
            size=11,
            max_length=16,
            auto_complete="off",
            enter_key_hint="go",
            disabled=~shown_flag("is_ready"),
            default_value="00:00:00:00",
            aria_label=t("player.timecode"),
            title=t("player.timecode_hint"),
            class_name="rp-timecode rp-figures",
            custom_attrs={
                **engine_ref("timecode"),
                "spellCheck": False,
                "aria-invalid": attribute_if(kind.bool()),
                "aria-describedby": attribute_if(kind.bool(), problem_id),
            },
        ),
        rx.el.span(
            t_of("player.timecode_problem", kind, typed=typed, first=first, last=last),
            role="alert",
            class_name="rp-timecode-problem",
            custom_attrs={"id": problem_id},
        ),
        class_name="rp-timecode-place",
    )


def frame_chip() -> rx.Component:
    """The frame's number; pressed, it copies a link to this frame."""
    return rx.el.button(
        rx.el.span("F 0", custom_attrs=engine_ref("frame_number")),
        rx.el.span(t("player.copy_link"), class_name="rp-hidden"),
        type="button",
        disabled=~shown_flag("is_ready"),
        class_name="rp-chip rp-figures",
        custom_attrs={"data-tip": t("player.copy_link"), "onClick": act("copy_link")},
    )
