"""Access tokens say who they are for, and nobody else can make one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.ids import new_id
from videoplanet.shared.security import tokens


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "unit-test-secret")
    get_settings.cache_clear()
    tokens.forget_keys()
    yield
    get_settings.cache_clear()
    tokens.forget_keys()


def _claims() -> tokens.AccessClaims:
    return tokens.AccessClaims("user", new_id(), new_id())


def test_a_token_says_who_it_is_for() -> None:
    claims = _claims()
    token = tokens.issue_access_token(claims)
    ends = datetime.fromtimestamp(jwt.decode(token, options={"verify_signature": False})["exp"], UTC)
    assert tokens.read_access_token(token) == replace(claims, expires_at=ends)


def test_an_expired_token_is_refused() -> None:
    with pytest.raises(NotSignedIn):
        tokens.read_access_token(tokens.issue_access_token(_claims(), timedelta(seconds=-1)))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_forged_token_is_refused(algorithm: str) -> None:
    payload = jwt.decode(tokens.issue_access_token(_claims()), options={"verify_signature": False})
    key = "" if algorithm == "none" else "x" * 40
    forged = jwt.encode(payload, key, algorithm=algorithm)
    with pytest.raises(NotSignedIn):
        tokens.read_access_token(forged)


@pytest.mark.parametrize("text", ["", "a.b.c", "ey", "한글"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(NotSignedIn):
        tokens.read_access_token(text)


def test_random_tokens_differ_and_are_found_by_their_index() -> None:
    first, second = tokens.random_token(), tokens.random_token()
    assert first != second
    assert tokens.token_index(first) == tokens.token_index(first) != tokens.token_index(second)


@pytest.mark.parametrize("days", ["1", "30"])
def test_tokens_are_good_for_as_long_as_the_settings_say(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("VIDEOPLANET_ACCESS_TOKEN_DAYS", days)
    monkeypatch.setenv("VIDEOPLANET_REFRESH_TOKEN_DAYS", days)
    get_settings.cache_clear()
    for token in (tokens.issue_access_token(_claims()), tokens.issue_refresh_token(new_id())):
        said = jwt.decode(token, options={"verify_signature": False})
        assert said["exp"] - said["iat"] == int(days) * 86_400
