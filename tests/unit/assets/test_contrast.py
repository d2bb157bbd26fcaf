"""The palette is readable: WCAG 2.2 SC 1.4.3, 4.5:1 for text on every surface it stands on, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "assets" / "styles" / "tokens.css"
SURFACES = ("canvas", "panel", "raised", "hover")
PLAIN_TEXTS = ("ink", "muted", "faint", "accent", "fix-ink", "idea-ink", "approve-ink", "question-ink")
KINDS = ("fix", "idea", "approve", "question")
SOFT_SHARE = 0.14
TEXT_RATIO = 4.5

Colour = tuple[float, float, float]


def palette(theme: str) -> dict[str, Colour]:
    """The opaque colours of a theme, with those that both share."""
    sheet = TOKENS.read_text("utf-8").split("@theme")[0]
    light, dark, shared = re.findall(r"\{([^}]*)\}", sheet)
    block = shared + (light if theme == "light" else light + dark)
    return {name: colour(code) for name, code in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)}


def colour(code: str) -> Colour:
    """Red, green and blue, 0 to 255, of ``#rrggbb``."""
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def luminance(shade: Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        channel / 255 / 12.92 if channel <= 10 else ((channel / 255 + 0.055) / 1.055) ** 2.4 for channel in shade
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(top: Colour, ground: Colour, share: float) -> Colour:
    """A translucent colour on a ground."""
    red, green, blue = (top[at] * share + ground[at] * (1 - share) for at in range(3))
    return red, green, blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", PLAIN_TEXTS)
def test_text_is_readable_on_every_surface(theme: str, surface: str, text: str) -> None:
    colours = palette(theme)
    assert ratio(colours[text], colours[surface]) >= TEXT_RATIO


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_chip_is_readable_on_every_surface(theme: str, surface: str, kind: str) -> None:
    colours = palette(theme)
    ground = mixed(colours[kind], colours[surface], SOFT_SHARE)
    assert ratio(colours[f"{kind}-ink"], ground) >= TEXT_RATIO


@pytest.mark.parametrize("ground", ["brand", "brand-hover", "danger", "danger-hover"])
def test_white_is_readable_on_solid_buttons(ground: str) -> None:
    assert ratio((255, 255, 255), palette("light")[ground]) >= TEXT_RATIO
