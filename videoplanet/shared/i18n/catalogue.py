"""The one catalogue of user-visible texts, read from ``texts/*.toml``.

For every text a person reads: pages, errors, mails. Not for log lines, which are English and stay in the code.
A text is a table ``["area.key"]`` with ``ko`` and ``en``; ``{name}`` marks a value to fill in, ``{name:이/가}`` and
``{name:comment/comments}`` the word that goes with it (see ``wording``).
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal, NamedTuple, get_args

from videoplanet.shared.i18n.wording import PLACEHOLDER, fill

Language = Literal["ko", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "ko"


class Text(NamedTuple):
    """One text in both languages, and the area (file name) it comes from."""

    ko: str
    en: str
    area: str


@functools.cache
def catalogue() -> dict[str, Text]:
    """Every text by key.

    Raises:
        ValueError: A key is defined twice, lacks a language, or its languages name different placeholders.
    """
    texts: dict[str, Text] = {}
    folder = resources.files(__package__) / "texts"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for key, entry in tomllib.loads(file.read_text("utf-8")).items():
            if key in texts:
                raise ValueError(f"text {key!r} is defined twice")
            if not isinstance(entry, dict) or set(entry) != set(LANGUAGES):
                raise ValueError(f"text {key!r} needs exactly the languages {LANGUAGES}")
            text = Text(**entry, area=file.name.removesuffix(".toml"))
            if placeholders(text.ko) != placeholders(text.en):
                raise ValueError(f"text {key!r} names different placeholders in its languages")
            texts[key] = text
    return texts


def translate(key: str, lang: str, **params: object) -> str:
    """The text ``key`` in ``lang`` with its placeholders filled.

    Args:
        key: A key of the catalogue.
        lang: ``ko`` or ``en``; anything else reads as Korean.
        params: A value for each placeholder.

    Raises:
        KeyError: The key is not in the catalogue, or a placeholder has no value.
    """
    text = catalogue()[key]
    template = text.en if lang == "en" else text.ko
    return fill(template, "en" if lang == "en" else DEFAULT_LANGUAGE, params)


def placeholders(template: str) -> frozenset[str]:
    """The names between braces in a template."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(template))
