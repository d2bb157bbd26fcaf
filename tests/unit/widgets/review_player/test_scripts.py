"""The player's scripts, their texts and their keys belong together."""

from __future__ import annotations

import re
from pathlib import Path

import videoplanet.widgets.review_player.ui as player
from videoplanet.shared.i18n.catalogue import catalogue

FOLDER = Path(player.__file__).parent
SCRIPTS = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.js")}
WORDS = "\n".join(SCRIPTS.values())
NAMED_IN_THE_BROWSER = tuple(f"player.{group}." for group in ("kind", "notice", "key", "key_group", "timecode_problem"))


def test_every_text_of_the_player_is_used_and_every_used_one_is_there() -> None:
    used = set(re.findall(r'"(player\.\w+(?:\.\w+)*)"', WORDS))
    known = {key for key in catalogue() if key.startswith("player.")}
    assert used <= known
    assert {key for key in known if not key.startswith(NAMED_IN_THE_BROWSER)} <= used


def test_every_key_is_explained() -> None:
    keys = SCRIPTS["keyboard.js"].partition("export const KEYS")[2].partition("});")[0]
    actions = set(re.findall(r"^\s+(\w+): \[", keys, re.MULTILINE))
    assert len(actions) > 20
    assert {f"player.key.{action}" for action in actions} <= set(catalogue())
    offered = set(re.findall(r"^\s+(\w+): ", SCRIPTS["player_actions.js"], re.MULTILINE)) | {"comment", "waveform"}
    assert actions <= offered


def test_every_group_of_keys_and_every_wrong_entry_has_words() -> None:
    groups = SCRIPTS["keyboard.js"].partition("const GROUPS = {")[2].partition("};")[0]
    names = re.findall(r"^\s+(\w+): \[", groups, re.MULTILINE)
    problems = re.findall(r'problem: "(\w+)"(?: \| "(\w+)")?', SCRIPTS["timecode_entry.js"])
    assert len(names) > 3
    assert {f"player.key_group.{name}" for name in names} <= set(catalogue())
    assert {f"player.timecode_problem.{name}" for pair in problems for name in pair if name} <= set(catalogue())


def test_every_notice_has_words() -> None:
    notices = re.search(r"@typedef \{(.+)\} SourceNotice", SCRIPTS["troubles.js"])
    assert notices is not None
    for notice in re.findall(r'"(\w+)"', notices[1]):
        assert f"player.notice.{notice}" in catalogue()


def test_every_script_and_style_is_shipped_with_the_component() -> None:
    source = Path(player.__file__).read_text("utf-8")
    for path in [*FOLDER.glob("*.js"), *FOLDER.glob("*.css")]:
        assert f'"{path.name}"' in source, path.name
