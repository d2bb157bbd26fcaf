"""Why a command cannot go on, in words for the person who started it. Never an answer to a request of the site."""

from __future__ import annotations

from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.i18n.languages import INTERNATIONAL_LANGUAGE


class StartFailure(Exception):
    """Ends a command with one clear sentence and an exit code other than 0.

    Args:
        reason: the text `cli.<reason>` of the catalogue.
        params: its placeholders.
    """

    def __init__(self, reason: str, /, **params: object) -> None:
        super().__init__(reason, params)
        self.reason = reason
        self.params = params

    def message(self, language: str) -> str:
        """Return the sentence in a language."""
        return translate(f"cli.{self.reason}", language, **self.params)

    def __str__(self) -> str:
        return self.message(INTERNATIONAL_LANGUAGE)


class ExplainedFailure(StartFailure):
    """Ends a command whose child process has already said why; nothing more is printed."""
