"""The command line explains itself and complains in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import fresh_shell
from videoplanet.app.cli.chromium import find_chromium
from videoplanet.app.console import terminal_language
from videoplanet.app.project import PROJECT

COMMANDS = ("serve", "worker", "migrate", "demo", "create-admin", "doctor")


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m videoplanet` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "videoplanet", *arguments],
        cwd=PROJECT,
        env=fresh_shell(**{"LC_ALL": "", **variables}),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_names_every_command() -> None:
    answer = run("--help")
    assert answer.returncode == 0
    for command in COMMANDS:
        assert command in answer.stdout


def test_help_speaks_korean_in_a_korean_terminal() -> None:
    assert "전체 서비스를 실행합니다" in run("serve", "--help", LANG="ko_KR.UTF-8").stdout


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ko_KR.UTF-8", "LANG": "C"}, "ko"),
    ],
)
def test_the_terminal_decides_the_language(variables: dict[str, str], language: str) -> None:
    assert terminal_language(variables) == language


def test_an_invalid_setting_is_named() -> None:
    answer = run("serve", VIDEOPLANET_WEB_WORKERS="many")
    assert answer.returncode == 2
    assert "VIDEOPLANET_WEB_WORKERS is not valid" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_by_hand_without_secrets_is_one_sentence(tmp_path: Path) -> None:
    for command in ("serve", "migrate", "worker"):
        answer = run(command, VIDEOPLANET_DATABASE_URL="postgresql://db.example.com/x", VIDEOPLANET_HOME=str(tmp_path))
        assert answer.returncode == 1
        assert answer.stderr.strip() == (
            "VIDEOPLANET_SECRET_KEY is not set: it is required because VIDEOPLANET_DATABASE_URL is set by hand."
        )


def test_the_demo_is_refused_on_a_database_by_hand() -> None:
    answer = run("demo", VIDEOPLANET_DATABASE_URL="postgresql://db.example.com/x")
    assert answer.returncode == 1
    assert "only made in the embedded database" in answer.stderr


def test_a_missing_library_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError(\"No module named 'typer'\", name='typer')")
    answer = run("serve", PYTHONPATH=str(tmp_path))
    assert answer.returncode == 1
    assert answer.stderr.startswith("The Python library typer is missing")
    assert "Traceback" not in answer.stderr


def test_the_chosen_chromium_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tmp_path / "chromium"
    monkeypatch.setenv("VIDEOPLANET_CHROMIUM", str(chosen))
    assert find_chromium() is None
    chosen.touch(0o755)
    assert find_chromium() == chosen
