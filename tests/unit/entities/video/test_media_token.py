"""An address says for whom, what and until when; a changed one says nothing."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.entities.video import media_token
from videoplanet.entities.video.media_token import issue_media_token, read_media_token
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, NotFound
from videoplanet.shared.security.principal import Principal

USER = Principal("user", uuid4(), uuid4(), "김지우")
GUEST = Principal("guest", uuid4(), uuid4(), "손님", share_id=uuid4())
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "a-secret-of-the-tests")
    get_settings.cache_clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moment = [NOON]
    monkeypatch.setattr(media_token, "now", lambda: moment[0])
    return moment


@pytest.mark.parametrize("principal", [USER, GUEST], ids=["user", "guest"])
@pytest.mark.parametrize("may_download", [True, False])
def test_a_token_says_what_was_granted(principal: Principal, may_download: bool) -> None:
    version = uuid4()
    grant = read_media_token(issue_media_token(version, principal, may_download=may_download))
    assert (grant.version_id, grant.subject_id, grant.session_id) == (
        version,
        principal.subject_id,
        principal.session_id,
    )
    assert (grant.is_guest, grant.may_download) == (principal.is_guest, may_download)


def test_an_address_stays_the_same_for_a_while_so_that_browsers_can_keep_what_they_loaded(
    clock: list[datetime],
) -> None:
    version = uuid4()
    first = issue_media_token(version, USER, may_download=True)
    clock[0] += timedelta(minutes=10)
    assert issue_media_token(version, USER, may_download=True) == first


def test_a_token_ends_within_its_lifetime(clock: list[datetime]) -> None:
    token = issue_media_token(uuid4(), USER, may_download=True)
    lifetime = timedelta(seconds=get_settings().media_url_seconds)
    clock[0] += lifetime * 3 / 4 - timedelta(seconds=1)
    read_media_token(token)
    clock[0] = NOON + lifetime
    with pytest.raises(NotAllowed, match=r"media\.expired"):
        read_media_token(token)


@given(place=st.integers(0, 500), change=st.integers(1, 255))
def test_a_changed_token_is_none_of_ours(place: int, change: int) -> None:
    token = issue_media_token(uuid4(), USER, may_download=False)
    raw = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    raw[place % len(raw)] ^= change
    with pytest.raises(NotFound):
        read_media_token(base64.urlsafe_b64encode(raw).decode().rstrip("="))


@given(st.text(max_size=120))
def test_any_other_text_is_none_of_ours(text: str) -> None:
    with pytest.raises(NotFound):
        read_media_token(text)


def test_a_token_of_another_secret_is_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    token = issue_media_token(uuid4(), USER, may_download=True)
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "another-secret")
    get_settings.cache_clear()
    with pytest.raises(NotFound):
        read_media_token(token)
