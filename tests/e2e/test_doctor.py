"""`doctor` tells what is there and what to do about the rest."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from tests.shell import fresh_shell
from videoplanet.app.project import PROJECT
from videoplanet.shared.engines.ports import free_ports


def doctor(home: Path, port: int) -> subprocess.CompletedProcess[str]:
    """Run the command in a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "videoplanet", "doctor"],
        cwd=PROJECT,
        env=fresh_shell(VIDEOPLANET_HOME=str(home), PORT=str(port)),
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def test_on_this_machine_everything_is_there(tmp_path: Path) -> None:
    answer = doctor(tmp_path / "home", free_ports(1)[0])
    assert answer.returncode == 0, answer.stdout + answer.stderr
    for engine in ("PostgreSQL", "Redis", "S3"):
        assert f"✓ {engine} answers" in answer.stdout
    assert "✗" not in answer.stdout
    assert list((tmp_path / "home" / "run").glob("*.process.json")) == []


def test_a_port_in_use_is_marked_and_fails(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = doctor(tmp_path / "home", port)
    assert answer.returncode == 1
    assert f"✗ Port {port} is already in use" in answer.stdout
    assert "See to what is marked with ✗ first." in answer.stdout
