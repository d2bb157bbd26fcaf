"""A language is a folder of texts: one more folder, and everything speaks it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, LANGUAGES, known_language

PACKAGE = Path(__file__).parents[4] / "videoplanet" / "shared" / "i18n"
ASKED = """
import json
from videoplanet.shared.i18n.browser import TextsPlugin, languages_module
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.i18n.languages import LANGUAGES, Language
from videoplanet.shared.i18n.negotiation import chosen_language
from typing import get_args
print(json.dumps({
    "languages": LANGUAGES, "taken": get_args(Language), "preferred": chosen_language(None, "ja-JP,ja;q=0.9,en;q=0.5"),
    "said": translate("ui.close", "ja"),
    "one": translate("kit.presses", "ja", count=1), "five": translate("kit.presses", "ja", count=5),
    "modules": sorted(path.name for path, _ in TextsPlugin().get_static_assets()), "loaded": "./ja.js" in languages_module(),
}))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, and of no other code, that further languages can be added to."""
    place = tmp_path / "videoplanet" / "shared" / "i18n"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (tmp_path / "videoplanet", place.parent):
        (folder / "__init__.py").touch()
    return place / "texts"


def asked(texts: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(texts.parents[3])}
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(command, cwd=texts.parents[3], env=environment, capture_output=True, text=True, check=False)


def add_japanese(texts: Path) -> None:
    shutil.copytree(texts / "en", texts / "ja")
    (texts / "ja" / "language.toml").write_text(
        'name = "日本語"\nforms = "plural"\ntime_zone = "Asia/Tokyo"\n', "utf-8"
    )
    for area, english, japanese in (
        ("ui", '"ui.close" = "Close"', '"ui.close" = "閉じる"'),
        ("kit", "Pressed {count} {count:time/times}", "{count}回押しました"),
    ):
        file = texts / "ja" / f"{area}.toml"
        assert english in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(english, japanese), "utf-8")


def test_one_more_folder_is_one_more_language(copy: Path) -> None:
    add_japanese(copy)
    run = asked(copy)
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert answer["languages"] == ["ko", "en", "ja"]
    assert set(answer["taken"]) == {"ko", "en", "ja"}
    assert answer["preferred"] == "ja"
    assert answer["said"] == "閉じる"
    assert answer["one"] == "1回押しました"
    assert answer["five"] == "5回押しました"
    assert "ja.js" in answer["modules"]
    assert answer["loaded"]


def test_a_language_without_some_text_does_not_start(copy: Path) -> None:
    add_japanese(copy)
    (copy / "ja" / "home.toml").unlink()
    run = asked(copy)
    assert run.returncode != 0
    assert "texts of 'ja' and 'ko' differ" in run.stderr
    assert "home." in run.stderr


def test_a_text_that_fills_in_other_values_in_one_language_does_not_start(copy: Path) -> None:
    kit = copy / "en" / "kit.toml"
    kit.write_text(kit.read_text("utf-8").replace("Pressed {count}", "Pressed {number}"), "utf-8")
    assert "names different placeholders" in asked(copy).stderr


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ko", "ko"),
        ("KO-kr", "ko"),
        ("ko_KR.UTF-8", "ko"),
        ("en-GB", "en"),
        ("fr", None),
        ("", None),
        (None, None),
        ("C.UTF-8", None),
    ],
)
def test_a_language_is_known_by_any_tag_of_it(tag: str | None, language: str | None) -> None:
    assert known_language(tag) == language


def test_the_default_language_comes_first() -> None:
    assert LANGUAGES[0] == DEFAULT_LANGUAGE
    assert len(set(LANGUAGES)) == len(LANGUAGES) >= 2
