"""Which language a request wants: the viewer's own choice first, the browser's preference second."""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie

from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, Language, known_language

LANGUAGE_COOKIE = "vp_lang"


_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


def negotiate(accept_language: str | None) -> Language:
    """The language that suits an ``Accept-Language`` header best (RFC 9110 §12.5.4).

    The default one when the header is missing, cannot be read, or names none that there is.
    """
    best: Language = DEFAULT_LANGUAGE
    best_weight = 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameter = part.strip().partition(";")
        language = known_language(tag)
        weight = _weight(parameter)
        if language is not None and weight > best_weight:
            best, best_weight = language, weight
    return best


def chosen_language(cookie: str | None, accept_language: str | None = None) -> Language:
    """The language of a request or of a Reflex socket.

    Args:
        cookie: The ``Cookie`` header, which carries the choice made in the interface.
        accept_language: The ``Accept-Language`` header; left out, a viewer who never chose gets the default one.
    """
    return language_of_page(cookie) or negotiate(accept_language)


def language_of_page(cookie: str | None) -> Language | None:
    """The language in which pages are shown in the browser that sends this ``Cookie`` header; None where it is no browser."""
    if cookie is None or LANGUAGE_COOKIE not in cookie:
        return None
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(cookie)
    except CookieError:
        return None
    morsel = jar.get(LANGUAGE_COOKIE)
    return known_language(morsel.value) if morsel is not None else None


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    return float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
