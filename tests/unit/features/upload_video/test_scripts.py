"""The scripts of uploading and their texts belong together."""

from __future__ import annotations

import re
from pathlib import Path

import videoplanet.features.upload_video.ui as upload
from videoplanet.shared.i18n.catalogue import catalogue

FOLDER = Path(upload.__file__).parent
PYTHON = Path(upload.__file__).read_text("utf-8")
WORDS = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
NAMED_BY_STATE = ("upload.state.", "upload.news.", "upload.unfinished.")


def test_every_text_is_used_and_every_used_one_is_there() -> None:
    used = set(re.findall(r'"(upload\.\w+(?:\.\w+)*)"', WORDS + PYTHON))
    known = {key for key in catalogue() if key.startswith("upload.")}
    codes = {key for key in used if f"error.{key}" in catalogue()} | {"upload.js"}
    assert used - codes <= known
    assert {key for key in known if not key.startswith(NAMED_BY_STATE)} <= used


def test_every_state_has_words() -> None:
    told = re.search(r"TOLD = new Set\(\[(.+)\]\)", (FOLDER / "news.js").read_text("utf-8"))
    assert told is not None
    assert {f"upload.news.{state}" for state in re.findall(r'"(\w+)"', told[1])} <= set(catalogue())
    moving = {"waiting", "looking", "comparing", "sending", "checking", "paused", "elsewhere", "processing", "ready"}
    assert {f"upload.state.{state}" for state in moving} <= set(catalogue())


def test_every_way_to_go_on_has_words() -> None:
    named = re.findall(r"`upload\.unfinished\.\$\{(\w+)\}(\w*)`", WORDS)
    assert {ending for _, ending in named} == {"", "_anew"}
    ways = {f"upload.unfinished.{way}{ending}" for way in ("choose", "click") for _, ending in named}
    assert ways == {key for key in catalogue() if key.startswith("upload.unfinished.")}


def test_every_script_is_shipped() -> None:
    for path in FOLDER.glob("*.js"):
        assert f'"{path.name}"' in PYTHON, path.name
