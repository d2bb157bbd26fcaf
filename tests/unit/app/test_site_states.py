"""Which States a page's socket can call depends on what the site is for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from videoplanet.app.project import PROJECT

CALLABLE = """
import videoplanet.app.site
from reflex_base.registry import RegistrationContext
print([name for name in RegistrationContext.get().event_handlers if "kit" in name.split(".")[-2]])
"""


@pytest.mark.parametrize(("environment", "is_there"), [("production", False), ("development", True)])
def test_the_kits_events_exist_where_its_page_does(environment: str, is_there: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-c", CALLABLE],
        cwd=PROJECT,
        env={**os.environ, "VIDEOPLANET_ENVIRONMENT": environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert ("kit_state" in run.stdout) == is_there, run.stdout
