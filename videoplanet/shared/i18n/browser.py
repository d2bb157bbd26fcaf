"""Emits the catalogue as two JavaScript modules when the interface is compiled.

Korean is part of the page, since pages are prerendered in it; English loads only for those who read it.
Areas that never reach a page stay on the server.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

from videoplanet.shared.i18n.catalogue import LANGUAGES, Language, catalogue

SERVER_ONLY_AREAS = frozenset({"cli", "mail"})


class TextsPlugin(Plugin):
    """Writes ``.web/utils/texts/{ko,en}.js`` for ``shared/ui/text.js``."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """One module per language, below the compiled frontend's ``utils`` folder."""
        return [(Path("utils") / "texts" / f"{lang}.js", texts_module(lang)) for lang in LANGUAGES]


def texts_module(lang: Language) -> str:
    """An ES module whose default export maps every key that pages may use to its text in ``lang``."""
    texts = {key: getattr(text, lang) for key, text in catalogue().items() if text.area not in SERVER_ONLY_AREAS}
    return f"export default {json.dumps(texts, ensure_ascii=False, sort_keys=True)};\n"
