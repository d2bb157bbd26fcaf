"""For every test: the settings of the shell it is started from play no part."""

from __future__ import annotations

from tests.shell import forget_settings

forget_settings()
