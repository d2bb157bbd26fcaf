"""Fills the placeholders of a text, so that the words around a value fit it.

`{name}` is the value. `{name:a/b}` is one of several words that depends on the value but does not show it: a particle that stands
after it (`v{number}{number:이/가}`), or the word that a number takes (`{count} {count:comment/comments}`), as the language's
`forms` say.
The browser does the same in `shared/ui/wording.js`; both are held to `tests/assets/wording_vectors.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale

from videoplanet.shared.i18n.languages import Forms, traits_of
from videoplanet.shared.i18n.particles import particle

NAME_SHOWN = 40
NAME_HEAD = 24
NAME_TAIL = 12
_JOINERS = " \u200d\ufe0e\ufe0f"  # halves of an emoji are no picture
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<words>[^{}/]+(?:/[^{}/]+)+))?\}")


def fill(template: str, language: str, params: Mapping[str, object]) -> str:
    """Return `template` with its placeholders filled, as its `language` wants it.

    Raises:
        KeyError: a placeholder has no value.
    """

    def filled(match: re.Match[str]) -> str:
        value, words = params[match["name"]], match["words"]
        if words is None:
            return str(value)
        if traits_of(language).forms is Forms.PARTICLE:
            return particle(str(value), words)
        forms = words.split("/")
        place = plural_categories(language).index(plural_category(value, language))
        return forms[min(place, len(forms) - 1)]

    return PLACEHOLDER.sub(filled, template)


def plural_category(value: object, language: str) -> str:
    """Return the plural category (CLDR, UTS #35) of a number or of a number's text; `other` for what is no number."""
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return "other"
    return str(_locale(language).plural_form(number)) if number.is_finite() else "other"


@lru_cache
def plural_categories(language: str) -> tuple[str, ...]:
    """Return the plural categories that numbers have in a language, in CLDR's order."""
    rules = _locale(language).plural_form
    return tuple(name for name in _CATEGORIES if name in rules.tags or name == "other")


def shortened(name: str) -> str:
    """Return a name as a note, a question or a subject has room for it: a long one loses its middle, as file names do."""
    signs = list(name)
    if len(signs) <= NAME_SHOWN:
        return name
    head, tail = "".join(signs[:NAME_HEAD]), "".join(signs[-NAME_TAIL:])
    return f"{head.rstrip(_JOINERS)}…{tail.lstrip(_JOINERS)}"


@lru_cache
def _locale(language: str) -> Locale:
    return Locale(language)
