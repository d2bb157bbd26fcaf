"""Colours stay what they are: whatever matrix, range or dynamic range a film has, its rungs show the same in BT.709."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from tests.clips import run_ffmpeg
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.probe import probe
from videoplanet.shared.media.sprites import make_sprites
from videoplanet.shared.media.words import search_words

RED, GREEN, BLUE = 200, 60, 30
TAGGED_709 = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
FILMS = {
    "sd_untold.mp4": ("320x240", "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p", "-c:v libx264 -qp 4"),
    "hd_untold.mp4": ("1280x720", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-c:v libx264 -qp 4"),
    "hd_as_601.mp4": (
        "1280x720",
        "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p,setparams=colorspace=smpte170m:range=tv",
        "-c:v libx264 -qp 4",
    ),
    "full_range.mp4": (
        "320x240",
        "scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p,setparams=colorspace=smpte170m:range=pc",
        "-c:v libx264 -qp 4",
    ),
    "full_range_709.mov": (
        "320x240",
        "scale=out_color_matrix=bt709:out_range=pc,format=yuv420p,setparams=colorspace=bt709:range=pc",
        "-c:v libx264 -qp 4",
    ),
    "ten_bit_709.mov": (
        "320x240",
        f"scale=out_color_matrix=bt709:out_range=tv,format=yuv422p10le,{TAGGED_709}",
        "-c:v prores_ks",
    ),
    "motion_jpeg.avi": ("320x240", "scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p", "-c:v mjpeg -q:v 2"),
    "rgb.mov": ("320x240", "format=rgb24", "-c:v qtrle"),
    "rgb.mkv": ("320x240", "format=gbrp", "-c:v ffv1"),
}


def make_plain(path: Path, size: str, filters: str, codec: str, colour: str | None = None) -> Path:
    """A film of one colour, RGB unless `colour` fills luma and chroma directly."""
    plain = colour or f"color=0x{RED:02x}{GREEN:02x}{BLUE:02x}:size={size}:rate=25,format=gbrp"
    run_ffmpeg(["-f", "lavfi", "-i", plain, "-frames:v", "5", "-vf", filters, *codec.split(), str(path)])
    return path


async def rendered(film: Path, folder: Path) -> tuple[Facts, av.VideoFrame]:
    """The film's facts and the first picture of its largest rung."""
    facts = await probe(film)
    top = rungs(facts)[-1]
    await make_rungs(film, facts, folder, rungs=[top], with_sound=False, threads=2, timeout_seconds=60)
    with av.open(str(folder / top.name / "index.m3u8")) as made:
        return facts, next(made.decode(made.streams.video[0]))


def middle(frame: av.VideoFrame) -> tuple[int, int, int]:
    """Luma and chroma in the middle of a 4:2:0 picture."""
    x, y = frame.width // 2, frame.height // 2
    luma, blue, red = frame.planes
    at = (y // 2) * blue.line_size + x // 2
    return bytes(luma)[y * luma.line_size + x], bytes(blue)[at], bytes(red)[at]


def in_bt709(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """8 bit limited range luma and chroma (ITU-R BT.709, 3.2 and 3.4)."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 16 + luma * 219 / 255, 128 + (blue - luma) / 1.8556 * 224 / 255, 128 + (red - luma) / 1.5748 * 224 / 255


@pytest.mark.parametrize("name", FILMS)
async def test_a_colour_is_the_same_on_the_rung(name: str, tmp_path: Path) -> None:
    _, frame = await rendered(make_plain(tmp_path / name, *FILMS[name]), tmp_path)
    assert middle(frame) == pytest.approx(in_bt709(RED, GREEN, BLUE), abs=3)
    assert (frame.format.name, frame.colorspace, frame.color_primaries, frame.color_trc) == ("yuv420p", 1, 1, 1)
    assert frame.color_range == 1


async def test_posters_and_sprites_have_the_same_colour(tmp_path: Path) -> None:
    film = make_plain(tmp_path / "film.mp4", *FILMS["hd_untold.mp4"])
    facts = await probe(film)
    await make_poster(film, facts, tmp_path / "poster.jpg")
    await make_sprites(film, facts, tmp_path)
    for name in ("poster.jpg", "sprite-0.jpg"):
        with av.open(str(tmp_path / name)) as picture:
            frame = next(picture.decode(video=0)).reformat(format="rgb24")
        seen = bytes(frame.planes[0])[40 * frame.planes[0].line_size + 120 :][:3]
        assert tuple(seen) == pytest.approx((RED, GREEN, BLUE), abs=6)


@pytest.mark.parametrize(
    ("transfer", "code", "lowest", "highest"),
    [
        ("smpte2084", 573, 190, 220),
        ("smpte2084", 377, 95, 125),
        ("smpte2084", 940, 225, 240),
        ("smpte2084", 64, 15, 18),
        ("arib-std-b67", 721, 190, 220),
        ("arib-std-b67", 397, 100, 120),
        ("arib-std-b67", 940, 222, 240),
    ],
)
async def test_high_dynamic_range_is_mapped_by_its_reference_white(
    transfer: str, code: int, lowest: int, highest: int, tmp_path: Path
) -> None:
    """ITU-R BT.2408: 203 cd/m² is 58 % of PQ and 75 % of HLG and becomes nearly white, an 18 % grey card (38 % of both) 43 %."""
    grey = f"color=black:size=320x240:rate=25,format=yuv420p10le,geq=lum={code}:cb=512:cr=512"
    tags = f"setparams=range=tv:colorspace=bt2020nc:color_primaries=bt2020:color_trc={transfer}"
    codec = "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1"
    film = make_plain(tmp_path / "bright.mov", "", tags, codec, grey)
    facts, frame = await rendered(film, tmp_path)

    assert facts.is_high_dynamic_range
    assert (facts.colour_space, facts.colour_primaries, facts.colour_transfer) == ("bt2020nc", "bt2020", transfer)
    assert {"hdr", "pq" if transfer == "smpte2084" else "hlg", "bt2020"} <= set(search_words(facts).split())
    luma, blue, red = middle(frame)
    assert lowest <= luma <= highest
    assert (blue, red) == pytest.approx((128, 128), abs=2)
    assert (frame.format.name, frame.colorspace, frame.color_primaries, frame.color_trc) == ("yuv420p", 1, 1, 1)
