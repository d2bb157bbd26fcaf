"""Arguments that make each video encoder do the same: closed groups of one length, no key frames in between, B-frames."""

from __future__ import annotations

from videoplanet.shared.media.rungs import Rung

SOFTWARE = "libx264"
_HARDWARE = {
    "h264_nvenc": "-preset p4 -rc vbr -cq {quality} -no-scenecut 1 -forced-idr 1 -strict_gop 1 -bf 2",
    "h264_qsv": "-preset medium -global_quality {quality} -look_ahead 0 -forced_idr 1 -idr_interval 0 -bf 2",
    "h264_vaapi": "-rc_mode QVBR -global_quality {quality} -b:v {mean}k -idr_interval 0 -bf 2",
    "h264_videotoolbox": "-b:v {mean}k -allow_sw 0 -realtime 0 -bf 2",
}
_PIXELS = {"h264_vaapi": "format=nv12,hwupload", "h264_qsv": "format=nv12"}
_DEVICE = {"h264_vaapi": ["-vaapi_device", "/dev/dri/renderD128"]}
_EXTRA = {
    "hevc": (
        "-c:v libx265 -preset fast -profile:v main -tag:v hvc1 -crf {quality} -x265-params "
        "log-level=error:keyint={group}:min-keyint={group}:scenecut=0:open-gop=0:bframes=2:pools={threads}:frame-threads=1:"
        "vbv-maxrate={peak}:vbv-bufsize={buffer}"
    ),
    "av1": (
        "-c:v libsvtav1 -preset 8 -crf {quality} -g {group} -maxrate {peak}k -bufsize {buffer}k "
        "-svtav1-params scd=0:lp={threads}:irefresh-type=2"
    ),
}


def device(encoder: str) -> list[str]:
    """What has to be opened before the films, for an encoder that needs it."""
    return _DEVICE.get(encoder, [])


def pixels(encoder: str, rung: Rung) -> list[str]:
    """Filters that bring an 8 bit 4:2:0 picture to where the encoder takes it from."""
    return [_PIXELS[encoder]] if rung.codec == "h264" and encoder in _PIXELS else []


def picture(encoder: str, rung: Rung, *, group: int, threads: int, preset: str = "veryfast") -> list[str]:
    """Arguments for one rung's pictures.

    Args:
        encoder: for H.264, one of the settings' `video_encoder`; HEVC and AV1 have their own.
        group: frames from one key frame to the next.
        threads: threads the encoder may use.
        preset: how much work x264 takes for a smaller file.
    """
    fill = {
        "quality": rung.quality,
        "group": group,
        "threads": threads,
        "peak": rung.peak,
        "buffer": 2 * rung.peak,
        "preset": preset,
        "mean": round(rung.peak * 0.6),
    }
    if rung.codec in _EXTRA:
        return _EXTRA[rung.codec].format(**fill).split()
    limits = "-g {group} -maxrate {peak}k -bufsize {buffer}k -profile:v high"
    if encoder in _HARDWARE:
        return f"-c:v {encoder} {_HARDWARE[encoder]} {limits}".format(**fill).split()
    own = (
        "-preset {preset} -bf 2 -crf {quality} -keyint_min {group} -sc_threshold 0 -flags:v +cgop -threads:v {threads}"
    )
    return f"-c:v {SOFTWARE} {own} {limits}".format(**fill).split()
