"""How large a film may be."""

from __future__ import annotations

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import TooLarge
from videoplanet.shared.sizes import readable_size

FORM_OVERHEAD_BYTES = 16 * 1024


def refuse_size(size: int) -> None:
    """Refuse a film that is larger than the site takes.

    Raises:
        TooLarge: `upload.too_large`.
    """
    limit = get_settings().max_upload_bytes
    if size > limit:
        raise TooLarge("upload.too_large", field="file", limit=readable_size(limit))


def refuse_declared_size(declared_size: int | None) -> None:
    """Refuse before a byte is read what cannot fit; `declared_size` is that of a whole form.

    Raises:
        TooLarge: `upload.too_large`.
    """
    if declared_size is not None:
        refuse_size(declared_size - FORM_OVERHEAD_BYTES)
