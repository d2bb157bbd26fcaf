"""The home folder, its secrets and its logs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import KEPT_LOG_BYTES, Home, keep_private
from videoplanet.shared.engines.secrets import Secrets


def test_secrets_are_made_once_and_only_the_owner_can_read_them(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    made = Secrets.of(home)
    assert Secrets.of(home) == made
    assert stat.S_IMODE(home.secrets.stat().st_mode) == 0o600
    assert len({made.secret_key, made.database_password, made.redis_password, made.s3_secret_key}) == 4


def test_lost_secrets_of_a_home_with_a_database_are_not_replaced(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    Secrets.of(home)
    (home.path / "postgres").mkdir()
    home.secrets.unlink()
    with pytest.raises(StartFailure) as caught:
        Secrets.of(home)
    assert caught.value.reason == "secrets_lost"
    assert str(home.secrets) in str(caught.value)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"secret_key": 1'])
def test_broken_secrets_are_a_clear_failure(tmp_path: Path, content: str) -> None:
    home = Home.at(tmp_path / "home")
    home.secrets.write_text(content)
    with pytest.raises(StartFailure, match="cannot be read or is incomplete"):
        Secrets.of(home)


def test_too_little_disk_space_is_said_with_numbers(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    with pytest.raises(StartFailure, match=r"Not enough disk space: .* MiB left and needs 1073741824 MiB") as caught:
        home.check_space(1024**5)
    assert "디스크 공간이 부족합니다" in caught.value.message("ko")


def test_a_home_that_is_a_file_is_a_clear_failure(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StartFailure, match="cannot be used"):
        Home.at(tmp_path / "home")


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    path = home.log_file("s3")
    path.write_bytes(b"x" * (KEPT_LOG_BYTES + 1))
    assert home.log_file("s3") == path
    assert not path.exists()
    assert path.with_suffix(".log.1").exists()


def test_what_an_older_version_left_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "mail").mkdir(parents=True)
    letter = home / "mail" / "letter.eml"
    letter.write_text("")
    for path, mode in ((home, 0o711), (home / "mail", 0o755), (letter, 0o644)):
        path.chmod(mode)
    Home.at(home)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "mail", letter)] == [0o700, 0o700, 0o600]


def test_what_a_process_of_the_product_makes_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        keep_private()
        (tmp_path / "letter.eml").write_text("")
        (tmp_path / "mail").mkdir()
        made = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("letter.eml", "mail")]
    finally:
        os.umask(before)
    assert made == [0o600, 0o700]
