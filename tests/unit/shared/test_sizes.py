"""Sizes in the server's words."""

from __future__ import annotations

import pytest

from videoplanet.shared.sizes import readable_size


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (5 * 1024**3, "5 GiB")],
)
def test_sizes_are_written_in_binary_units(size: int, text: str) -> None:
    assert readable_size(size) == text
