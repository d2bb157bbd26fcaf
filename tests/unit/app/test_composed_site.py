"""What the composed site has: pages that can be drawn and may be led on to, and the States that a page's socket can call."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from videoplanet.app.project import PROJECT

LOOK = """
import json
import videoplanet.app.site as site
from reflex_base.registry import RegistrationContext
from videoplanet.shared.security.local_paths import page_path
def fault(page):
    try:
        page.component()
    except Exception as error:
        return repr(error)
pages = ["/" + route.removeprefix("index") for route in site.app._unevaluated_pages]
others = [route.path for route in site.app._api.routes]
print(json.dumps({
    "pages": pages,
    "pages not led on to": [page for page in pages if page_path(page, "") != page],
    "faults": {route: found for route, page in site.app._unevaluated_pages.items() if (found := fault(page))},
    "others": others,
    "others led on to": [other for other in others if page_path(other, "")],
    "states": [name.split(".")[-2] for name in RegistrationContext.get().event_handlers],
}))
"""


@cache
def composed_site(environment: str) -> dict[str, Any]:
    """What a process that composes the site for this environment finds in it."""
    run = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=PROJECT,
        env={**os.environ, "VIDEOPLANET_ENVIRONMENT": environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def test_every_page_may_be_a_next_and_no_route_of_a_program() -> None:
    site = composed_site("production")
    assert (site["pages not led on to"], len(site["pages"]) > 8) == ([], True)
    assert (site["others led on to"], len(site["others"]) > 1) == ([], True)


@pytest.mark.parametrize("environment", ["production", "development"])
def test_every_page_can_be_drawn(environment: str) -> None:
    assert composed_site(environment)["faults"] == {}


@pytest.mark.parametrize(("environment", "is_there"), [("production", False), ("development", True)])
def test_the_kits_events_exist_where_its_page_does(environment: str, is_there: bool) -> None:
    states = composed_site(environment)["states"]
    assert states
    assert any("kit_state" in state for state in states) == is_there, states
