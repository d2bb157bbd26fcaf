"""What is a film, what is not, and which exact facts are read from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.clips import Clip, make_audio_only, make_clip, run_ffmpeg
from videoplanet.shared.errors import NotAVideo, Unavailable
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.media.facts import Facts, browser_playable
from videoplanet.shared.media.probe import probe

ASSETS = Path(__file__).parents[3] / "assets"
BUNNY = ASSETS / "big_buck_bunny_720p25.mp4"


def text_named_mp4(path: Path) -> Path:
    path.write_text("이것은 영상이 아니라 글입니다.\n" * 200)
    return path


def nothing(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def without_its_end(path: Path) -> Path:
    path.write_bytes(BUNNY.read_bytes()[:400_000])
    return path


def index_first_without_its_end(path: Path) -> Path:
    whole = path.with_name("whole.mp4")
    run_ffmpeg(["-i", str(BUNNY), "-c", "copy", "-movflags", "faststart", str(whole)])
    path.write_bytes(whole.read_bytes()[:600_000])
    return path


def only_a_header(path: Path) -> Path:
    path.write_bytes(BUNNY.read_bytes()[:40])
    return path


def noise(path: Path) -> Path:
    path.write_bytes(bytes((n * 7919 + n // 251) % 256 for n in range(200_000)))
    return path


def playlist_to_elsewhere(path: Path) -> Path:
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n")
    return path


def playlist_to_a_file(path: Path) -> Path:
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{BUNNY}\n#EXT-X-ENDLIST\n")
    return path


def list_of_files(path: Path) -> Path:
    path.write_text(f"ffconcat version 1.0\nfile {BUNNY}\n")
    return path


def song_with_a_cover(path: Path) -> Path:
    song, cover = make_audio_only(path.with_name("sound.m4a")), path.with_name("cover.jpg")
    run_ffmpeg(["-f", "lavfi", "-i", "color=s=64x64:d=1", "-frames:v", "1", str(cover)])
    both = ["-i", str(song), "-i", str(cover), "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic"]
    run_ffmpeg([*both, str(path)])
    return path


def picture(path: Path) -> Path:
    run_ffmpeg(["-f", "lavfi", "-i", "color=s=64x64:d=1", "-frames:v", "1", "-f", "image2", str(path)])
    return path


REFUSALS: list[tuple[Callable[[Path], Path], str, str]] = [
    (text_named_mp4, "text.mp4", "video.not_a_film"),
    (noise, "noise.mov", "video.not_a_film"),
    (picture, "picture.jpg", "video.not_a_film"),
    (playlist_to_elsewhere, "list.m3u8", "video.not_a_film"),
    (playlist_to_elsewhere, "list.mp4", "video.not_a_film"),
    (playlist_to_a_file, "list.m3u8", "video.not_a_film"),
    (list_of_files, "list.mp4", "video.not_a_film"),
    (nothing, "nothing.mp4", "video.empty"),
    (without_its_end, "cut.mp4", "video.truncated"),
    (index_first_without_its_end, "cut.mp4", "video.truncated"),
    (only_a_header, "head.mp4", "video.truncated"),
    (make_audio_only, "sound.m4a", "video.audio_only"),
    (make_audio_only, "sound.mp4", "video.audio_only"),
    (song_with_a_cover, "song.m4a", "video.audio_only"),
]


@pytest.mark.parametrize(("make", "name", "code"), REFUSALS, ids=[f"{f.__name__}-{n}" for f, n, _ in REFUSALS])
async def test_what_is_no_film_is_refused_with_its_reason(
    make: Callable[[Path], Path], name: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(NotAVideo) as refusal:
        await probe(make(tmp_path / name))
    assert refusal.value.code == code
    assert refusal.value.message("ko") == translate(f"error.{code}", "ko")
    assert refusal.value.message("en") == translate(f"error.{code}", "en")


async def test_the_real_film_is_read_exactly() -> None:
    facts = await probe(BUNNY)
    assert (facts.rate.num, facts.rate.den, facts.frame_count) == (25, 1, 132)
    assert (facts.width, facts.height, facts.video_codec, facts.pixel_format) == (1280, 720, "h264", "yuv420p")
    assert (facts.audio_codec, facts.audio_channels, facts.audio_layout) == ("aac", 6, "5.1")
    assert facts.duration == Fraction(132, 25)
    assert browser_playable(facts)


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
    assert not browser_playable(facts)


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
    assert browser_playable(facts) is playable


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
