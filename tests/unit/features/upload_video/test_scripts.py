"""The scripts of uploading, what Python draws of them, and their texts belong together."""

from __future__ import annotations

import re
from pathlib import Path

import videoplanet.features.upload_video.ui as upload
from videoplanet.shared.i18n.catalogue import catalogue

FOLDER = Path(upload.__file__).parent
SCRIPTS = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
PYTHON = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
ROWS = (FOLDER / "rows.js").read_text("utf-8")
STORE = (FOLDER / "store.py").read_text("utf-8")
NAMED_BY_STATE = ("standing", "news", "summary", "bar", "to", "notice", "problem")
"""Groups of texts of which a published value names one; a group is the middle of the key."""
KNOWN = {key for key in catalogue() if key.startswith("upload.")}


def group(name: str) -> set[str]:
    return {key.removeprefix(f"upload.{name}.") for key in KNOWN if key.startswith(f"upload.{name}.")}


def test_every_text_is_used_and_every_used_one_is_there() -> None:
    used = set(re.findall(r'"(upload\.\w+(?:\.\w+)*)"', SCRIPTS + PYTHON))
    groups = {f"upload.{name}" for name in (*NAMED_BY_STATE, "drop")}
    codes = {key for key in used if f"error.{key}" in catalogue()} | {"upload.js"}
    assert used - codes - groups <= KNOWN
    named = tuple(f"upload.{name}." for name in (*NAMED_BY_STATE, "drop"))
    assert {key for key in KNOWN if not key.startswith(named)} <= used
    for name in (*NAMED_BY_STATE, "drop"):
        assert f't_of("upload.{name}"' in re.sub(r"\(\s+", "(", PYTHON), name


def test_every_way_to_stand_has_words_and_every_words_are_a_way_to_stand() -> None:
    states = set(re.findall(r'"(\w+)"', re.search(r"@typedef \{(.+?)\} State", ROWS, re.DOTALL)[1]))  # type: ignore[index]
    told = states - {"refused", "failed", "unfinished"}  # these say why, or how they go on
    ways = {"offline", "busy", "click", "choose", "click_anew", "choose_anew", "paused_at", "paused_anew"}
    assert group("standing") == told | ways
    assert {
        way for way in ways - {"click", "choose", "click_anew", "choose_anew"} if f'"{way}"' not in SCRIPTS
    } == set()


def test_news_problems_notices_and_titles_have_words() -> None:
    told = re.search(r"TOLD = new Set\(\[(.+)\]\)", (FOLDER / "news.js").read_text("utf-8"))
    assert told is not None
    assert group("news") == set(re.findall(r'"(\w+)"', told[1])) | {"online"}
    for name in ("problem", "notice"):
        assert set(re.findall(rf'"upload\.{name}\.(\w+)"', SCRIPTS)) == group(name)
    assert group("summary") == {"moving", "paused", "offline", "busy", "unfinished", "known", "wrong", "done"}
    assert group("bar") == {"sent", "comparing", "processing"}
    assert group("to") == {"project", "version"}


def test_every_place_says_what_a_drop_does_there() -> None:
    kinds = {"project", "link", "any", "closed", "version", "film"}
    assert group("drop") == kinds | {f"{kind}_text" for kind in kinds}


def test_every_script_is_shipped() -> None:
    for path in FOLDER.glob("*.js"):
        assert f'"{path.name}"' in STORE, path.name


def test_no_script_says_what_a_role_may_do() -> None:
    assert not re.findall(r'"(?:owner|admin|editor|reviewer|viewer)"', SCRIPTS)


def test_no_script_draws() -> None:
    assert not re.findall(r"createElement as|jsx\(|className", SCRIPTS)
