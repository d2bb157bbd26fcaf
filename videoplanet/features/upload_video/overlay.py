"""What lies over the page while films are held above it: where they would go."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.base import Var

from videoplanet.features.upload_video.store import UPLOAD_MODULE
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import flag, hooked, text
from videoplanet.shared.ui.text import t_of

_SIGN = "pointer-events-none mb-2"


@memo
def drop_overlay() -> rx.Component:
    """Takes what is let go or pasted, and says where it goes while it is held; one a page."""
    held = hooked("held_", UPLOAD_MODULE, "useHeld").to(dict[str, Any])
    zones = held["zones"].to(list[dict[str, Any]])
    return rx.cond(
        zones.length() > 0,
        rx.el.div(
            rx.foreach(zones, lambda zone: _zone(zone, text(held, "project"), text(held, "video"))),
            role="presentation",
            class_name="fixed inset-0 z-[85] flex animate-arrive bg-canvas/85 p-3 backdrop-blur-sm sm:p-6 max-sm:flex-col",
        ),
        rx.fragment(),
    )


def _zone(zone: Any, project: Var[str], video: Var[str]) -> rx.Component:
    name = text(zone, "name")
    sign: Any = rx.match(
        name,
        ("version", icon("layers", 36, _SIGN)),
        ("film", icon("clapperboard", 36, _SIGN)),
        ("closed", icon("circle_slash", 36, _SIGN)),
        icon("upload", 36, _SIGN),
    )
    return rx.el.div(
        sign,
        rx.el.p(
            t_of("upload.drop", name, name=project),
            class_name="pointer-events-none max-w-full truncate text-xl font-bold text-ink",
        ),
        rx.el.p(
            t_of("upload.drop", name + "_text", name=project, title=video),
            class_name="pointer-events-none max-w-[44ch] text-pretty text-muted",
        ),
        key=name,
        custom_attrs={"data-zone": _or_none(text(zone, "zone")), "data-over": _or_none(flag(zone, "is_over"))},
        class_name="m-1.5 flex min-w-0 grow basis-0 flex-col items-center justify-center gap-2 rounded-xl border-2 "
        "border-dashed border-line-strong px-6 text-center text-muted transition-colors duration-120 "
        "data-over:border-accent data-over:bg-tint data-over:text-accent",
    )


def _or_none(value: Var[Any]) -> Var[Any]:
    """For an attribute that is there only where it says something."""
    return Var(_js_expr=f"({value!s} || undefined)", _var_type=Any, _var_data=value._get_all_var_data())
