"""The languages there are: one folder of `texts/` each. Nothing else in the code names a language.

`texts/languages.toml` says which one is read by default; a folder's `language.toml` what the language is called, and what
`{name:a/b}` chooses between in it (see `wording`).
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

TEXTS = resources.files(__package__) / "texts"
ABOUT = "language.toml"
_CODE = re.compile(r"[a-z]{2}")


class Forms(StrEnum):
    """What the words of `{name:a/b}` are in a language."""

    PARTICLE = "particle"
    """The particle after a consonant and after a vowel (`particles`)."""
    PLURAL = "plural"
    """One word for each plural category of the language, in CLDR's order; the last one for all that follow."""


class Traits(NamedTuple):
    """What is to be known of a language besides its texts."""

    name: str
    """As those who speak it call it."""
    forms: Forms
    time_zone: str
    """Of whoever reads it and has not told theirs (IANA)."""


def _folders(texts: Traversable) -> list[Traversable]:
    folders = [entry for entry in texts.iterdir() if entry.is_dir() and _CODE.fullmatch(entry.name)]
    return sorted(folders, key=lambda folder: folder.name)


def _traits(folder: Traversable) -> Traits:
    about = tomllib.loads((folder / ABOUT).read_text("utf-8"))
    return Traits(name=about["name"], forms=Forms(about["forms"]), time_zone=about["time_zone"])


_DEFAULTS = tomllib.loads((TEXTS / "languages.toml").read_text("utf-8"))
_ALL = {folder.name: _traits(folder) for folder in _folders(TEXTS)}

if TYPE_CHECKING:
    Language: TypeAlias = str
else:
    Language = Literal[tuple(_ALL)]  # for bodies of requests: any other is refused, and the schema names them

DEFAULT_LANGUAGE: Language = _DEFAULTS["default"]
INTERNATIONAL_LANGUAGE: Language = _DEFAULTS["international"]
LANGUAGES: tuple[Language, ...] = (DEFAULT_LANGUAGE, *(code for code in _ALL if code != DEFAULT_LANGUAGE))
"""The default one first."""
DEFAULT_TIME_ZONE = _ALL[DEFAULT_LANGUAGE].time_zone


def known_language(tag: str | None) -> Language | None:
    """Return the language of a tag such as `ko-KR` or `ko_KR.UTF-8` (RFC 5646); None when there is no such language here."""
    code = re.split("[-_.]", (tag or "").strip().lower())[0]
    return code if code in _ALL else None


def traits_of(language: Language) -> Traits:
    """Return what is to be known of a language, of the default one for an unknown."""
    return _ALL.get(language) or _ALL[DEFAULT_LANGUAGE]
