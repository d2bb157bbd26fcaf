"""Every technical fact of a version in writing, grouped as an editor looks for them; what is not known is left out.

Made of the version as somebody sees it, so it says no more than they may know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from videoplanet.entities.video.technical import StreamView, Technical
from videoplanet.entities.video.view import VersionView
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.i18n.languages import Language
from videoplanet.shared.media.wording import bit_rate_of, decimal, name_of
from videoplanet.shared.timecode import FrameRate, Timebase

_RANGES = {"tv": "limited", "mpeg": "limited", "limited": "limited", "pc": "full", "jpeg": "full", "full": "full"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. `key` names it in the catalogue (`review.fact.…`).

    `at` is a time and `size` a size in bytes, which are written where they are read; `copies` says that the value is long, and
    copied by itself.
    """

    key: str
    value: str
    badge: str = ""
    copies: bool = False
    at: datetime | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class FactGroup:
    """What belongs together: `picture`, `sound` or `file`."""

    name: Literal["picture", "sound", "file"]
    facts: list[Fact]


def fact_sheet(version: VersionView, language: Language, uploader: str = "") -> list[FactGroup]:
    """The facts of a version, without groups that have none.

    Args:
        version: what its reader may see.
        language: the reader's.
        uploader: the name of the member who sent it, for who may know; empty otherwise.
    """
    sheet = _Sheet(version, language)
    groups = [
        FactGroup("picture", _known(sheet.picture())),
        FactGroup("sound", _known(sheet.sound())),
        FactGroup("file", _known(sheet.file(uploader))),
    ]
    return [group for group in groups if group.facts]


class _Sheet:
    def __init__(self, version: VersionView, language: Language) -> None:
        self._version = version
        self._technical = version.technical
        self._language = language

    def picture(self) -> Iterable[Fact]:
        version, technical = self._version, self._technical
        size = _area(version.width, version.height)
        yield Fact("picture", size)
        if technical is not None:
            stored = _area(technical.stored_width, technical.stored_height)
            aspect = technical.pixel_aspect.replace("/", ":")
            yield Fact("stored", "" if stored == size else stored)
            yield Fact("pixel_aspect", "" if aspect == "1:1" else aspect)
            yield Fact("rotation", f"{technical.rotation}°" if technical.rotation else "")
        yield Fact("rate", self._rate())
        yield Fact("length", self._length())
        yield Fact("frames", str(version.duration_frames or ""))
        yield Fact("start", self._start())
        profile = technical.video_profile if technical else None
        yield Fact("video_codec", _joined(name_of(version.video_codec), profile))
        if technical is not None:
            depth = f"{technical.bit_depth} bit" if technical.bit_depth else ""
            yield Fact("bit_depth", _joined(depth, technical.pixel_format))
            yield self._colour(technical)
            yield Fact("scan", self._word("interlaced") if technical.is_interlaced else "")

    def sound(self) -> Iterable[Fact]:
        version, technical = self._version, self._technical
        codec = (technical.audio_codec if technical else None) or version.audio_codec
        if not codec:
            yield Fact("audio_codec", self._word("silent") if version.video_codec else "")
            return
        yield Fact("audio_codec", name_of(codec))
        if technical is None:
            return
        rate, tracks = technical.audio_sample_rate, self._tracks("audio")
        layout = _joined(self._layout(technical.audio_layout), self._channels(technical.audio_channels))
        yield Fact("audio_layout", layout)
        yield Fact("sample_rate", f"{decimal(rate / 1000)} kHz" if rate else "")
        yield Fact("tracks", ", ".join(tracks) if len(tracks) > 1 else "")

    def file(self, uploader: str) -> Iterable[Fact]:
        version, technical = self._version, self._technical
        yield Fact("file", version.filename or "")
        yield Fact("container", name_of(technical.container) if technical else "")
        yield Fact("size", "", size=version.size)
        yield Fact("bit_rate", bit_rate_of(technical.bit_rate) if technical and technical.bit_rate else "")
        yield Fact("subtitles", ", ".join(self._tracks("subtitle")))
        yield Fact("uploaded", "", at=version.created_at)
        yield Fact("uploader", self._word("guest") if version.uploaded_by_guest else uploader)
        yield Fact("sha256", version.sha256 or "", copies=True)

    def _rate(self) -> str:
        """Such as "24000/1001 · 23.976 fps · constant"."""
        rate, technical = self._version.rate, self._technical
        if rate is None or not rate.num or not rate.den:
            return ""
        kind = between = ""
        if technical is not None:
            kind = self._word("constant" if technical.is_constant_rate else "variable")
            lowest, highest = technical.lowest_rate, technical.highest_rate
            if not technical.is_constant_rate and lowest and highest:
                between = f" {decimal(lowest)}–{decimal(highest)}"
        exact = "" if rate.den == 1 else f"{rate.num}/{rate.den}"
        return _joined(exact, f"{decimal(rate.num / rate.den)} fps", kind + between)

    def _length(self) -> str:
        """In timecode that begins at zero."""
        rate, frames = self._version.rate, self._version.duration_frames
        if rate is None or not rate.num or not rate.den or not frames:
            return ""
        return Timebase(FrameRate(rate.num, rate.den), drop_frame=self._version.is_drop_frame).timecode(frames)

    def _start(self) -> str:
        start, technical = self._version.start_timecode, self._technical
        counted = self._word("drop_frame") if self._version.is_drop_frame else ""
        return _joined(start, counted, technical.timecode_source if technical else "") if start else ""

    def _colour(self, technical: Technical) -> Fact:
        named = (technical.colour_primaries, technical.colour_transfer, technical.colour_space)
        span = _RANGES.get(technical.colour_range or "")
        names = dict.fromkeys(name_of(name) for name in named)
        written = _joined(*names, self._word(f"range_{span}") if span else "")
        badge = "HDR" if technical.is_hdr else ""
        return Fact("colour", written or badge, badge)

    def _tracks(self, kind: str) -> list[str]:
        streams = self._technical.streams if self._technical else []
        return [self._track(stream) for stream in streams if stream.kind == kind]

    def _track(self, stream: StreamView) -> str:
        channels = self._layout(stream.layout) or self._channels(stream.channels)
        return " ".join(filter(None, (stream.title, stream.language, name_of(stream.codec), channels)))

    def _channels(self, count: int | None) -> str:
        return self._word("channels", count=count) if count else ""

    def _layout(self, layout: str | None) -> str:
        """Layouts that have a word are said in the reader's; others are signs, such as "5.1"."""
        return self._word(layout) if layout in ("mono", "stereo") else layout or ""

    def _word(self, name: str, **params: object) -> str:
        return translate(f"review.fact_word.{name}", self._language, **params)


def _known(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.value or fact.at or fact.size]


def _area(width: int | None, height: int | None) -> str:
    return f"{width} × {height}" if width and height else ""


def _joined(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))
