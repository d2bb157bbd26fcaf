"""`python -m videoplanet serve`, as a person starts, disturbs and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest

from tests.serving import READY, Serve
from tests.shell import fresh_shell
from videoplanet.app.project import PROJECT

QUICK = {"VIDEOPLANET_DEMO": "false"}
ENGINES = ("valkey", "postgres", "s3")
Start = Callable[..., Serve]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the command in the test's home (or another), without the demo; stops it after the test."""
    runs: list[Serve] = []

    def begin(home: Path | None = None, port: int | None = None, **variables: str) -> Serve:
        runs.append(Serve(home or tmp_path / "home", port, {**QUICK, **variables}))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """A product that several tests disturb."""
    run = Serve(tmp_path_factory.mktemp("running"), variables=QUICK)
    try:
        yield run.wait_ready()
    finally:
        run.stop()


def status_of(url: str) -> int:
    """The status of a GET request; 0 without an answer."""
    try:
        with urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except OSError:
        return 0


def create_admin(home: Path, email: str) -> subprocess.CompletedProcess[str]:
    """Run `create-admin` in a home, typing the password twice."""
    return subprocess.run(
        [sys.executable, "-m", "videoplanet", "create-admin", "--email", email, "--name", "관리자"],
        cwd=PROJECT,
        env=fresh_shell(VIDEOPLANET_HOME=str(home)),
        input="Correct-Horse-7-Battery\nCorrect-Horse-7-Battery\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def running_of(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run."""
    return [process for process in processes if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def record_of(run: Serve, name: str) -> str:
    """What is recorded of one of its processes; empty while there is none."""
    try:
        return (run.home / "run" / f"{name}.process.json").read_text("utf-8")
    except FileNotFoundError:
        return ""


def eventually(is_so: Callable[[], bool], seconds: float = 180) -> bool:
    """Whether something becomes so within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
    return False


@pytest.mark.parametrize(("number", "web_workers"), [(signal.SIGINT, 1), (signal.SIGTERM, 2)])
def test_it_says_once_that_it_is_ready_and_a_signal_stops_all_of_it(
    start: Start, number: signal.Signals, web_workers: int
) -> None:
    run = start(VIDEOPLANET_WEB_WORKERS=str(web_workers)).wait_ready()
    assert run.lines.count(f"{READY}http://127.0.0.1:{run.port}") == 1
    assert all(status_of(f"{run.url}/api/v1/health/ready") == 200 for _ in range(10))
    assert status_of(f"{run.url}/") == 200
    family = run.family()
    assert sum("videoplanet.app.supervisor.web" in process.cmdline() for process in family) == 1 + web_workers
    assert run.stop(number) == 0
    assert running_of(family) == []
    assert status_of(f"{run.url}/") == 0
    assert list((run.home / "run").glob("*.process.json")) == []


@pytest.mark.parametrize("moment", ["Starting the embedded engines", None], ids=["engines", "migration"])
def test_a_signal_during_the_start_stops_it_too(start: Start, moment: str | None) -> None:
    run = start()
    if moment is not None:
        run.wait_for(moment)
    else:
        assert eventually((run.home / "run" / "environment.json").exists)
    family = run.family()
    assert run.stop(signal.SIGINT) == 0
    assert running_of(family) == []
    assert READY not in run.output


def test_a_port_in_use_is_one_sentence(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = start(port=port)
        assert run.ended() == 1
    assert run.lines == [
        f"Port {port} is already in use: stop the other program, or choose another port, for example PORT={port + 1}."
    ]


def test_a_second_serve_on_the_same_home_is_refused(running: Serve, start: Start) -> None:
    second = start(running.home, LANG="ko_KR.UTF-8")
    assert second.ended() == 1
    assert second.lines == [
        f"이미 다른 VideoPlanet이 {running.home} 폴더를 쓰고 있습니다. "
        "그것을 멈추거나 VIDEOPLANET_HOME으로 다른 폴더를 지정하세요."
    ]
    assert status_of(f"{running.url}/api/v1/health/ready") == 200


def test_a_path_with_a_control_character_leads_nowhere(running: Serve) -> None:
    pages, others = (
        ("/", "/home", "/sign-in", "/s/x"),
        ("/metrics", "/api/v1/projects", "/api/v1/health/live", "/robots.txt"),
    )
    statuses = {
        f"{path}{end}": status_of(f"{running.url}{path}{end}")
        for path in (*pages, *others)
        for end in ("%0a", "%0d", "%00")
    }
    assert {path for path, status in statuses.items() if status != 404} == set()
    assert status_of(f"{running.url}/api/v1/health/live") == 200


def test_other_commands_reach_the_running_product_and_a_second_start_finds_the_data(start: Start) -> None:
    first = start().wait_ready()
    made = create_admin(first.home, "admin@example.com")
    assert made.returncode == 0, made.stderr
    assert "admin@example.com" in made.stdout
    first.stop()
    alone = create_admin(first.home, "admin@example.com")
    assert alone.returncode == 1
    assert "Traceback" not in alone.stderr
    second = start().wait_ready()
    again = create_admin(second.home, "admin@example.com")
    assert again.returncode == 1
    assert again.stderr == alone.stderr


def test_a_crash_leaves_nothing_in_the_way_of_the_next_start(start: Start) -> None:
    crashed = start().wait_ready()
    left = crashed.family()[1:]
    crashed.process.kill()
    crashed.ended()
    try:
        run = start(port=crashed.port).wait_ready()
        assert status_of(f"{run.url}/api/v1/health/ready") == 200
        assert "Ended what an earlier run left behind when it crashed: postgres, s3, valkey, web, worker" in run.lines
        assert running_of(left) == []
    finally:
        for process in running_of(left):
            process.kill()


def test_everything_it_keeps_or_will_write_is_its_owners_alone(running: Serve) -> None:
    umasks = {
        process.name(): re.findall(
            r"^Umask:\t(\d+)", Path(f"/proc/{process.pid}/status").read_text("utf-8"), re.MULTILINE
        )
        for process in running.family()
    }
    assert {name: umask for name, umask in umasks.items() if umask != ["0077"]} == {}
    open_to_others = [
        path
        for path in (running.home, *running.home.rglob("*"))
        if not path.is_symlink() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    # SeaweedFS gives the description of a volume bits of its own; nobody passes through the folder above it.
    storage = running.home / "s3"
    assert stat.S_IMODE(storage.stat().st_mode) == 0o700
    open_to_others = [path for path in open_to_others if (path.parent, path.suffix) != (storage, ".vif")]
    # As root, PostgreSQL's own account, which is nobody else's, passes through these.
    assert set(open_to_others) <= ({running.home, running.home / "postgres"} if os.geteuid() == 0 else set())
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o710 for path in open_to_others)


@pytest.mark.parametrize("name", ["web", "worker", *ENGINES])
def test_whatever_dies_comes_back(running: Serve, name: str) -> None:
    before = record_of(running, name)
    [victim] = [process for process in running.family() if f'"pid": {process.pid},' in before]
    victim.kill()
    running.wait_for(f"The engine {name} ended" if name in ENGINES else f"The {name} process ended")
    assert eventually(lambda: record_of(running, name) not in ("", before))
    assert eventually(lambda: status_of(f"{running.url}/api/v1/health/ready") == 200)


def test_an_unreachable_database_is_one_sentence(start: Start) -> None:
    run = start(
        VIDEOPLANET_DATABASE_URL="postgresql://someone:hidden-password@127.0.0.1:9/videoplanet",
        VIDEOPLANET_SECRET_KEY="x" * 40,
        VIDEOPLANET_ENCRYPTION_KEYS="NnPjYyGJHbzpAfcYRGRyzEO2VDF4pMpjVX9CDOnPfdE=",
    )
    assert run.ended() == 1
    assert "The database at 127.0.0.1:9 cannot be reached" in run.output
    assert "Traceback" not in run.output
    assert "hidden-password" not in run.output
