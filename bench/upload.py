"""Uploads of 1 GiB over the loopback, in parts and as a form, beside boto3's transfer manager (as in `aws s3 cp`)."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import json
import os
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import psutil
from boto3.s3.transfer import TransferConfig

from bench.cast import cast
from bench.table import percentile, show
from bench.web import Served, product
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.features.upload_video.completing import INTAKE_QUEUE
from videoplanet.processes.seed_demo.film import CLIP
from videoplanet.shared.config import get_settings
from videoplanet.shared.jobs import build_queue
from videoplanet.shared.storage import delete_prefix
from videoplanet.shared.storage_multipart import PART_BYTES

GIBIBYTE = 1 << 30
WARM_UP = 64 << 20
ROUNDS = 3
CHECKS = 20
PARALLEL = 3
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """One upload: seconds until every byte was stored, seconds until the film could be reviewed, bytes the web processes grew."""

    stored: float
    reviewed: float
    growth: int = 0


async def measure(environment: dict[str, str]) -> None:
    """Upload in rounds, one way after the other, so that a busy moment meets all of them."""
    assert TASK_MODULES
    film = await cast(0)
    with tempfile.TemporaryDirectory(prefix="videoplanet-upload-") as folder:
        small, large = _film(Path(folder) / "small.mp4", WARM_UP), _film(Path(folder) / "large.mp4", GIBIBYTE)
        async with product(environment, workers=1) as served, _taking_in():
            sender = _Sender(served, film.owner_token, str(film.project_id))
            ways: dict[str, Callable[[Path], Taken]] = {
                "REST in parts, 3 at once": sender.in_parts,
                "REST as a form": sender.as_form,
                "boto3 transfer, 3 at once": lambda path: _transfer(path, 3),
                "boto3 transfer, 10 at once": lambda path: _transfer(path, 10),
            }
            for way in ways.values():
                await _run(way, small)
            checks = [(await _run(sender.in_parts, CLIP)) for _ in range(CHECKS)]
            taken: dict[str, list[Taken]] = {name: [] for name in ways}
            for _ in range(ROUNDS):
                for name, way in ways.items():
                    taken[name].append(await _run(way, large))
    best = min(one.stored for name in list(taken)[2:] for one in taken[name])
    show(
        "Upload of 1 GiB over the loopback (best of three rounds; memory: the most)",
        ("way", "MiB/s", "of the best transfer", "aim", "sent to reviewable, ms", "web grew by, MB", "aim"),
        [_row(name, rounds, best) for name, rounds in taken.items()],
    )
    waits = [(one.reviewed - one.stored) * 1000 for one in checks]
    show(
        "A film of 1 MiB in parts: from its last byte's arrival to the answer that it can be reviewed (milliseconds)",
        ("what", "times", "p50", "p95", "aim p50"),
        [("complete: joined, looked into, placed", CHECKS, percentile(waits, 0.5), percentile(waits, 0.95), 500)],
    )


def _row(name: str, rounds: list[Taken], best: float) -> tuple[object, ...]:
    fastest = min(one.stored for one in rounds)
    is_ours = name.startswith("REST")
    after = sorted((one.reviewed - one.stored) * 1000 for one in rounds)[len(rounds) // 2]
    return (
        name,
        GIBIBYTE / (1 << 20) / fastest,
        f"{best / fastest:.2f}",
        "0.70" if is_ours else "",
        after if is_ours else "",
        max(one.growth for one in rounds) / 1e6 if is_ours else "",
        50 if is_ours else "",
    )


async def _run(way: Callable[[Path], Taken], path: Path) -> Taken:
    taken = await asyncio.to_thread(way, path)
    await delete_prefix("videos/")
    await delete_prefix("bench/")
    return taken


class _Sender:
    """A program that uploads over REST, as the documentation shows it, without needless copies."""

    def __init__(self, served: Served, token: str, project_id: str) -> None:
        self.served = served
        self.project_id = project_id
        self.headers = {"Authorization": f"Bearer {token}"}

    def in_parts(self, path: Path) -> Taken:
        """Begin, send the parts three at a time with their checksums, complete."""
        size = path.stat().st_size
        with _watched(self.served) as memory:
            started = time.perf_counter()
            opened = self._json(
                "POST", f"/api/v1/projects/{self.project_id}/uploads", {"filename": "a.mp4", "size": size}
            )
            parts = iter(opened["parts"])
            lock = threading.Lock()

            def send_some() -> None:
                connection = self._connection()
                with path.open("rb") as file:
                    while True:
                        with lock:
                            part = next(parts, None)
                        if part is None:
                            return
                        self._put(
                            connection, part, os.pread(file.fileno(), PART_BYTES, (part["number"] - 1) * PART_BYTES)
                        )

            with ThreadPoolExecutor(PARALLEL) as threads:
                for done in [threads.submit(send_some) for _ in range(PARALLEL)]:
                    done.result()
            stored = time.perf_counter() - started
            self._json("POST", f"/api/v1/uploads/{opened['upload_id']}/complete", None)
            reviewed = time.perf_counter() - started
        return Taken(stored, reviewed, memory[0])

    def as_form(self, path: Path) -> Taken:
        """Send everything as one form."""
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'
        tail = b"\r\n--x--\r\n"
        with _watched(self.served) as memory:
            started = time.perf_counter()
            connection = self._connection()
            connection.putrequest("POST", f"/api/v1/projects/{self.project_id}/videos")
            length = len(head) + path.stat().st_size + len(tail)
            kind = "multipart/form-data; boundary=x"
            for name, value in {**self.headers, "Content-Length": str(length), "Content-Type": kind}.items():
                connection.putheader(name, value)
            connection.endheaders(head)
            with path.open("rb") as file:
                while block := file.read(BLOCK):
                    connection.send(block)
            connection.send(tail)
            stored = time.perf_counter() - started
            _read(connection)
            reviewed = time.perf_counter() - started
        return Taken(stored, reviewed, memory[0])

    def _put(self, connection: http.client.HTTPConnection, part: dict[str, Any], body: bytes) -> None:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        address = urlsplit(part["url"])
        headers = {"Content-Digest": f"sha-256=:{digest}:"}
        connection.request("PUT", f"{address.path}?{address.query}", body=body, headers=headers)
        _read(connection)

    def _json(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        connection = self._connection()
        sent = json.dumps(body) if body is not None else None
        connection.request(method, path, body=sent, headers={**self.headers, "Content-Type": "application/json"})
        answered: dict[str, Any] = json.loads(_read(connection))
        return answered

    def _connection(self) -> http.client.HTTPConnection:
        host, _, port = self.served.address.partition(":")
        return http.client.HTTPConnection(host, int(port), timeout=120)


def _read(connection: http.client.HTTPConnection) -> bytes:
    answer = connection.getresponse()
    body = answer.read()
    if answer.status not in (200, 201):
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    return body


def _transfer(path: Path, at_once: int) -> Taken:
    settings = get_settings()
    client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.required_secret(settings.s3_access_key, "s3_access_key"),
        aws_secret_access_key=settings.required_secret(settings.s3_secret_key, "s3_secret_key"),
    )
    config = TransferConfig(
        multipart_threshold=PART_BYTES,
        multipart_chunksize=PART_BYTES,
        max_concurrency=at_once,
        preferred_transfer_client="classic",
    )
    started = time.perf_counter()
    client.upload_file(str(path), settings.s3_bucket, "bench/film", Config=config)
    taken = time.perf_counter() - started
    return Taken(taken, taken)


@contextmanager
def _watched(served: Served) -> Iterator[list[int]]:
    """Give, at the end, the most bytes by which the web processes' memory (RSS) was larger than at the beginning."""
    leader = psutil.Process(served.pid)
    processes = [leader, *leader.children(recursive=True)]
    growth, over = [0], threading.Event()
    before = _memory(processes)

    def watch() -> None:
        while not over.wait(0.1):
            growth[0] = max(growth[0], _memory(processes) - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield growth
    finally:
        over.set()
        watcher.join()


def _memory(processes: list[psutil.Process]) -> int:
    return sum(process.memory_info().rss for process in processes)


def _film(path: Path, size: int) -> Path:
    """The demo's clip, made `size` bytes long by an empty box (ISO/IEC 14496-12 §8.1.2) of noise."""
    clip = CLIP.read_bytes()
    with path.open("wb") as file:
        file.write(clip + (size - len(clip)).to_bytes(4, "big") + b"free")
        while (missing := size - file.tell()) > 0:
            file.write(os.urandom(min(BLOCK, missing)))
    return path


@asynccontextmanager
async def _taking_in() -> AsyncIterator[None]:
    """A worker for the intake alone: conversions would be measured with it."""
    queue = build_queue()
    async with queue.open_async():
        worker = asyncio.create_task(
            queue.run_worker_async(queues=[INTAKE_QUEUE], install_signal_handlers=False, shutdown_graceful_timeout=5)
        )
        try:
            yield
        finally:
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)
