"""Seeds the demo at the first start and shows its accounts at every start. Only with the embedded database."""

from __future__ import annotations

import hashlib
import os
import sys

from videoplanet.app.console import Console
from videoplanet.app.project import PROJECT
from videoplanet.shared.engines.child import Command, run_to_end
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, write_private

DEMO_ACCOUNTS = {
    "pd@demo.example.com": "owner",
    "editor@demo.example.com": "editor",
    "client@demo.example.com": "reviewer",
}


async def show_demo(console: Console, home: Home, variables: dict[str, str]) -> None:
    """Seed what is missing if this home has not been seeded with this password, then print the accounts.

    Raises:
        StartFailure: the seeding failed.
    """
    password = variables.get("VIDEOPLANET_DEMO_PASSWORD") or os.environ["VIDEOPLANET_DEMO_PASSWORD"]
    stamp = home.path / "demo-seeded"
    seeded_with = hashlib.sha256(password.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf-8") != seeded_with:
        console.say("demo_seeding")
        command = Command(
            "demo",
            (sys.executable, "-m", "videoplanet", "demo"),
            environment={**os.environ, "VIDEOPLANET_HOME": str(home.path)},
            folder=PROJECT,
        )
        if await run_to_end(command) != 0:
            raise StartFailure("demo_failed")
        write_private(stamp, seeded_with)
    console.say("demo_accounts", password=password)
    for email, role in DEMO_ACCOUNTS.items():
        console.say("demo_account", email=email, role=role)
