"""One word for one thing, particles and numbers that fit, no English on Korean screens, and no words outside of the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.i18n.wording import PLACEHOLDER

SOURCE = Path(__file__).parents[4] / "videoplanet"
SETTLED = {
    "게스트": r"손님",
    "클라이언트": r"고객",
    "삭제": r"지울|지웁|지웠|지워|(?<!구간 )(?<!검색 )지우기",  # a range and a search are cleared
    "복원": r"되살리|되살렸",
    "미해결": r"열린 (것|코멘트|피드백)|해결된 것|다시 열기",
    "편집": r"고치기|수정됨",
    "만료": r"기한이 지나",
    "업로드": r"올리기(를|는|가) ",
    "{name} 님": r"\}님",
}
"""The word the interface uses, and what it does not say instead."""
TERMS = {
    *(
        "ProRes",
        "H.264",
        "MP4",
        "MOV",
        "HLS",
        "prores",
        "hevc",
        "hdr",
        "SHA-256",
        "sha-256",
        "JSON",
        "ID",
        "OK",
        "VideoPlanet",
    ),
    *("C", "K", "f", "v", "Enter", "GiB", "MiB", "English", "Idempotency-Key", "Content-Digest", "multipart/form-data"),
}
"""Names, codecs, keys and units that Korean producers read as they are."""
COMMAND_LINE = re.compile(
    r"VIDEOPLANET_[A-Z0-9_]*\*?|PORT|URL|S3|Redis|Valkey|PostgreSQL|Node|Chromium|chromium|ffmpeg|npm|serve|false|Ctrl-C"
)
PARTICLE_AFTER_VALUE = re.compile(
    r"\}[’”)`]?(?:이|가|을|를|은|는|과|와|로|으로)(?=[\s,.!?]|$)|\((?:이|가|을|를|은|는|으)\)"
)
NO_PLURALS = {"is", "was", "has", "needs", "answers", "invites", "names", "as", "process"}
PLURAL_AFTER_VALUE = re.compile(r"\{(\w+)\} ([a-z]+s|people|children)\b")
VISIBLE = {"placeholder", "title", "aria_label", "aria_description", "aria_valuetext", "alt", "label"}
WORDS = re.compile(r"[A-Za-z가-힣]{2,}")
HANGUL = re.compile("[가-힣]")
READ_HANGUL = {"shared/ui/avatar.js", "shared/ui/wording.js"}
"""Scripts that look at letters: they hold Hangul to compare with, not to show."""
ATTRIBUTES = r'(?:"aria-label"|"aria-valuetext"|ariaLabel|title|placeholder|alt|textContent|innerText)'


def korean() -> Iterator[tuple[str, str]]:
    return ((key, text.words["ko"]) for key, text in catalogue().items())


@pytest.mark.parametrize("word", SETTLED)
def test_korean_has_one_word_for_one_thing(word: str) -> None:
    assert [(key, text) for key, text in korean() if re.search(SETTLED[word], text)] == []


def test_no_particle_is_written_as_if_every_value_ended_alike() -> None:
    assert [(key, text) for key, text in korean() if PARTICLE_AFTER_VALUE.search(text)] == []


def test_no_english_plural_is_written_as_if_every_value_were_many() -> None:
    written = [
        (key, found[0]) for key, text in catalogue().items() for found in PLURAL_AFTER_VALUE.finditer(text.words["en"])
    ]
    assert [(key, found) for key, found in written if found.split()[-1] not in NO_PLURALS] == []


def test_korean_screens_hold_no_english() -> None:
    for key, text in catalogue().items():
        if key == "cli.ready":  # programs that start the site look for this line
            continue
        said = re.sub(r"`[^`]*`", "", PLACEHOLDER.sub("", text.words["ko"]))
        if text.area == "cli":
            said = COMMAND_LINE.sub("", said)
        words = set(re.findall(r"[A-Za-z][A-Za-z0-9./-]*[A-Za-z0-9]|[A-Za-z]", said))
        assert words <= TERMS, (key, text.words["ko"])


LANGUAGE = re.compile(r"\b(?:ko|en)(?:-[A-Z]{2})?\b")


def test_no_code_names_a_language() -> None:
    """Languages are folders of texts: whoever adds one changes no code."""
    named = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in SOURCE.rglob("*.py")
        for tree in [ast.parse(file.read_text("utf-8"))]
        for said_of_code in [{id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of_code
        if LANGUAGE.fullmatch(node.value)
    ]
    scripts = [*SOURCE.rglob("*.js"), *(SOURCE.parent / "assets").glob("*.js")]
    named += [
        file.name for file in scripts if re.search(r"""["'`](?:ko|en)(?:-[A-Z]{2})?["'`]""", file.read_text("utf-8"))
    ]
    assert named == []


def python_files() -> Iterator[Path]:
    for folder in ("pages", "widgets", "features", "shared/ui"):
        for file in sorted((SOURCE / folder).rglob("*.py")):
            if "pages/kit/" not in file.as_posix() and file.name not in ("api.py", "schemas.py"):  # these show examples
                yield file


def script_files() -> Iterator[Path]:
    return (file for file in sorted(SOURCE.rglob("*.js")) if file.relative_to(SOURCE).as_posix() not in READ_HANGUL)


def is_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORDS.search(node.value))


def words_in(tree: ast.Module) -> Iterator[ast.expr]:
    """String literals that somebody would see: Hangul anywhere but in documentation, and words given to elements."""
    said_of_code = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (word.value for word in node.keywords if word.arg in VISIBLE and is_words(word.value))
            if ast.unparse(node.func).startswith(("rx.el.", "rx.text", "rx.heading", "rx.fragment")):
                yield from (argument for argument in node.args if is_words(argument))
        elif isinstance(node, ast.Constant) and id(node) not in said_of_code and HANGUL.search(str(node.value)):
            yield node


def test_interfaces_in_python_have_no_words_of_their_own() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{node.lineno}: {ast.unparse(node)}"
        for file in python_files()
        for node in words_in(ast.parse(file.read_text("utf-8")))
    ]
    assert found == []


def test_scripts_have_no_words_of_their_own() -> None:
    found = []
    for file in script_files():
        code = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", file.read_text("utf-8"), flags=re.S)
        for line in code.splitlines():
            seen = re.findall(ATTRIBUTES + r'\s*[:=]\s*(["`][^"`]*["`])', line)
            sentences = re.findall(r'["`]([A-Z][a-z]+(?: [a-z]+)+[^"`]*)["`]', line) if "Error(" not in line else []
            words = [one for one in (*seen, *sentences) if WORDS.search(re.sub(r"\$\{[^}]*\}|SHA-256", "", one))]
            if words or HANGUL.search(line):
                found.append(f"{file.relative_to(SOURCE)}: {line.strip()[:120]}")
    assert found == []
