"""Personal data is unreadable at rest, survives key rotation and can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cryptography.fernet import Fernet, InvalidToken

from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import EncryptedText, blind_index, forget_keys

UseKeys = Callable[..., None]


@pytest.fixture
def use_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[UseKeys]:
    def use(*keys: str) -> None:
        monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "unit-test-secret")
        monkeypatch.setenv("VIDEOPLANET_ENCRYPTION_KEYS", ",".join(keys))
        get_settings.cache_clear()
        forget_keys()

    yield use
    get_settings.cache_clear()
    forget_keys()


def test_text_is_encrypted_and_comes_back(use_keys: UseKeys) -> None:
    use_keys(Fernet.generate_key().decode())
    stored = EncryptedText().process_bind_param("김지우", None)
    assert stored is not None
    assert "김지우".encode() not in stored
    assert EncryptedText().process_result_value(stored, None) == "김지우"


def test_an_older_key_still_reads_after_rotation(use_keys: UseKeys) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    use_keys(old)
    stored = EncryptedText().process_bind_param("김지우", None)
    use_keys(new, old)
    assert EncryptedText().process_result_value(stored, None) == "김지우"
    use_keys(new)
    with pytest.raises(InvalidToken):
        EncryptedText().process_result_value(stored, None)


def test_the_index_ignores_case_and_blanks_but_not_people(use_keys: UseKeys) -> None:
    use_keys(Fernet.generate_key().decode())
    assert blind_index(" PD@Example.com ") == blind_index("pd@example.com")
    assert blind_index("pd@example.com") != blind_index("pe@example.com")
