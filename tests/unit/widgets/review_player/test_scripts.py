"""The player's scripts, what is drawn of them, their texts and their keys belong together."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

from reflex_base.components.memo import MEMOS, MemoComponentDefinition

from tests.unit.test_browser_modules import NODE
from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.widgets.review_player import store, ui

FOLDER = Path(store.__file__).parent
SCRIPTS = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.js")}
DRAWN = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
WORDS = "\n".join([*SCRIPTS.values(), DRAWN])
NAMED_IN_THE_BROWSER = tuple(f"player.{group}." for group in ("kind", "notice", "key", "key_group", "timecode_problem"))


def test_every_text_of_the_player_is_used_and_every_used_one_is_there() -> None:
    named = [*re.findall(r'(?:announce\(|value: )"(\w+)"', WORDS), "in_point", "out_point"]
    used = set(re.findall(r'\bt\(\s*"(player\.\w+(?:\.\w+)*)"', WORDS)) | {f"player.{name}" for name in named}
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
    source = Path(store.__file__).read_text("utf-8")
    for path in [*FOLDER.glob("*.js"), *FOLDER.glob("*.css")]:
        assert f'"{path.name}"' in source, path.name


def test_what_is_drawn_is_what_is_published() -> None:
    module = json.dumps((FOLDER / "shown.js").as_uri())
    names = f"import {{ NOTHING_YET }} from {module}; console.log(Object.keys(NOTHING_YET).join())"
    told = subprocess.run([NODE, "--input-type=module", "--eval", names], capture_output=True, text=True, check=True)
    parts = set(told.stdout.strip().split(","))
    drawn = set(re.findall(r"\bshown_(\w+)", compiled()))
    assert drawn <= parts
    assert parts - drawn == {"has_picture"}  # `telling.js` alone goes by it


def test_everything_that_is_asked_of_the_player_can_be_done() -> None:
    acts = SCRIPTS["interface.js"].partition("#acts = {")[2].partition("};")[0]
    done = set(re.findall(r"^    (\w+): ", acts, re.MULTILINE))
    actions = set(re.findall(r"\b(\w+): ", SCRIPTS["player_actions.js"].partition("return {")[2]))
    asked = set(re.findall(r'(?:player_\.act\(|\baction:)"(\w+)"', compiled()))
    assert asked <= done | actions
    assert done <= asked


def test_every_element_that_the_engine_works_on_is_drawn() -> None:
    attached = SCRIPTS["interface.js"].partition("#attached = {")[2].partition("};")[0]
    names = set(re.findall(r"^    (\w+): ", attached, re.MULTILINE)) | {"played", "playhead", "frame_number", "preview"}
    drawn = set(re.findall(r'player_\.ref\("(\w+)"', compiled()))
    assert {name for name in names if not name.startswith("range_")} == drawn
    assert names > drawn  # the ends of a range are named by what is published


@cache
def compiled() -> str:
    """What the player's parts become in the browser."""
    parts = [each for (_, module), each in MEMOS.items() if (module or "").startswith(ui.__package__)]
    return "\n".join(str(each.component) for each in parts if isinstance(each, MemoComponentDefinition))
