"""A film's facts in the columns of its version: written when it arrives, and again when its pictures told otherwise."""

from __future__ import annotations

from typing import Any

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.words import search_words


def columns(facts: Facts) -> dict[str, Any]:
    """Values by column of `Version`."""
    timebase = facts.timebase
    return {
        "rate_num": facts.rate.num,
        "rate_den": facts.rate.den,
        "frame_count": facts.frame_count,
        "start_frame": timebase.start,
        "is_drop_frame": timebase.drop_frame,
        "width": facts.width,
        "height": facts.height,
        "duration_seconds": float(facts.duration),
        "video_codec": facts.video_codec,
        "audio_codec": facts.audio_codec if facts.sounds else None,
        "details": facts.to_json(),
        "search_text": search_words(facts),
    }
