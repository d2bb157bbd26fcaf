"""Makes films whose frames carry their own number, to prove that frames are true.

The pattern (version 1), which a reader in any language can follow from this text alone:

- The whole picture is a grid of `COLUMNS` = 8 by `ROWS` = 6 equal cells; a cell is flat white (1) or flat black (0).
- Rows 0, 1, 2 (the upper half) hold the frame number, counted from 0, as 24 bits, most significant bit first, in
  reading order: the cell in row r, column c of the upper half is bit `23 - (8 * r + c)`.
- Rows 3, 4, 5 (the lower half) hold the complement: the cell in row r + 3, column c is the opposite of row r, column c.
- To read: sample the luma (0–255) at each cell's centre, `x = (c + 0.5) / 8 * width`, `y = (r + 0.5) / 6 * height`.
  A bit is 1 when its upper sample is larger than its lower sample. When the two samples of any bit differ by less than
  64 the picture is not one clean frame (a blend, a black picture): refuse it.

Because a bit is a comparison of two cells, it survives scaling, lossy coding, colour range mistakes and dimming. The
same reading in a browser, from a `<video>` drawn to a canvas, is `READ_NUMBER_JS`: a function expression of a `<video>`
or a `<canvas>` that returns the number, or -1 when the picture is refused.

Not for looks, and not for measuring encoders: flat cells compress unlike real films.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from imageio_ffmpeg import get_ffmpeg_exe

COLUMNS = 8
ROWS = 6
BITS = COLUMNS * ROWS // 2
LEAST_DIFFERENCE = 64
UNTURNED = {0: "", 90: ",transpose=clock", 180: ",hflip,vflip", 270: ",transpose=cclock"}

READ_NUMBER_JS = """
(source) => {
  const width = source.videoWidth || source.width, height = source.videoHeight || source.height;
  if (!width || !height) return -1;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  const luma = (row, column) => {
    const x = Math.floor(((column + 0.5) / 8) * width), y = Math.floor(((row + 0.5) / 6) * height);
    const at = 4 * (y * width + x);
    return 0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2];
  };
  let number = 0;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 8; column++) {
      const difference = luma(row, column) - luma(row + 3, column);
      if (Math.abs(difference) < 64) return -1;
      number = number * 2 + (difference > 0 ? 1 : 0);
    }
  }
  return number;
}
"""


@dataclass(frozen=True)
class Clip:
    """What to make; `width` × `height` as displayed, `rate` in exact frames a second.

    `start_timecode` is written as ffmpeg takes it: "01:00:00:00", or "01:00:00;00" for drop-frame.
    """

    rate: Fraction = Fraction(25)
    frames: int = 50
    width: int = 640
    height: int = 360
    sound: bool = True
    start_timecode: str | None = None
    rotation: int = 0
    """Degrees counter-clockwise the player has to turn the picture, as a phone writes it (0, 90, 180, 270)."""
    pixel_aspect: Fraction = Fraction(1)
    video: tuple[str, ...] = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p")
    audio: tuple[str, ...] = ("-c:a", "aac", "-b:a", "64k")


def make_clip(path: Path, clip: Clip | None = None) -> Path:
    """Writes the numbered film to `path` (the ending chooses the container) and returns `path`."""
    clip = clip or Clip()
    seconds = clip.frames / clip.rate
    rate = f"{clip.rate.numerator}/{clip.rate.denominator}"
    grid = f"-f rawvideo -pix_fmt gray -video_size {COLUMNS}x{ROWS} -framerate {rate} -i pipe:0"
    command = grid.split()
    if clip.sound:
        command += ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={float(seconds):.6f}"]
    pixel_aspect = f"{clip.pixel_aspect.numerator}/{clip.pixel_aspect.denominator}"
    lay_down = UNTURNED[clip.rotation]
    command += ["-vf", f"scale={clip.width}:{clip.height}:flags=neighbor,setsar={pixel_aspect}{lay_down}"]
    command += [*clip.video, *(clip.audio if clip.sound else ())]
    if clip.start_timecode:
        command += ["-timecode", clip.start_timecode]
    upright = path.with_name(f"upright-{path.name}") if clip.rotation else path
    run_ffmpeg([*command, str(upright)], b"".join(picture(number) for number in range(clip.frames)))
    if clip.rotation:
        run_ffmpeg(["-display_rotation", str(clip.rotation), "-i", str(upright), "-c", "copy", str(path)])
        upright.unlink()
    return path


def make_audio_only(path: Path, seconds: int = 2) -> Path:
    """Writes a sound file without pictures."""
    run_ffmpeg(["-f", "lavfi", "-i", f"sine=duration={seconds}", "-c:a", "aac", str(path)])
    return path


def picture(number: int) -> bytes:
    """The frame as `COLUMNS` × `ROWS` grey pixels, one a cell."""
    bits = [(number >> (BITS - 1 - place)) & 1 for place in range(BITS)]
    return bytes(255 * bit for bit in bits) + bytes(255 * (1 - bit) for bit in bits)


def frame_numbers(path: Path | str) -> list[int]:
    """Decodes the film and reads every frame's number, in the order of presentation (-1 = refused)."""
    return [number for number, _ in numbered_frames(path)]


def numbered_frames(path: Path | str) -> Iterator[tuple[int, Fraction]]:
    """Each frame's number and its presentation time in seconds. Needs an unrotated film, such as a rendition."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        for frame in film.decode(stream):
            grey = frame.reformat(format="gray")
            plane = grey.planes[0]
            number = read_number(bytes(plane), grey.width, grey.height, plane.line_size)
            assert frame.pts is not None
            assert frame.time_base is not None
            yield number, frame.pts * frame.time_base


def read_number(luma: bytes, width: int, height: int, stride: int) -> int:
    """Reads the number from one plane of luma samples, or -1 when the picture is not one clean frame."""
    number = 0
    for row in range(ROWS // 2):
        for column in range(COLUMNS):
            x = int((column + 0.5) / COLUMNS * width)
            upper = luma[int((row + 0.5) / ROWS * height) * stride + x]
            lower = luma[int((row + ROWS // 2 + 0.5) / ROWS * height) * stride + x]
            if abs(upper - lower) < LEAST_DIFFERENCE:
                return -1
            number = number * 2 + (upper > lower)
    return number


def run_ffmpeg(arguments: Sequence[str], stdin: bytes = b"") -> None:
    """Runs the ffmpeg of the wheel; its last words are in the error."""
    command = [get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(f"ffmpeg failed: {done.stderr.decode(errors='replace')}")
