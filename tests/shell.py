"""The environment of a fresh shell: what a command that a test starts sees, whatever the test process set for itself."""

from __future__ import annotations

import os

_KEPT = {"VIDEOPLANET_CHROMIUM"}
_OURS = ("VIDEOPLANET_", "REFLEX_", "__REFLEX_")


def _is_ours(name: str) -> bool:
    return name == "PORT" or (name.startswith(_OURS) and name not in _KEPT)


_AS_STARTED = {name: value for name, value in os.environ.items() if not _is_ours(name)}


def forget_settings() -> None:
    """Take the settings of the shell that the tests were started from out of this process."""
    for name in [name for name in os.environ if _is_ours(name)]:
        del os.environ[name]


def fresh_shell(**variables: str) -> dict[str, str]:
    """Return the environment of a command: no setting but `variables`.

    Args:
        variables: set in it.
    """
    return {**_AS_STARTED, "LANG": "C.UTF-8", **variables}
