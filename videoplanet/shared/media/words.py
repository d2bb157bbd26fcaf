"""The technical words people use for a film, English and Korean, so that a search finds "prores 4k 23.976" and "세로"."""

from __future__ import annotations

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.wording import decimal

_CODECS = {
    "h264": "h264 h.264 avc x264",
    "hevc": "hevc h265 h.265 x265",
    "prores": "prores apple",
    "dnxhd": "dnxhd dnxhr avid",
    "vp8": "vp8",
    "vp9": "vp9",
    "av1": "av1",
    "mpeg2video": "mpeg2 mpeg-2",
    "mpeg4": "mpeg4 xvid divx",
    "mjpeg": "mjpeg motion-jpeg",
    "cfhd": "cineform cfhd",
    "dvvideo": "dv",
    "wmv3": "wmv",
    "vc1": "vc1 wmv",
    "ffv1": "ffv1",
    "qtrle": "animation",
}
_CONTAINERS = {
    "mov": "mov mp4 quicktime",
    "matroska": "mkv webm matroska",
    "mxf": "mxf",
    "mpegts": "ts mts m2ts",
    "mpeg": "mpg mpeg vob",
    "avi": "avi",
    "flv": "flv",
    "asf": "wmv asf",
}
_LINES = (
    (4320, "8k 4320p uhd"),
    (2160, "4k 2160p uhd"),
    (1440, "2k 1440p qhd"),
    (1080, "1080p fhd fullhd hd"),
    (720, "720p hd"),
    (576, "576p sd pal"),
    (480, "480p sd ntsc"),
    (0, "sd"),
)
_TRANSFERS = {16: "hdr pq hdr10", 18: "hdr hlg"}
_CHANNELS = {1: "mono 모노", 2: "stereo 스테레오", 6: "5.1 surround", 8: "7.1 surround"}
_CHROMA = ("444", "422", "420", "411")


def search_words(facts: Facts) -> str:
    """The words, lower case, each once, separated by spaces."""
    said = [
        facts.video_codec,
        _CODECS.get(facts.video_codec, ""),
        facts.video_profile or "",
        facts.container,
        _CONTAINERS.get(facts.container, ""),
        _size(facts),
        _rate(facts),
        f"{facts.bit_depth}bit {facts.bit_depth}-bit",
        *(chroma for chroma in _CHROMA if chroma in facts.pixel_format or chroma == _chroma_of(facts.pixel_format)),
        _TRANSFERS.get(facts.transfer, "sdr"),
        facts.colour_primaries or "",
        _sound(facts),
        "interlaced 인터레이스" if facts.is_interlaced else "progressive",
        f"rotated {facts.rotation}°" if facts.rotation else "",
        "anamorphic" if facts.pixel_aspect != 1 else "",
        f"timecode 타임코드 {facts.start_timecode}" if facts.start_timecode else "",
        *(f"subtitles 자막 {stream.language or ''}" for stream in facts.streams if stream.kind == "subtitle"),
    ]
    return " ".join(dict.fromkeys(" ".join(said).lower().split()))


def _size(facts: Facts) -> str:
    short, long = sorted((facts.width, facts.height))
    lines = next(words for least, words in _LINES if short >= least)
    if short < 2160 <= long and long >= 3840:
        lines += " 4k uhd"
    shape = (
        "portrait vertical 세로"
        if facts.height > facts.width
        else "landscape 가로"
        if facts.width > facts.height
        else "square"
    )
    return f"{facts.width}x{facts.height} {lines} {shape}"


def _rate(facts: Facts) -> str:
    exact = float(facts.rate.fraction)
    rates = {decimal(exact, 3), decimal(exact, 2)}
    every = " ".join(f"{rate} {rate}fps {rate}p" for rate in sorted(rates))
    return f"{every} {'cfr constant' if facts.is_constant_rate else 'vfr variable 가변'}"


def _chroma_of(pixel_format: str) -> str:
    """Formats whose name hides their chroma subsampling."""
    if pixel_format.startswith(("nv12", "p010", "nv21")):
        return "420"
    return "422" if pixel_format.startswith(("p210", "uyvy", "yuyv", "nv16")) else ""


def _sound(facts: Facts) -> str:
    if facts.audio_index is None:
        return "silent mute no-audio 무음"
    codec = "pcm wav" if (facts.audio_codec or "").startswith("pcm_") else facts.audio_codec or ""
    channels = facts.sounds[0].channels if facts.sounds else facts.audio_channels
    return f"{codec} {_CHANNELS.get(channels, f'{channels}ch')} {facts.audio_layout or ''} {_kilohertz(facts)}"


def _kilohertz(facts: Facts) -> str:
    return f"{facts.audio_sample_rate / 1000:g}khz" if facts.audio_sample_rate else ""
