"""What is no film is refused with its reason, and nothing it says is followed."""

from __future__ import annotations

import asyncio
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.clips import make_audio_only, run_ffmpeg
from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.media.ffmpeg import EncodingFailed
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.poster import make_poster
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


def zip_of_zeros(path: Path) -> Path:
    """A thousand times smaller than what is in it."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("film.mp4", "w") as film,
    ):
        for _ in range(8):
            film.write(bytes(1 << 24))
    return path


def compressed_index(path: Path) -> Path:
    """A MOV whose index is compressed (`cmov`) and would be 4 GB of zeros."""
    packed = zlib.compress(bytes(1 << 24), 9)
    inner = box(b"dcom", b"zlib") + box(b"cmvd", struct.pack(">I", 0xFFFFFFF0) + packed)
    path.write_bytes(box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov", box(b"cmov", inner)) + box(b"mdat", bytes(64)))
    return path


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def picture_of(kind: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        drawn = path.with_name(f"drawn.{kind}")
        run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-frames:v", "1", str(drawn)])
        return drawn.rename(path)

    make.__name__ = kind
    return make


REFUSALS: list[tuple[Callable[[Path], Path], str, str]] = [
    (text_named_mp4, "text.mp4", "video.not_a_film"),
    (noise, "noise.mov", "video.not_a_film"),
    (picture, "picture.jpg", "video.not_a_film"),
    (playlist_to_a_file, "list.m3u8", "video.not_a_film"),
    (list_of_files, "list.mp4", "video.not_a_film"),
    (nothing, "nothing.mp4", "video.empty"),
    (without_its_end, "cut.mp4", "video.truncated"),
    (index_first_without_its_end, "cut.mp4", "video.truncated"),
    (only_a_header, "head.mp4", "video.truncated"),
    (make_audio_only, "sound.m4a", "video.audio_only"),
    (make_audio_only, "sound.mp4", "video.audio_only"),
    (song_with_a_cover, "song.m4a", "video.audio_only"),
    (zip_of_zeros, "film.zip", "video.not_a_film"),
    (zip_of_zeros, "film.mp4", "video.not_a_film"),
    (compressed_index, "film.mov", "video.truncated"),
    *(
        (picture_of(kind), f"picture.{kind}", "video.not_a_film")
        for kind in ("png", "gif", "webp", "bmp", "tiff", "avif")
    ),
    *((picture_of("png"), f"picture.{kind}", "video.not_a_film") for kind in ("mp4", "mov")),
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


@dataclass
class Elsewhere:
    """An address outside that counts who asks."""

    port: int = 0
    visits: list[str] = field(default_factory=list)


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    place = Elsewhere()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place.visits.append((await reader.readline()).decode(errors="replace"))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    place.port = server.sockets[0].getsockname()[1]
    yield place
    server.close()
    await server.wait_closed()


LISTS = {
    "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{address}/x.ts\n#EXT-X-ENDLIST\n",
    "master.m3u8": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{address}/x.m3u8\n",
    "key.m3u8": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{address}/k"\n#EXTINF:2,\n{file}\n#EXT-X-ENDLIST\n',
    "list.ffconcat": "ffconcat version 1.0\nfile '{address}/x.mp4'\n",
    "session.sdp": (
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
        "m=video {port} RTP/AVP 96\na=rtpmap:96 H264/90000\n"
    ),
    "list.mpd": (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S">'
        '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1" width="64" height="64">'
        "<BaseURL>{address}/x.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>"
    ),
    "list.asx": '<asx version="3.0"><entry><ref href="{address}/x.mp4"/></entry></asx>',
    "stream.pls": "[playlist]\nFile1={address}/x.mp4\nNumberOfEntries=1\n",
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/x.png"/></svg>',
}


@pytest.mark.parametrize("ending", ["own", "mp4"])
@pytest.mark.parametrize("name", LISTS)
async def test_a_list_of_outside_addresses_is_no_film_and_none_is_asked(
    name: str, ending: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """By the probe, and by ffmpeg itself, should anything ever get past the probe."""
    path = tmp_path / (name if ending == "own" else f"{name}.mp4")
    address = f"http://127.0.0.1:{elsewhere.port}"
    path.write_text(LISTS[name].format(address=address, port=elsewhere.port, file=BUNNY))
    with pytest.raises(NotAVideo, match=r"video\.not_a_film"):
        await probe(path)
    facts = await probe(ASSETS / "carphone_176x144_2997.mp4")
    with pytest.raises(EncodingFailed):
        await make_rungs(path, facts, tmp_path, rungs=rungs(facts), with_sound=True, threads=1, timeout_seconds=30)
    with pytest.raises(EncodingFailed):
        await make_poster(path, facts, tmp_path / "poster.jpg")
    assert elsewhere.visits == []


async def test_a_film_that_points_at_another_file_gets_nothing_of_it(tmp_path: Path) -> None:
    """A MOV may keep its pictures in another file, named in `dref`."""
    run_ffmpeg(["-i", str(BUNNY), "-an", "-c", "copy", str(tmp_path / "whole.mov")])
    whole = (tmp_path / "whole.mov").read_bytes()
    own = box(b"url ", bytes([0, 0, 0, 1]))
    assert own in whole
    outside = box(b"alis", bytes(4) + str(BUNNY).encode())
    path = tmp_path / "points.mov"
    path.write_bytes(whole[: whole.index(b"mdat") + 4] + whole[whole.index(b"moov") - 4 :].replace(own, outside))
    with pytest.raises(NotAVideo):
        await probe(path)
