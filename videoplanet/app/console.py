"""What a command says in the terminal, in the language of the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.i18n.languages import INTERNATIONAL_LANGUAGE, known_language

# Exit codes besides 0: a failure that was explained in one sentence, and one that nobody foresaw (EX_SOFTWARE, traceback).
EXPLAINED = 1
UNFORESEEN = 70


def terminal_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of the terminal's locale, else the international one."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return known_language(locale) or INTERNATIONAL_LANGUAGE


def phrase(key: str, **params: object) -> str:
    """Return the text `cli.<key>` in the terminal's language."""
    return translate(f"cli.{key}", terminal_language(), **params)


class Console:
    """Standard output, one sentence a line, at once (also into a pipe or a log)."""

    def say(self, key: str, **params: object) -> None:
        """Print the text `cli.<key>`."""
        self.line(phrase(key, **params))

    def line(self, text: str) -> None:
        """Print a line that needs no translation."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def complain(sentence: str) -> None:
    """Print why a command ends, to standard error."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
