"""Checksums as they travel are read strictly, and a film is told by its parts alike everywhere."""

from __future__ import annotations

import hashlib

import pytest

from videoplanet.features.upload_video.digests import content_digest, digest_of_parts, read_content_digest
from videoplanet.features.upload_video.refusals import refusal_of
from videoplanet.shared.errors import Conflict, Invalid, NotAVideo, NotSignedIn, TooLarge

HELLO = hashlib.sha256(b'{"hello": "world"}\n').hexdigest()


def test_the_example_of_rfc_9530_is_read() -> None:
    header = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert read_content_digest(header) == HELLO
    assert content_digest(HELLO) == header
    assert read_content_digest(f"md5=:CY9rzUYh03PK3k6DJie09g==:, {header}") == HELLO


@pytest.mark.parametrize("header", ["", "sha-256=RK/0", "sha-256=:RK/0:", "sha-512=:abcd:", "sha-256=:a=b=:", "x y"])
def test_what_names_no_sha_256_is_refused(header: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_content_digest(header)
    assert refused.value.code == "upload.digest"


def test_a_film_is_told_by_the_digests_of_its_parts_in_order() -> None:
    first, second = hashlib.sha256(b"a"), hashlib.sha256(b"b")
    expected = hashlib.sha256(first.digest() + second.digest()).hexdigest()
    assert digest_of_parts([first.hexdigest(), second.hexdigest()]) == expected
    assert digest_of_parts([second.hexdigest(), first.hexdigest()]) != expected
    assert digest_of_parts([first.hexdigest(), ""]) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("video.truncated", NotAVideo),
        ("upload.quota_user", TooLarge),
        ("share.revoked", NotSignedIn),
        ("upload.interrupted", Conflict),
    ],
)
def test_a_stored_refusal_is_the_error_it_was(code: str, kind: type[Exception]) -> None:
    refusal = refusal_of(code)
    assert isinstance(refusal, kind)
    assert refusal.code == code
    assert refusal.message("ko") != refusal.message("en")
