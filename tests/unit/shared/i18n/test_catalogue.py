"""The catalogue is complete, and everything the code asks it for is in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from videoplanet.shared.i18n.catalogue import catalogue, placeholders, translate

SOURCE = Path(__file__).parents[4] / "videoplanet"
FIRST_ARGUMENT = {"t", "translate"}
SECOND_ARGUMENT = {"toast"}
PREFIX = {"t_of"}


def calls(names: set[str], position: int) -> Iterator[tuple[str, str]]:
    """Every literal text key that the product's code passes to one of the functions, with where."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) <= position:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            argument = node.args[position]
            if name in names and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, f"{file.relative_to(SOURCE)}:{node.lineno}"


def test_every_text_has_words_in_each_language() -> None:
    assert [key for key, text in catalogue().items() if not all(words.strip() for words in text.words.values())] == []


def test_english_texts_hold_no_korean() -> None:
    assert [key for key, text in catalogue().items() if re.search("[가-힣]", text.words["en"])] == []


def test_every_key_that_the_code_names_exists() -> None:
    used = [*calls(FIRST_ARGUMENT, 0), *calls(SECOND_ARGUMENT, 1)]
    assert len(used) > 50
    assert [f"{key} ({where})" for key, where in used if key not in catalogue()] == []


def test_every_prefix_that_the_code_names_starts_some_key() -> None:
    missing = [
        f"{prefix} ({where})"
        for prefix, where in calls(PREFIX, 0)
        if not any(key.startswith(f"{prefix}.") for key in catalogue())
    ]
    assert missing == []


def test_every_key_that_a_script_names_exists() -> None:
    keys = {
        key
        for file in SOURCE.rglob("*.js")
        for key in re.findall(r'\bt\(\s*"([a-z_]+\.[a-z_.]+)"', file.read_text("utf-8"))
    }
    assert keys
    assert keys - set(catalogue()) == set()


def test_translate_fills_placeholders_in_the_asked_language() -> None:
    assert translate("kit.presses", "ko", count=3) == "3번 눌렀습니다"
    assert translate("kit.presses", "en", count=3) == "Pressed 3 times"


def test_translate_reads_korean_for_an_unknown_language() -> None:
    assert translate("ui.close", "fr") == "닫기"


def test_translate_leaves_braces_in_values_alone() -> None:
    assert translate("kit.typed", "en", text="{count}") == "You typed: {count}"


def test_translate_refuses_unknown_keys_and_missing_values() -> None:
    with pytest.raises(KeyError):
        translate("ui.nothing_like_this", "ko")
    with pytest.raises(KeyError):
        translate("kit.presses", "ko")


def test_placeholders_are_the_names_in_braces() -> None:
    assert placeholders("{name} — {count} / {name}") == {"name", "count"}
