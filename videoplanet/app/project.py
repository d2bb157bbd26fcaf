"""Where this project's files are, whichever folder a command is started in."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
WEB_FOLDER = PROJECT / ".web"
BUILT_SITE = WEB_FOLDER / "build" / "client"
BUILT_PAGES = WEB_FOLDER / "build" / "pages"
"""A folder for each further language, with the prerendered pages in it."""
