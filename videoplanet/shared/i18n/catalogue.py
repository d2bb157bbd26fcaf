"""The one catalogue of user-visible texts, read from ``texts/<language>/<area>.toml``.

For every text a person reads: pages, errors, mails. Not for log lines, which stay in the code.
A text is a line ``"area.key" = "words"``; ``{name}`` marks a value to fill in, ``{name:이/가}`` and ``{name:comment/comments}`` the
word that goes with it (see ``wording``). Every language has every text, in the same file.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import NamedTuple

from videoplanet.shared.i18n.languages import ABOUT, DEFAULT_LANGUAGE, LANGUAGES, TEXTS, Language, known_language
from videoplanet.shared.i18n.wording import PLACEHOLDER, fill


class Text(NamedTuple):
    """One text: the area (file name) it comes from, and its words in each language."""

    area: str
    words: Mapping[Language, str]

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the values to fill in, the same in each language."""
        return placeholders(self.words[DEFAULT_LANGUAGE])


@functools.cache
def catalogue() -> dict[str, Text]:
    """Every text by key.

    Raises:
        ValueError: A key is defined twice, lacks a language, or its languages name different placeholders.
    """
    read = {language: _texts_of(TEXTS / language) for language in LANGUAGES}
    first = read[DEFAULT_LANGUAGE]
    for language, texts in read.items():
        if (
            different := {key: area for key, (area, _) in texts.items()}.items()
            ^ {key: area for key, (area, _) in first.items()}.items()
        ):
            raise ValueError(f"texts of {language!r} and {DEFAULT_LANGUAGE!r} differ: {sorted(different)}")
    found = {
        key: Text(area, {language: read[language][key][1] for language in LANGUAGES})
        for key, (area, _) in first.items()
    }
    for key, text in found.items():
        if any(placeholders(words) != text.placeholders for words in text.words.values()):
            raise ValueError(f"text {key!r} names different placeholders in its languages")
    return found


def translate(key: str, language: str, **params: object) -> str:
    """The text ``key`` in ``language`` with its placeholders filled.

    Args:
        key: A key of the catalogue.
        language: One that there is; anything else reads as the default one.
        params: A value for each placeholder.

    Raises:
        KeyError: The key is not in the catalogue, or a placeholder has no value.
    """
    spoken = known_language(language) or DEFAULT_LANGUAGE
    return fill(catalogue()[key].words[spoken], spoken, params)


def placeholders(template: str) -> frozenset[str]:
    """The names between braces in a template."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(template))


def _texts_of(folder: Traversable) -> dict[str, tuple[str, str]]:
    """Area and words of each text in a language's folder."""
    texts: dict[str, tuple[str, str]] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name == ABOUT or not file.name.endswith(".toml"):
            continue
        area = file.name.removesuffix(".toml")
        for key, words in tomllib.loads(file.read_text("utf-8")).items():
            if key in texts or not isinstance(words, str):
                raise ValueError(f"text {key!r} is defined twice, or is no text")
            texts[key] = (area, words)
    return texts
