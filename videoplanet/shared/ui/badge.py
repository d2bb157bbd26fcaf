"""Chips: a kind, a state or a count in a word or two. Colour is never the only sign."""

from __future__ import annotations

from typing import Literal

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.conditional import joined, text_by, text_if
from videoplanet.shared.ui.handler import Text

Tone = Literal["neutral", "accent", "fix", "idea", "approve", "question"]

_TONES: dict[Tone, str] = {
    "neutral": "bg-hover text-muted",
    "accent": "bg-tint text-accent",
    "fix": "bg-fix-soft text-fix-ink",
    "idea": "bg-idea-soft text-idea-ink",
    "approve": "bg-approve-soft text-approve-ink",
    "question": "bg-question-soft text-question-ink",
}
_SOLID: dict[Tone, str] = {
    "neutral": "bg-line-strong",
    "accent": "bg-accent",
    "fix": "bg-fix",
    "idea": "bg-idea",
    "approve": "bg-approve",
    "question": "bg-question",
}
_CHIP = "inline-flex h-6 shrink-0 items-center gap-1.5 rounded-sm px-2 text-xs font-semibold whitespace-nowrap"


def badge(
    *text: rx.Component | Text, tone: Tone | Var[str] = "neutral", dot: bool = False, class_name: str = ""
) -> rx.Component:
    """A chip.

    Args:
        text: A word or two, or a number.
        tone: Its colour; a Var holding a tone's name follows it. Danger is ``fix``, warning ``idea``, success ``approve``.
        dot: Starts with a dot in the solid colour, as comment kinds do.
        class_name: Further classes.
    """
    look = tone_classes(tone)
    return rx.el.span(
        tone_dot(tone) if dot else None,
        *text,
        class_name=joined(f"{_CHIP} {class_name}".strip(), look),
    )


def tone_dot(tone: Tone | Var[str], size: str = "size-2") -> rx.Component:
    """A dot in the solid colour of a tone."""
    solid = _choose(tone, _SOLID)
    return rx.el.span(aria_hidden=True, class_name=joined(f"{size} shrink-0 rounded-full", solid))


def tone_classes(tone: Tone | Var[str]) -> Text:
    """Ground and text classes of a tone."""
    return _choose(tone, _TONES)


def count_badge(count: Var[int] | int, limit: int = 9) -> rx.Component:
    """A red count for the corner of an icon; nothing at zero, ``9+`` above the limit."""
    number = Var.create(count).to(int)
    return rx.cond(
        number > 0,
        rx.el.span(
            text_if(number > limit, f"{limit}+", number.to(str)),
            class_name="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-full bg-danger px-1 "
            "text-[11px] leading-none font-bold text-white",
        ),
        rx.fragment(),
    )


def _choose(tone: Tone | Var[str], classes: dict[Tone, str]) -> Text:
    if isinstance(tone, Var):
        return text_by(tone, {str(name): look for name, look in classes.items()}, classes["neutral"])
    return classes[tone]
