"""Faces: a photo, or an initial on a colour made from the name."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.shipping import shipped

AVATAR_MODULE = shipped("avatar.js", __name__)


def avatar(
    name: Text,
    image: Text | None = None,
    *,
    size: int = 28,
    ring: Text = "",
    spoken: Text | None = None,
    is_guest: bool = False,
    colour: Text | None = None,
) -> rx.Component:
    """A round face.

    Args:
        name: Whose it is.
        image: Address of a photo; empty or None shows the initial.
        size: Diameter in pixels.
        ring: Tailwind ring classes, for marks: ``ring-2 ring-fix ring-offset-2 ring-offset-panel``.
        spoken: What screen readers and hovering are told; leave out where the name stands beside it.
        is_guest: Whether it is a guest's, which is no circle.
        colour: Instead of the name's, where people are told from each other by it.
    """
    initial = rx.el.span(
        avatar_initial(name),
        class_name="flex size-full items-center justify-center font-bold text-white",
        custom_attrs=inline_style(
            {
                "background": avatar_colour(name) if colour is None else colour,
                "fontSize": f"{max(9, round(size * 0.4))}px",
            }
        ),
    )
    face: rx.Component = initial
    if image is not None:
        photo = rx.el.img(src=image, alt="", loading="lazy", class_name="size-full object-cover")
        face = rx.cond(Var.create(image).to(str) != "", photo, initial)
    told: dict[str, Any] = {"aria_hidden": True}
    if spoken is not None:
        told = {"role": "img", "aria_label": spoken, "title": spoken}
    shape = "rounded-[9px]" if is_guest else "rounded-full"
    return rx.el.span(
        face,
        class_name=rx.Var.create(f"inline-block shrink-0 overflow-hidden {shape} select-none ").to(str)
        + rx.Var.create(ring).to(str),
        custom_attrs=inline_style({"width": f"{size}px", "height": f"{size}px"}),
        **told,
    )


def avatar_stack(*avatars: rx.Component, more: Var[int] | int = 0, label: Text, size: int = 28) -> rx.Component:
    """Overlapping faces, then how many more there are.

    Args:
        avatars: ``avatar(…, spoken=…)`` each, or one ``rx.foreach`` of them.
        more: How many are not shown.
        label: Who they are as a group, for screen readers.
        size: Diameter in pixels, that of the avatars.
    """
    return rx.el.span(
        *avatars,
        rx.cond(
            Var.create(more).to(int) > 0,
            rx.el.span(
                "+",
                more,
                class_name="inline-flex items-center justify-center rounded-full bg-hover px-1 text-xs font-semibold text-muted",
                custom_attrs=inline_style({"minWidth": f"{size}px", "height": f"{size}px"}),
            ),
            rx.fragment(),
        ),
        role="group",
        aria_label=label,
        class_name="inline-flex items-center pl-2 *:-ml-2 *:border-2 *:border-panel *:box-content",
    )


def avatar_colour(name: Text) -> StringVar[str]:
    """The colour of a name as a CSS value, for other marks of the same person."""
    return _of("avatarColour", name)


def avatar_initial(name: Text) -> StringVar[str]:
    """The initial of a name."""
    return _of("avatarInitial", name)


def _of(function: str, name: Text) -> StringVar[str]:
    whose = Var.create(name)
    data = VarData.merge(VarData(imports={AVATAR_MODULE: function}), whose._get_all_var_data())
    return Var(_js_expr=f"{function}({whose!s})", _var_type=str, _var_data=data).to(str)
