"""Colour: what a film says of it in numbers (ITU-T H.273), the names of these, and the way to ordinary BT.709 pictures."""

from __future__ import annotations

from fractions import Fraction

from videoplanet.shared.media.facts import Facts

RANGES = {1: "limited", 2: "full"}
SPACES = {
    0: "rgb",
    1: "bt709",
    4: "fcc",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "ycgco",
    9: "bt2020nc",
    10: "bt2020c",
    14: "ictcp",
}
PRIMARIES = {
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "film",
    9: "bt2020",
    10: "smpte428",
    11: "smpte431",
    12: "smpte432",
    22: "ebu3213",
}
TRANSFERS = {
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "linear",
    13: "iec61966-2-1",
    14: "bt2020-10",
    15: "bt2020-12",
    16: "smpte2084",
    17: "smpte428",
    18: "arib-std-b67",
}
"""Names as ffmpeg writes them; numbers that are missing mean "not told"."""
WIDE_PRIMARIES = ("bt2020", "smpte431", "smpte432")
REFERENCE_WHITE_NITS = 203
"""Luminance of diffuse white in PQ and HLG (ITU-R BT.2408), which becomes nearly white in BT.709."""
_MATRICES = {"bt470bg": "bt601", "smpte170m": "bt601", "fcc": "fcc", "smpte240m": "smpte240m", "bt709": "bt709"}
_TRANSPARENT = ("yuva", "gbrap", "argb", "abgr", "rgba", "bgra", "ayuv", "vuya", "uyva", "ya8", "ya16")
ALIKE = Fraction(1, 50)
HALF_A_FRAME = Fraction(1, 2)
MOST_SHAPES = 60
_PICTURE_FLAGS = "flags=bicubic"


def to_bt709(facts: Facts, width: int, height: int) -> list[str]:
    """Filters from a decoded picture to 8 bit 4:2:0 BT.709 in limited range, `width` × `height`, tagged so.

    PQ and HLG are tone-mapped (diffuse white stays white, what is brighter is compressed), wide primaries are converted, BT.601
    and full range are recalculated; what is transparent is black. What a film does not tell is assumed as players do: BT.601
    below 720 lines.
    """
    size, fill = _fit(facts, width, height)
    primaries = facts.colour_primaries or ("bt2020" if facts.is_high_dynamic_range else None)
    if not facts.is_high_dynamic_range and primaries not in WIDE_PRIMARIES:
        steps = [f"{size}{_matrix_in(facts)}:out_color_matrix=bt709:out_range=tv", *fill, "format=yuv420p"]
    else:
        transfer = facts.colour_transfer if facts.colour_transfer in _ZIMG_TRANSFERS else "bt709"
        told = f"color_primaries={primaries}:color_trc={transfer}"
        tone = ["tonemap=tonemap=mobius:desat=0"] if facts.is_high_dynamic_range else []
        if _is_rgb(facts):
            steps = [size, *fill, "format=gbrp10le", f"setparams={told}:colorspace=gbr"]
        else:
            space = facts.colour_space if facts.colour_space in ("bt2020nc", "bt2020c", "bt709") else "bt2020nc"
            full = "pc" if facts.colour_range == "full" else "tv"
            steps = [size, *fill, "format=yuv420p10le", f"setparams={told}:colorspace={space}:range={full}"]
        steps += [f"zscale=t=linear:npl={REFERENCE_WHITE_NITS}", "format=gbrpf32le", "zscale=p=bt709", *tone]
        steps += ["zscale=t=bt709:m=bt709:r=tv:d=ordered", "format=yuv420p"]
    over_black = ["premultiply=inplace=1"] if has_transparency(facts.pixel_format) else []
    return [
        *over_black,
        *steps,
        "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
        "setsar=1",
    ]


def _fit(facts: Facts, width: int, height: int) -> tuple[str, list[str]]:
    """The filter that brings a picture to `width` × `height`, and those that fill what it leaves.

    Where the pictures' shape changes within the film, as from 4:3 to 16:9, those of another shape than the first are fitted in,
    between bars.
    """
    if len(facts.shapes) < 2:
        return f"scale={width}:{height}:{_PICTURE_FLAGS}", []
    own = Fraction(width, height)
    wide, high = str(width), str(height)
    for since, shape in facts.shapes[:MOST_SHAPES]:
        fitted = (width, _even(width / shape)) if shape > own else (_even(height * shape), height)
        if abs(shape / own - 1) < ALIKE:
            fitted = (width, height)
        begins = float(since - HALF_A_FRAME / facts.rate.fraction)
        wide = f"if(lt(t,{begins:.6f}),{wide},{fitted[0]})"
        high = f"if(lt(t,{begins:.6f}),{high},{fitted[1]})"
    bars = f"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2:eval=frame"
    return f"scale=w='{wide}':h='{high}':eval=frame:{_PICTURE_FLAGS}", [bars]


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)


def has_transparency(pixel_format: str) -> bool:
    """Whether such pictures may have transparent parts, which are shown over black."""
    return pixel_format.startswith(_TRANSPARENT)


def smaller(width: int, height: int) -> str:
    """The filter from such a picture to a smaller one."""
    return f"scale={width}:{height}:{_PICTURE_FLAGS}"


_ZIMG_TRANSFERS = tuple(name for number, name in TRANSFERS.items() if number != 17)


def to_jpeg() -> list[str]:
    """Filters from such a picture to what JPEG files hold: BT.601 in full range."""
    return ["scale=out_range=full:out_color_matrix=bt601", "format=yuvj420p"]


def _is_rgb(facts: Facts) -> bool:
    return facts.colour_space == "rgb" or facts.pixel_format.startswith(("gbr", "rgb", "bgr", "argb", "abgr", "pal8"))


def _matrix_in(facts: Facts) -> str:
    if _is_rgb(facts):
        return ""
    is_full = facts.colour_range == "full" or facts.pixel_format.startswith("yuvj")
    guess = "bt709" if facts.stored_height >= 720 or facts.stored_width >= 1280 else "bt601"
    matrix = _MATRICES.get(facts.colour_space or "", guess)
    return f":in_color_matrix={matrix}:in_range={'pc' if is_full else 'tv'}"
