"""Finds a Chromium for the browser tests: one that is there, newest first. Installs nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_INSIDE_PLAYWRIGHT = ("chrome-linux64/chrome", "chrome-linux/chrome", "chrome-mac*/*.app/Contents/MacOS/*")


def find_chromium() -> Path | None:
    """Return the browser's program, or None.

    `VIDEOPLANET_CHROMIUM` decides when it is set. Else one on PATH comes first, because distributions build theirs with the
    codecs that films need, then the one that playwright installed.
    """
    chosen = os.environ.get("VIDEOPLANET_CHROMIUM")
    if chosen:
        return Path(chosen) if os.access(chosen, os.X_OK) else None
    for name in (*NAMES, *MACOS):
        found = shutil.which(name)
        if found:
            return Path(found)
    for folder in _playwright_folders():
        for pattern in _INSIDE_PLAYWRIGHT:
            for program in sorted(folder.glob(f"chromium-*/{pattern}"), reverse=True):
                if os.access(program, os.X_OK):
                    return program
    return None


def _playwright_folders() -> list[Path]:
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    home = Path.home()
    return [Path(chosen)] if chosen else [home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright"]
