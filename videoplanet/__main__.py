"""`python -m videoplanet`: see `--help`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a library that is not installed is one sentence, not a traceback."""
    try:
        from videoplanet.app.cli.main import app
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "videoplanet":
            raise
        from videoplanet.app.console import complain, phrase

        complain(phrase("library_missing", name=error.name))
        sys.exit(1)
    app(prog_name="python -m videoplanet")


if __name__ == "__main__":
    main()
