"""`python -m videoplanet`: see `--help`."""

from __future__ import annotations

import sys
import traceback

from videoplanet.app.console import EXPLAINED, UNFORESEEN, complain, phrase


def main() -> None:
    """Run the command line; a library that is not installed is one sentence, not a traceback."""
    try:
        from videoplanet.app.cli.main import app
        from videoplanet.shared.engines.home import keep_private

        keep_private()
        app(prog_name="python -m videoplanet")
    except ImportError as error:
        missing = _missing_library(error)
        if missing is None:
            raise
        complain(phrase("library_missing", name=missing))
        sys.exit(EXPLAINED)
    except Exception:
        traceback.print_exc()
        sys.exit(UNFORESEEN)


def _missing_library(error: BaseException | None) -> str | None:
    """The library that an import did not find, if that is what is behind `error`."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and error.name and error.name.split(".")[0] != "videoplanet":
            return error.name
        error = error.__cause__
    return None


if __name__ == "__main__":
    main()
