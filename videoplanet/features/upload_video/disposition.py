"""What a part of a form is called: the `Content-Disposition` of `multipart/form-data` (RFC 7578 §4.2).

RFC 7578 forbids the extended `filename*` of RFC 8187 there; some clients send nothing else, so it is read when the plain one
is missing.
"""

from __future__ import annotations

from email.message import Message
from email.utils import collapse_rfc2231_value

from python_multipart.multipart import parse_options_header

from videoplanet.shared.errors import Invalid
from videoplanet.shared.plain_text import NotText, verbatim


def field_and_filename(header: bytes) -> tuple[str, str]:
    """Return the names of a part's field and of its file, each empty when there is none.

    Raises:
        Invalid: a name holds NUL.
    """
    _, options = parse_options_header(header)
    field = options.get(b"name", b"").decode("utf-8", "replace")
    filename = options.get(b"filename", b"").decode("utf-8", "replace") or _extended(header)
    try:
        return verbatim(field), verbatim(filename)
    except NotText as error:
        raise Invalid("field.invalid", field="file") from error


def _extended(header: bytes) -> str:
    """The decoded `filename*` or `filename*0*`…; the standard library knows both (RFC 2231)."""
    message = Message()
    message["Content-Disposition"] = header.decode("latin-1").replace("\r", " ").replace("\n", " ")
    found = message.get_param("filename", header="content-disposition")
    text = collapse_rfc2231_value(found, errors="replace") if found is not None else ""
    return text.encode("utf-8", "replace").decode()
