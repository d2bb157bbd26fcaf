"""Films with time stamps no camera would write: every rung is made and proven, and each picture stands near its time."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.clips import COLUMNS, ROWS, frame_numbers, picture
from tests.fragments import whole_film
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.probe import probe

SCALE = 8
DISTANCES = {
    "bursts": [2, 3, 3, 200],
    "anything": list(range(1, 120)),
    "nearly at once": [1, 40, 40, 40],
    "long stills": [500, 1000, 1500, 4000],
    "gaps": [*[33] * 20, 700, 3000],
    "a nervous clock": [27, 30, 33, 36, 39],
}
"""Milliseconds from one picture to the next, chosen at random."""


def film_at(path: Path, milliseconds: list[int]) -> Path:
    """A film with a numbered picture at each of these times."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("ffv1", rate=25)
        stream.width, stream.height, stream.pix_fmt = COLUMNS * SCALE, ROWS * SCALE, "gray"
        stream.codec_context.time_base = Fraction(1, 1000)
        for number, time in enumerate(milliseconds):
            cells = picture(number)
            rows = [cells[COLUMNS * row : COLUMNS * (row + 1)] for row in range(ROWS)]
            wide = [bytes(cell for cell in row for _ in range(SCALE)) for row in rows]
            frame = av.VideoFrame(COLUMNS * SCALE, ROWS * SCALE, "gray")
            frame.planes[0].update(b"".join(row * SCALE for row in wide))
            frame.pts, frame.time_base = time, Fraction(1, 1000)
            for packet in stream.encode(frame):
                film.mux(packet)
        for packet in stream.encode(None):
            film.mux(packet)
    return path


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", DISTANCES)
async def test_each_picture_stands_near_its_time(kind: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(f"{kind} {seed}")
    times = [chance.choice([0, 540])]
    for _ in range(chance.randint(3, 120)):
        times.append(times[-1] + chance.choice(DISTANCES[kind]))
    film = film_at(tmp_path / "film.mkv", times)
    facts = await probe(film)
    true = await make_rungs(film, facts, tmp_path, rungs=rungs(facts), with_sound=True, threads=1, timeout_seconds=60)

    name = rungs(facts)[0].name
    shown = frame_numbers(whole_film(tmp_path / name, tmp_path / "whole.mp4"))
    assert len(shown) == true.frame_count
    assert shown == sorted(shown)
    assert not true.keeps_every_picture or set(shown) == set(range(len(times)))
    for number in set(shown):
        away = Fraction(times[number] - times[0], 1000) * true.rate.fraction - shown.index(number)
        assert abs(away) < 3
