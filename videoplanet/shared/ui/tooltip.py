"""A word on hover or focus. The thing itself must have its name without it: tooltips are not read out."""

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.headless import OpenablePart, PositionerPart, TriggerPart, part
from videoplanet.shared.ui.menu import Side

_DELAY_MS = 400

TooltipRoot = part("Tooltip.Root", OpenablePart)
TooltipTrigger = part("Tooltip.Trigger", TriggerPart)
TooltipPortal = part("Tooltip.Portal")
TooltipPositioner = part("Tooltip.Positioner", PositionerPart)
TooltipPopup = part("Tooltip.Popup")


def tooltip(about: rx.Component, text: Text, *hint: rx.Component, side: Side = "top") -> rx.Component:
    """Shows ``text`` (and a key hint, such as ``kbd("J")``) when the pointer or the focus rests on ``about``."""
    return TooltipRoot.create(
        TooltipTrigger.create(about, render_=Var("jsx('span', {})"), delay=_DELAY_MS, class_name="inline-flex"),
        TooltipPortal.create(
            TooltipPositioner.create(
                TooltipPopup.create(
                    rx.el.span(text, *hint, class_name="flex items-center gap-2"), class_name="vp-tooltip"
                ),
                side=side,
                side_offset=7,
                class_name="vp-positioner",
            )
        ),
    )
