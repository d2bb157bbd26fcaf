"""In which language a page speaks: its words without what people entered, and which of them belong to the other language."""

from __future__ import annotations

import re
from collections.abc import Collection

from playwright.async_api import Page

# Every text that is seen or read out, one a line of the answer; one that is in pieces, as a whole.
_WORDS = """
() => {
  const said = new Set();
  const isShown = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true });
  const isOfTheLine = (node) => node instanceof Text || node instanceof Comment || node?.nodeName === "WBR";
  const lineFrom = (node) => (isOfTheLine(node) ? (node instanceof Text ? node.data : "") + lineFrom(node.nextSibling) : "");
  const goesOn = ({ previousSibling: before }) => isOfTheLine(before) && (before instanceof Text || goesOn(before));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (goesOn(node)) continue; // told with what it goes on from
    const isSaid = parent && !parent.closest("script, style, noscript, [lang]:not(html)") && isShown(parent);
    if (isSaid) said.add(lineFrom(node).trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (isShown(element) && !element.closest("[lang]:not(html)")) said.add(element.getAttribute(name).trim());
  said.add(document.title);
  return [...said].filter(Boolean);
}
"""
# Names, codes and signs that are the same in both languages.
_SAME = re.compile(
    r"""https?://\S+ | \S+@\S+ | [\w.-]*\.(?:mp4|mov) | \b[0-9a-f]{6,}\b | 한국어
    | (?<![A-Za-z])(?:
        VideoPlanet | English | OK
        | Alt | Ctrl | Enter | Esc | Shift | Space | Page\ Up | Page\ Down | Home | End
        | MP4 | MOV | H\.?264 | AVC | HEVC | AAC | LC | HLS | ProRes | HDR | SDR | BT\.?\d+ | SHA-256 | High | Main | yuv\w+
        | fps | k?Hz | [kM]?bit(?:/s)? | [kKMGT]i?B | UTC | KST
    )(?![A-Za-z])""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHER = {"ko": re.compile(r"[A-Za-z]{2,}"), "en": re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+")}


async def foreign_words(page: Page, language: str, data: Collection[str]) -> list[str]:
    """What the page says in the other language.

    Args:
        page: As it stands.
        language: Which one it is in: ``ko`` or ``en``.
        data: What people entered, which may be in any; single letters, such as initials, only where they stand alone.
    """
    said: list[str] = await page.evaluate(_WORDS)
    return [words for words in said if is_foreign(words, language, data)]


def is_foreign(words: str, language: str, data: Collection[str] = ()) -> bool:
    """Whether words are in the other language, apart from data, names and codes."""
    if words in data:
        return False
    for entered in sorted((each for each in data if len(each) > 1), key=len, reverse=True):
        words = words.replace(entered, " ")
    return bool(_OTHER[language].search(_SAME.sub(" ", words)))
