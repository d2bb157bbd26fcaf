"""No port, socket or file of an embedded engine gives anything to another account of the machine."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
import pytest

from tests.integration.shared.engines.stranger import Address, attempts_at, readable_to_stranger
from videoplanet.shared.config import Settings
from videoplanet.shared.engines import object_storage
from videoplanet.shared.engines.account import RESERVED
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import PRIVATE_UMASK, Home
from videoplanet.shared.engines.mutual_tls import make_mutual_tls
from videoplanet.shared.engines.secrets import Secrets

NOTHING_SET = Settings(database_url=None, redis_url=None, s3_endpoint_url=None)


@pytest.fixture
def home() -> Iterator[Home]:
    """An empty home, made by a process as private as the product's; in a folder that other runs of pytest don't close."""
    before = os.umask(PRIVATE_UMASK)
    try:
        with TemporaryDirectory(prefix="videoplanet-strangers-") as folder:
            Path(folder).chmod(0o711)
            yield Home.at(Path(folder) / "home")
    finally:
        os.umask(before)


def every_engine(home: Home) -> EmbeddedEngines:
    """All three, as the product starts them."""
    return EmbeddedEngines(home, engines_for(NOTHING_SET, home, Secrets.of(home)))


def family_of(engines: EmbeddedEngines) -> list[psutil.Process]:
    """The engines' processes with their children."""
    leaders = [psutil.Process(each.child.pid) for each in engines.running if each.child is not None]
    return [process for leader in leaders for process in (leader, *leader.children(recursive=True))]


def doors_of(engines: EmbeddedEngines) -> list[Address]:
    """Every TCP port they listen on and every socket with a path that they have."""
    doors: set[Address] = set()
    for process in family_of(engines):
        for connection in process.net_connections("all"):
            if connection.status == psutil.CONN_LISTEN:
                doors.add((connection.laddr.ip, connection.laddr.port))
            elif isinstance(connection.laddr, str) and connection.laddr:
                doors.add(str(Path(process.cwd(), connection.laddr)))
    return sorted(doors, key=str)


async def test_nothing_but_a_refusal_on_any_port_or_socket(home: Home, tmp_path: Path) -> None:
    own_certificate = make_mutual_tls(tmp_path / "stranger")
    async with every_engine(home) as engines:
        doors = doors_of(engines)
        s3 = engines.environment()["VIDEOPLANET_S3_ENDPOINT_URL"].rsplit(":", 1)[1]
        attempts = attempts_at(doors, own_certificate)
    ports = [door for door in doors if isinstance(door, tuple)]
    assert len(ports) >= 12, "PostgreSQL, Valkey and ten of the object storage"
    assert {host for host, _ in ports} == {"127.0.0.1"}
    given = [attempt for attempt in attempts if not attempt.is_refused]
    # That it is alive is the one thing S3 tells everyone, with an empty answer.
    alive = [each for each in given if each.question in ("GET /healthz", "GET /status") and each.address[1] == int(s3)]
    assert [each for each in given if each not in alive] == []
    assert all(b"Content-Length: 0\r\n" in each.answer for each in alive)


async def test_no_engine_listens_for_datagrams(home: Home) -> None:
    async with every_engine(home) as engines:
        assert [each for process in family_of(engines) for each in process.net_connections("udp")] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
async def test_another_account_reaches_no_file_of_the_home(home: Home) -> None:
    async with every_engine(home) as engines:
        assert readable_to_stranger(home.path) == []
        [postgres] = [each.child for each in engines.running if each.engine.name == "postgres"]
        assert postgres is not None
        assert psutil.Process(postgres.pid).uids().real in RESERVED


async def test_everything_in_the_home_is_its_owners_alone(home: Home) -> None:
    async with every_engine(home):
        open_to_others = {
            str(path.relative_to(home.path)): oct(path.stat().st_mode)
            for path in home.path.rglob("*")
            if not path.is_symlink() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        }
    # As root, PostgreSQL's own account has to pass through.
    assert set(open_to_others) <= ({"postgres"} if os.geteuid() == 0 else set())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gave a database to another account")
async def test_a_database_of_an_older_version_is_taken_from_the_shared_account(home: Home) -> None:
    async with every_engine(home):
        pass
    data = home.path / "postgres" / "18"
    for path in (home.path / "postgres", data, *data.rglob("*")):
        os.chown(path, 65534, 65534)
    home.path.chmod(0o711)
    (home.path / "postgres").chmod(0o711)
    async with every_engine(Home.at(home.path)) as engines:
        assert readable_to_stranger(home.path) == []
        url = engines.environment()["VIDEOPLANET_DATABASE_URL"]
        async with await psycopg.AsyncConnection.connect(url) as connection:
            assert await (await connection.execute("select 1")).fetchone() == (1,)


async def test_an_object_storage_that_would_talk_without_certificates_is_not_used(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(object_storage, "tls_environment", lambda tls: {})
    with pytest.raises(StartFailure, match="answers without a certificate"):
        async with every_engine(home):
            pass
