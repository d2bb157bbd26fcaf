"""Every page may be led on to, and no path that answers programs."""

from __future__ import annotations

import os
import subprocess
import sys

from videoplanet.app.project import PROJECT

ROUTES = """
import videoplanet.app.site as site
from videoplanet.shared.security.local_paths import page_path
pages = ["/" + route.removeprefix("index") for route in site.app._unevaluated_pages]
print("pages", [page for page in pages if page_path(page, "") != page], len(pages) > 8)
others = [route.path for route in site.app._api.routes]
print("others", [other for other in others if page_path(other, "")], len(others) > 1)
"""


def test_every_page_may_be_a_next_and_no_route_of_a_program() -> None:
    run = subprocess.run(
        [sys.executable, "-c", ROUTES],
        cwd=PROJECT,
        env={**os.environ, "VIDEOPLANET_ENVIRONMENT": "production"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert run.stdout.splitlines()[-2:] == ["pages [] True", "others [] True"], run.stdout
