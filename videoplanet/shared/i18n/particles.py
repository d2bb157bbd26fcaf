"""Korean particles by the word before them: v2가 but v3이, 게스트를 but 링크 셋을.

A particle has two forms, after a consonant and after a vowel. What a word ends in follows from how Koreans read it aloud: Hangul by
its last letter, numbers as Sino-Korean numerals, Latin letters by their names when they are spelled and by the usual transcription
when they are a word. Scripts that cannot be read without a dictionary get both forms, as Korean print does: 東京을(를).
The browser does the same in `shared/ui/wording.js`; both are held to `tests/assets/wording_vectors.json`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Ending = Literal["vowel", "rieul", "consonant"]

PAIRS = frozenset({"이/가", "을/를", "은/는", "과/와", "으로/로", "이에요/예요", "이나/나"})
"""The particles the catalogue may use, each as `after a consonant/after a vowel`."""

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_NUMBER = re.compile(r"(?P<whole>\d[\d,]*)(?:\.(?P<fraction>\d+))?$", re.ASCII)
_LATIN = re.compile(r"[A-Za-z]+$")
_BYTES = re.compile(r"(?:[KMGT]i?)?B$")
_DIGITS: tuple[Ending, ...] = (
    "consonant", "rieul", "vowel", "consonant", "vowel", "vowel", "consonant", "rieul", "rieul", "vowel",
)  # fmt: skip
"""영 일 이 삼 사 오 육 칠 팔 구."""
_TRILLION = range(12, 16)
"""Zeros after which a number ends in 조; 십, 백, 천, 만, 억 and 경 all end in a consonant."""
_LETTERS: dict[str, Ending] = {"L": "rieul", "R": "rieul", "M": "consonant", "N": "consonant"}
"""엘, 알, 엠, 엔; every other letter's name ends in a vowel."""
_SPELLED = 4
_WORD_RIEUL = re.compile(r"(?:l|[aeiou]le|[^aeiou]le)$")
_WORD_CONSONANT = re.compile(r"(?:[mn]|ng|[aeiou][mn]e|(?:^|[^aeiou])[aeiou](?:[bckpt]|ck|[bpt]{2})|ook)$")


def particle(word: str, pair: str) -> str:
    """Return the form of `pair` (`을/를`) that stands after `word`; both forms when nobody can tell how it is read."""
    after_consonant, after_vowel = pair.split("/")
    ending = ending_of(word)
    if ending is None:
        return f"(으){after_vowel}" if after_consonant == "으로" else f"{after_consonant}({after_vowel})"
    if ending == "rieul" and after_consonant == "으로":
        return after_vowel
    return after_vowel if ending == "vowel" else after_consonant


def ending_of(word: str) -> Ending | None:
    """Return what a word ends in when it is read aloud in Korean; None when that is not known."""
    text = unicodedata.normalize("NFC", word)
    while text and not _is_read(text[-1]):
        text = text[:-1]
    if not text:
        return None
    if text[-1] == "%":
        return "vowel"  # 퍼센트
    if _FIRST_SYLLABLE <= ord(text[-1]) <= _LAST_SYLLABLE:
        final = (ord(text[-1]) - _FIRST_SYLLABLE) % _FINALS
        return "vowel" if final == 0 else "rieul" if final == _RIEUL else "consonant"
    if number := _NUMBER.search(text):
        return _ending_of_number(number["whole"], number["fraction"])
    if latin := _LATIN.search(_without_accents(text)):
        return _ending_of_latin(latin[0])
    return None


def _is_read(mark: str) -> bool:
    """Whether a character is spoken; quotes, brackets, full stops and pictures are not."""
    return mark == "%" or unicodedata.category(mark)[0] in "LN"


def _ending_of_number(whole: str, fraction: str | None) -> Ending:
    if fraction is not None:
        return _DIGITS[int(fraction[-1])]
    digits = whole.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or zeros == len(digits):
        return _DIGITS[int(digits[-1])]
    return "vowel" if zeros in _TRILLION else "consonant"


def _ending_of_latin(word: str) -> Ending:
    if _BYTES.search(word):
        return "vowel"  # 바이트
    is_spelled = len(word) == 1 or not re.search("[aeiouy]", word.lower()) or (word.isupper() and len(word) <= _SPELLED)
    if is_spelled:
        return _LETTERS.get(word[-1].upper(), "vowel")
    if _WORD_RIEUL.search(word.lower()):
        return "rieul"
    return "consonant" if _WORD_CONSONANT.search(word.lower()) else "vowel"


def _without_accents(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
