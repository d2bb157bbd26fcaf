"""For every test: the settings of the shell it is started from play no part."""

from __future__ import annotations

import os

KEPT = {"VIDEOPLANET_CHROMIUM"}

for _name in [name for name in os.environ if name == "PORT" or (name.startswith("VIDEOPLANET_") and name not in KEPT)]:
    del os.environ[_name]
