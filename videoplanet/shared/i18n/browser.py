"""Emits the catalogue as JavaScript modules when the interface is compiled: one a language, and one that says which there are.

The default language is part of the page, since pages are prerendered in it; another loads only for those who read it.
Areas that never reach a page stay on the server.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, DEFAULT_TIME_ZONE, LANGUAGES, Language, traits_of

SERVER_ONLY_AREAS = frozenset({"cli", "mail"})


class TextsPlugin(Plugin):
    """Writes ``.web/utils/texts/languages.js`` and a module for each of them, for ``shared/ui/text.js``."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """The modules, below the compiled frontend's ``utils`` folder."""
        modules = {"languages": languages_module(), **{language: texts_module(language) for language in LANGUAGES}}
        return [(Path("utils") / "texts" / f"{name}.js", module) for name, module in modules.items()]


def texts_module(language: Language) -> str:
    """An ES module whose default export maps every key that pages may use to its text in ``language``."""
    texts = {key: text.words[language] for key, text in catalogue().items() if text.area not in SERVER_ONLY_AREAS}
    return f"export default {json.dumps(texts, ensure_ascii=False, sort_keys=True)};\n"


def languages_module() -> str:
    """An ES module that says which languages there are, and where the texts of each come from."""
    forms = {language: traits_of(language).forms for language in LANGUAGES}
    loaders = "".join(f'  {code}: () => import("./{code}.js"),\n' for code in LANGUAGES if code != DEFAULT_LANGUAGE)
    return (
        f'import texts from "./{DEFAULT_LANGUAGE}.js";\n'
        f"export const DEFAULT_LANGUAGE = {json.dumps(DEFAULT_LANGUAGE)};\n"
        f"export const DEFAULT_TIME_ZONE = {json.dumps(DEFAULT_TIME_ZONE)};\n"
        f"export const DEFAULT_TEXTS = texts;\n"
        f"export const FORMS = {json.dumps(forms)};\n"
        f"export const LOADERS = {{\n{loaders}}};\n"
    )
