"""The poster is upright, in square pixels, and a picture of the film."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.clips import Clip, frame_numbers, make_clip
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.probe import probe


@pytest.mark.parametrize(
    ("clip", "size", "frame"),
    [
        (Clip(frames=100), (640, 360), 10),
        (Clip(frames=1), (640, 360), 0),
        (Clip(frames=40, width=1920, height=1080), (1280, 720), 4),
        (Clip(frames=40, width=360, height=640, rotation=90), (360, 640), 4),
        (Clip(frames=40, width=480, height=360, pixel_aspect=Fraction(4, 3)), (640, 360), 4),
    ],
)
async def test_the_poster_is_the_frame_at_a_tenth(
    clip: Clip, size: tuple[int, int], frame: int, tmp_path: Path
) -> None:
    film = make_clip(tmp_path / "film.mp4", clip)
    await make_poster(film, await probe(film), tmp_path / "poster.jpg")
    with av.open(str(tmp_path / "poster.jpg")) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == size
    assert frame_numbers(tmp_path / "poster.jpg") == [frame]
