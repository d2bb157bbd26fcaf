"""A film's properties in writing: names as their makers write them, measures short enough to be read at a glance.

Also texts from a film's headers, made fit to be stored and shown. No words of a language: those are in the catalogue.
"""

from __future__ import annotations

from typing import Any

LONGEST_WORD = 200
_JOINER = "\u200d"  # of emoji: 👩‍🎬
_NAMES = {
    "h264": "H.264 / AVC",
    "hevc": "H.265 / HEVC",
    "prores": "Apple ProRes",
    "dnxhd": "Avid DNxHD / DNxHR",
    "av1": "AV1",
    "vp8": "VP8",
    "vp9": "VP9",
    "mpeg2video": "MPEG-2",
    "mpeg4": "MPEG-4",
    "mjpeg": "Motion JPEG",
    "aac": "AAC",
    "ac3": "Dolby Digital (AC-3)",
    "eac3": "Dolby Digital Plus (E-AC-3)",
    "alac": "Apple Lossless",
    "flac": "FLAC",
    "mp3": "MP3",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "pcm_s16le": "PCM 16 bit",
    "pcm_s16be": "PCM 16 bit",
    "pcm_s24le": "PCM 24 bit",
    "pcm_s24be": "PCM 24 bit",
    "pcm_s32le": "PCM 32 bit",
    "pcm_f32le": "PCM 32 bit float",
    "bt709": "BT.709",
    "bt2020": "BT.2020",
    "bt2020nc": "BT.2020",
    "bt2020c": "BT.2020",
    "bt2020-10": "BT.2020",
    "bt2020-12": "BT.2020",
    "smpte170m": "BT.601 (NTSC)",
    "bt470bg": "BT.601 (PAL)",
    "smpte2084": "PQ (SMPTE ST 2084)",
    "arib-std-b67": "HLG (ARIB STD-B67)",
    "smpte432": "Display P3",
    "smpte431": "DCI-P3",
    "iec61966-2-1": "sRGB",
    "mov": "MOV / MP4",
    "matroska": "Matroska / WebM",
    "mxf": "MXF",
    "avi": "AVI",
    "mpegts": "MPEG-TS",
}


def plain(text: Any) -> str | None:
    """A header's text without what cannot be stored or shown: control characters, lone surrogates; short. Emoji stay joined."""
    if not text:
        return None
    kept = "".join(letter for letter in str(text) if letter.isprintable() or letter == _JOINER)[:LONGEST_WORD].strip()
    return kept.encode("utf-8", "replace").decode() or None


def name_of(name: str | None) -> str:
    """A codec, container or colour by the name its makers gave it; others as the file says, nothing for nothing."""
    return _NAMES.get(name, name) if name else ""


def decimal(value: float, digits: int = 3) -> str:
    """A number with at most so many digits behind the point, and none that say nothing."""
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if digits else written


def bit_rate_of(bits: int) -> str:
    """Bits a second, such as "184 Mbit/s"."""
    if bits < 1_000_000:
        return f"{round(bits / 1000)} kbit/s"
    return f"{decimal(bits / 1e6, 1 if bits < 10_000_000 else 0)} Mbit/s"
