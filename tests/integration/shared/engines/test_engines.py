"""The embedded engines keep their data, come back after a death, and leave nothing behind."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import boto3
import psutil
import psycopg
import pytest
from botocore.config import Config
from redis.asyncio import Redis

from videoplanet.shared.config import Settings
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.engine import RunningEngine
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.postgres import Postgres
from videoplanet.shared.engines.records import ProcessRecords
from videoplanet.shared.engines.secrets import Secrets
from videoplanet.shared.engines.valkey import Valkey

NOTHING_SET = Settings(database_url=None, redis_url=None, s3_endpoint_url=None)
DATABASE, REDIS, STORAGE = "VIDEOPLANET_DATABASE_URL", "VIDEOPLANET_REDIS_URL", "VIDEOPLANET_S3_ENDPOINT_URL"


@pytest.fixture
def home() -> Iterator[Home]:
    """An empty home, in a folder that other runs of pytest don't close to PostgreSQL's account."""
    with TemporaryDirectory(prefix="videoplanet-engines-") as folder:
        Path(folder).chmod(0o711)
        yield Home.at(Path(folder) / "home")


def every_engine(home: Home) -> EmbeddedEngines:
    """All three, as the product starts them."""
    return EmbeddedEngines(home, engines_for(NOTHING_SET, home, Secrets.of(home)))


def only_valkey(home: Home) -> EmbeddedEngines:
    """The quickest one alone."""
    return EmbeddedEngines(home, [Valkey(home, "password")])


async def write_and_read_all(variables: dict[str, str], *, write: bool) -> None:
    """Put one value into each engine, or find it there."""
    async with await psycopg.AsyncConnection.connect(variables[DATABASE], autocommit=True) as connection:
        if write:
            await connection.execute("create table kept (value text)")
            await connection.execute("insert into kept values ('프레임')")
        found = await (await connection.execute("select value, current_setting('fsync') from kept")).fetchone()
        assert found == ("프레임", "on")
    async with Redis.from_url(variables[REDIS]) as redis:
        if write:
            await redis.set("kept", "frame")
        assert await redis.get("kept") == b"frame"
    storage = boto3.client(
        "s3",
        endpoint_url=variables[STORAGE],
        aws_access_key_id=variables["VIDEOPLANET_S3_ACCESS_KEY"],
        aws_secret_access_key=variables["VIDEOPLANET_S3_SECRET_KEY"],
        region_name=variables["VIDEOPLANET_S3_REGION"],
        config=Config(signature_version="s3v4", retries={"total_max_attempts": 10}),
    )
    bucket = variables["VIDEOPLANET_S3_BUCKET"]
    if write:
        await asyncio.to_thread(storage.put_object, Bucket=bucket, Key="kept", Body=b"frame")
    answer = await asyncio.to_thread(storage.get_object, Bucket=bucket, Key="kept")
    assert await asyncio.to_thread(answer["Body"].read) == b"frame"


def processes_of(home: Home) -> list[psutil.Process]:
    """Every process whose command line names the home."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(home.path) in word for word in process.info["cmdline"] or ())
    ]


async def test_a_second_start_finds_the_data_of_the_first_and_nothing_is_left_between(home: Home) -> None:
    async with every_engine(home) as engines:
        await write_and_read_all(engines.environment(), write=True)
        litter = [file for each in engines.running for file in each.engine.litter()]
    assert processes_of(home) == []
    assert list(home.records.glob("*.process.json")) == []
    assert [file for file in litter if file.exists()] == []
    async with every_engine(home) as engines:
        assert engines.leftovers == []
        await write_and_read_all(engines.environment(), write=False)


async def test_engines_left_by_a_crash_are_ended_and_their_data_is_found(home: Home) -> None:
    crashed = every_engine(home)
    await crashed.__aenter__()
    await write_and_read_all(crashed.environment(), write=True)
    before = processes_of(home)
    async with every_engine(home) as engines:
        assert engines.leftovers == ["postgres", "s3", "valkey"]
        assert not any(process.is_running() for process in before)
        await write_and_read_all(engines.environment(), write=False)
    await crashed.__aexit__(None, None, None)


async def test_an_engine_that_dies_comes_back_at_the_same_address(home: Home) -> None:
    deaths: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
    async with only_valkey(home) as engines:
        url = engines.environment()[REDIS]
        keeper = asyncio.create_task(engines.keep_running(lambda *death: deaths.put_nowait(death)))
        [valkey] = engines.running
        assert valkey.child is not None
        dead = valkey.child.pid
        assert dead is not None
        psutil.Process(dead).kill()
        assert await deaths.get() == ("valkey", -signal.SIGKILL)
        async with asyncio.timeout(30):
            while valkey.child.pid in (None, dead) or not await valkey.engine.is_ready(valkey.child):
                await asyncio.sleep(0.05)
        assert engines.environment()[REDIS] == url
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)


async def test_engines_whose_url_is_set_are_not_embedded(home: Home) -> None:
    by_hand = {"database_url": "postgresql://db.example.com/x", "s3_endpoint_url": "https://s3.example.com"}
    settings = NOTHING_SET.model_copy(update=by_hand)
    assert [engine.name for engine in engines_for(settings, home, Secrets.of(home))] == ["valkey"]


async def test_no_engine_accepts_a_stranger(home: Home) -> None:
    async with every_engine(home) as engines:
        variables = engines.environment()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            await psycopg.AsyncConnection.connect(
                variables[DATABASE].replace(":", ":wrong", 2).replace("wrong//", "//")
            )
        port = variables[REDIS].rsplit(":", 1)[1]
        async with Redis.from_url(f"redis://127.0.0.1:{port}") as stranger:
            with pytest.raises(Exception, match="Authentication required"):
                await stranger.get("kept")
        ports = {
            (connection.laddr.ip, connection.laddr.port)
            for process in processes_of(home)
            for connection in process.net_connections(kind="inet")
            if connection.status == psutil.CONN_LISTEN
        }
    assert {address for address, _ in ports} == {"127.0.0.1"}


async def test_an_engine_that_cannot_start_says_why_and_stops_the_others(home: Home) -> None:
    (home.path / "valkey").mkdir()
    (home.path / "valkey" / "valkey.rdb").write_text("this is no snapshot")
    with pytest.raises(StartFailure, match="valkey did not start") as caught:
        async with every_engine(home):
            pass
    assert str(home.logs / "valkey.log") in str(caught.value)
    assert processes_of(home) == []


async def test_an_interrupted_first_start_leaves_no_half_made_database(home: Home) -> None:
    starting = asyncio.create_task(every_engine(home).__aenter__())
    async with asyncio.timeout(30):
        while not (home.path / "postgres" / "18.new" / "PG_VERSION").exists():
            await asyncio.sleep(0.01)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert processes_of(home) == []
    async with every_engine(home) as engines:
        await write_and_read_all(engines.environment(), write=True)


async def test_postgres_runs_in_a_home_with_a_very_long_path(tmp_path: Path) -> None:
    home = Home.at(tmp_path / ("x" * 100) / ("y" * 100))
    postgres = RunningEngine(Postgres(home, "password", durable=False), ProcessRecords(home.records))
    await postgres.start()
    try:
        async with await psycopg.AsyncConnection.connect(postgres.engine.environment()[DATABASE]) as connection:
            collation = await (
                await connection.execute("select datlocale from pg_database where datname = 'videoplanet'")
            ).fetchone()
        assert collation == ("C.UTF-8",)
    finally:
        await postgres.stop()
