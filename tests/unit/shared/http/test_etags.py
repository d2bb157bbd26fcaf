"""Entity tags name content, save bodies and guard updates."""

from __future__ import annotations

import pytest
from fastapi import Request, Response

from videoplanet.shared.errors import PreconditionFailed
from videoplanet.shared.http.etags import etag_of, require_match, tagged


def _request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw, "query_string": b""})


def test_the_same_content_has_the_same_tag_whatever_its_order() -> None:
    assert etag_of({"a": 1, "b": 2}) == etag_of({"b": 2, "a": 1})
    assert etag_of({"a": 1}) != etag_of({"a": 2})


def test_a_known_body_is_not_sent_again() -> None:
    content = {"a": 1}
    response = Response()
    assert tagged(_request(), response, content) is None
    assert response.headers["etag"] == etag_of(content)
    again = tagged(_request(if_none_match=f"W/{etag_of(content)}"), Response(), content)
    assert again is not None
    assert again.status_code == 304


def test_an_update_of_an_older_state_is_refused() -> None:
    require_match(_request(), {"a": 1})
    require_match(_request(if_match=etag_of({"a": 1})), {"a": 1})
    with pytest.raises(PreconditionFailed):
        require_match(_request(if_match=etag_of({"a": 0})), {"a": 1})
