"""Prerendered pages are given out in the reader's language; nothing else is touched."""

from __future__ import annotations

import httpx
import pytest
from starlette.responses import PlainTextResponse

from videoplanet.app.door.keeping import Keeping
from videoplanet.app.door.page_language import PageLanguage

DOOR = PageLanguage(
    PlainTextResponse("default"),
    is_page=Keeping(frozenset({"/", "/sign-in"})).is_page,
    others={"en": PlainTextResponse("english")},
)


@pytest.mark.parametrize(
    ("path", "headers", "given", "language"),
    [
        ("/", {}, "default", "ko"),
        ("/", {"Accept-Language": "en-GB,ko;q=0.5"}, "english", "en"),
        ("/sign-in/", {"Accept-Language": "en"}, "english", "en"),
        ("/sign-in", {"Accept-Language": "en", "Cookie": "a=b; vp_lang=ko"}, "default", "ko"),
        ("/sign-in", {"Accept-Language": "ko", "Cookie": "vp_lang=en"}, "english", "en"),
        ("/sign-in", {"Cookie": "vp_lang=xx"}, "default", "ko"),
        ("/", {"Accept-Language": "fr"}, "default", "ko"),
        ("/videos/1", {"Accept-Language": "en"}, "default", None),
        ("/assets/a.js", {"Accept-Language": "en"}, "default", None),
    ],
)
async def test_a_page_comes_in_the_readers_language(
    path: str, headers: dict[str, str], given: str, language: str | None
) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(DOOR), base_url="http://test") as client:
        answer = await client.get(path, headers=headers)
        assert (answer.text, answer.headers.get("content-language")) == (given, language)
        assert ("Accept-Language" in answer.headers.get("vary", "")) is (language is not None)
        posted = await client.post("/", headers={"Accept-Language": "en"})
        assert posted.text == "default"
