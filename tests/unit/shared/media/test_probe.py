"""What is a film, what is not, and which exact facts are read from it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.clips import Clip, make_clip, run_ffmpeg
from videoplanet.shared.errors import NotAVideo, Unavailable
from videoplanet.shared.media.facts import Facts, may_be_played
from videoplanet.shared.media.probe import probe

ASSETS = Path(__file__).parents[3] / "assets"
BUNNY = ASSETS / "big_buck_bunny_720p25.mp4"


async def test_the_real_film_is_read_exactly() -> None:
    facts = await probe(BUNNY)
    assert (facts.rate.num, facts.rate.den, facts.frame_count) == (25, 1, 132)
    assert (facts.width, facts.height, facts.video_codec, facts.pixel_format) == (1280, 720, "h264", "yuv420p")
    assert (facts.audio_codec, facts.audio_channels, facts.audio_layout) == ("aac", 6, "5.1")
    assert facts.duration == Fraction(132, 25)
    assert may_be_played(facts)


async def test_pixels_that_are_not_square_widen_the_picture() -> None:
    facts = await probe(ASSETS / "carphone_176x144_2997.mp4")
    assert (facts.width, facts.height) == (193, 144)
    assert (facts.stored_width, facts.stored_height, facts.pixel_aspect) == (176, 144, Fraction(128, 117))
    assert (facts.rate.num, facts.rate.den, facts.frame_count) == (30000, 1001, 120)
    assert facts.audio_codec is None


@pytest.mark.parametrize(
    ("name", "clip", "timecode"),
    [
        ("master.mov", Clip(start_timecode="10:00:00:00"), "10:00:00:00"),
        ("ntsc.mp4", Clip(Fraction(30000, 1001), start_timecode="01:00:00;00"), "01:00:00;00"),
        ("ntsc.mp4", Clip(Fraction(30000, 1001), start_timecode="01:00:00:00"), "01:00:00:00"),
        ("none.mp4", Clip(Fraction(30000, 1001)), "00:00:00;00"),
        ("none.mkv", Clip(), "00:00:00:00"),
    ],
)
async def test_the_start_timecode_is_that_of_the_file(name: str, clip: Clip, timecode: str, tmp_path: Path) -> None:
    facts = await probe(make_clip(tmp_path / name, clip))
    assert facts.timebase.start_timecode == timecode


@pytest.mark.parametrize("rotation", [90, 180, 270])
async def test_a_rotated_film_is_measured_as_displayed_and_not_played_as_it_is(rotation: int, tmp_path: Path) -> None:
    facts = await probe(make_clip(tmp_path / "phone.mp4", Clip(width=360, height=640, rotation=rotation)))
    assert (facts.width, facts.height, facts.rotation) == (360, 640, rotation)
    assert not may_be_played(facts)


@pytest.mark.parametrize(
    ("name", "video", "playable"),
    [
        ("plain.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p"), True),
        ("plain.mov", ("-c:v", "libx264", "-pix_fmt", "yuv420p"), True),
        ("plain.mkv", ("-c:v", "libx264", "-pix_fmt", "yuv420p"), False),
        ("chroma.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv444p"), False),
        ("deep.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p10le"), False),
        ("hevc.mp4", ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"), False),
        ("prores.mov", ("-c:v", "prores_ks"), False),
        ("late.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-output_ts_offset", "0.5"), False),
    ],
)
async def test_only_what_browsers_play_true_is_called_playable(
    name: str, video: tuple[str, ...], playable: bool, tmp_path: Path
) -> None:
    facts = await probe(make_clip(tmp_path / name, Clip(frames=10, sound=False, video=video)))
    assert (may_be_played(facts) and facts.is_exact) is playable


@pytest.mark.parametrize("container", ["mov", "mkv", "ts"])
async def test_an_evening_s_worth_of_pictures_is_read_in_the_time_a_probe_has(container: str, tmp_path: Path) -> None:
    minute, film = tmp_path / "minute.mov", tmp_path / f"evening.{container}"
    make_clip(minute, Clip(Fraction(25), 60 * 25, 64, 48, sound=False))
    loop = ["-stream_loop", "119", "-i", str(minute), "-c", "copy", str(film)]
    run_ffmpeg(loop)
    facts = await probe(film, timeout_seconds=30)
    assert facts.frame_count == 120 * 60 * 25


async def test_facts_survive_their_json() -> None:
    facts = await probe(BUNNY)
    assert Facts.from_json(facts.to_json()) == facts


async def test_a_probe_that_takes_too_long_counts_as_damage(tmp_path: Path) -> None:
    with pytest.raises(NotAVideo, match=r"video\.truncated"):
        await probe(BUNNY, timeout_seconds=0.001)


@pytest.fixture
def storage_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """An address that answers range requests with the bytes of a clip, as our storage does; or only with errors."""
    blob = BUNNY.read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, blob, getattr(request, "param", 206)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/videos/original?signature=1"
    server.shutdown()
    thread.join()
    server.server_close()


class RangeHandler(BaseHTTPRequestHandler):
    def __init__(self, blob: bytes, status: int, *args: object) -> None:
        self.blob, self.status = blob, status
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        body = self.blob[start:] if self.status == 206 else b""
        self.send_response(self.status)
        self.send_header("Content-Range", f"bytes {start}-{len(self.blob) - 1}/{len(self.blob)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


async def test_a_film_in_the_storage_is_read_by_ranges(storage_address: str) -> None:
    assert await probe(storage_address) == await probe(BUNNY)


@pytest.mark.parametrize("storage_address", [503], indirect=True)
async def test_a_storage_that_fails_says_nothing_about_the_film(storage_address: str) -> None:
    with pytest.raises(Unavailable):
        await probe(storage_address)
