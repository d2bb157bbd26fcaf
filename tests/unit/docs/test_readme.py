"""The README's configuration table knows every setting, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from videoplanet.shared.config import Settings

FOR_TESTS = {"VIDEOPLANET_CHROMIUM"}
README = (Path(__file__).parents[3] / "README.md").read_text()


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    documented = set(re.findall(r"VIDEOPLANET_[A-Z0-9_]+", README))
    assert documented - FOR_TESTS == {f"VIDEOPLANET_{name.upper()}" for name in Settings.model_fields}


def test_every_local_link_leads_somewhere() -> None:
    root = Path(__file__).parents[3]
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (root / link).exists()] == []
