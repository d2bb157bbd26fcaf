"""Bytes as people read them where the server makes the text: refusals, the staff queue. Pages have `shared/ui/size.py`."""

from __future__ import annotations

_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def readable_size(size: int) -> str:
    """Bytes in binary units, as limits are set: "5 GiB"."""
    power = min(len(_UNITS) - 1, max(0, size.bit_length() - 1) // 10)
    return f"{size / 1024**power:.1f}".removesuffix(".0") + f" {_UNITS[power]}"
