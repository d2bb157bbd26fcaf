"""What finds a film: words of its title, its file names and the technical words of its versions ("prores", "23.976", "hdr")."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, or_, select
from sqlmodel import col

from videoplanet.entities.video.model import Version, Video

MOST_WORDS = 8
LONGEST_QUERY = 200


def matching(query: str) -> list[ColumnElement[bool]]:
    """The conditions that a video has every word of the query, in any order and in any case; none without words.

    Titles and file names are searched anywhere, technical words from their beginnings, so that "24" does not find 1024.
    Hangul is found however it is composed: macOS writes it in pieces.
    """
    wanted = unicodedata.normalize("NFC", query[:LONGEST_QUERY]).lower().split()[:MOST_WORDS]
    return [_has(_escaped(word)) for word in wanted]


def _has(word: str) -> ColumnElement[bool]:
    named = _composed(col(Version.filename)).contains(word, escape="\\")
    technical = func.concat(" ", func.lower(col(Version.search_text))).like(f"% {word}%", escape="\\")
    in_a_version = select(col(Version.id)).where(col(Version.video_id) == Video.id, or_(named, technical))
    return or_(_composed(col(Video.title)).contains(word, escape="\\"), in_a_version.correlate(Video).exists())


def _composed(text: Any) -> Any:
    return func.lower(func.normalize(text, literal_column("NFC")))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
