"""The maps of the code and of the tests name files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "videoplanet"
MAPS = [ROOT / "docs" / "architecture.md", ROOT / "tests" / "README.md", *sorted((ROOT / "docs" / "adr").glob("*.md"))]
_NAME = re.compile(r"`([\w<>*/.-]+\.(?:py|js|toml|md)|(?:\w+/)+)`")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_file_it_names_exists(path: Path) -> None:
    names = _NAME.findall(path.read_text())
    places = (ROOT, PACKAGE)
    lost = [name for name in names if not any(_found(place, re.sub(r"<\w+>", "*", name)) for place in places)]
    assert lost == []


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_local_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def _found(place: Path, name: str) -> bool:
    """At that place; a bare name, which follows another in a sentence, anywhere below."""
    return any(True for _ in (place.glob(name) if "/" in name else place.rglob(name)))
