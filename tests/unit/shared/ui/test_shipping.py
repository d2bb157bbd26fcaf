"""What a module ships is linked where the frontend's build finds it, and who ships it is said, not looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import videoplanet.shared.ui.line as line
from videoplanet.shared.ui.shipping import shipped

LINKS = Path("assets") / "external" / "videoplanet" / "shared" / "ui" / "line"
SCRIPT = Path(line.__file__).with_name("line.js")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_script_is_linked_under_the_name_by_which_others_import_it() -> None:
    for _ in range(2):
        assert (
            shipped("line.js", line.__name__) == line.LINE_MODULE == f"$/public/{LINKS.relative_to('assets')}/line.js"
        )
        assert [(path.name, path.readlink()) for path in LINKS.iterdir()] == [("line.js", SCRIPT)]


@pytest.mark.parametrize("stands_there", ["a link to elsewhere", "a link to nothing", "a file"])
def test_what_stood_in_its_place_gives_way(stands_there: str, tmp_path: Path) -> None:
    LINKS.mkdir(parents=True)
    if stands_there == "a file":
        (LINKS / "line.js").write_text("old")
    else:
        other = tmp_path / "other.js"
        (LINKS / "line.js").symlink_to(other)
        if stands_there == "a link to elsewhere":
            other.touch()
    shipped("line.js", line.__name__)
    assert [(path.name, path.readlink()) for path in LINKS.iterdir()] == [("line.js", SCRIPT)]


def test_a_script_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.js"):
        shipped("nothing.js", line.__name__)


def test_no_module_lets_the_call_stack_be_searched() -> None:
    """With a hundred scripts that took ten seconds of every process that has the pages."""
    package = Path(line.__file__).parents[2]
    assert [path.name for path in package.rglob("*.py") if "rx.asset(" in path.read_text("utf-8")] == []
