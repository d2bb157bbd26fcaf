"""Use case of a program that watches over the site: every figure there is, whichever process is asked."""

from __future__ import annotations

import hmac
from functools import lru_cache

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from videoplanet.entities.job import metrics, queue
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound, NotSignedIn, Unavailable
from videoplanet.shared.jobs import Rhythm
from videoplanet.shared.metrics import are_metrics_wanted
from videoplanet.shared.process_metrics import Process, together
from videoplanet.shared.redis import REDIS_AWAY, RedisError


@lru_cache
def web_process() -> Process:
    """This web process."""
    return Process("web")


def require_wanted() -> None:
    """Refuse where nobody may read figures.

    Raises:
        NotFound: there is no token.
    """
    if not are_metrics_wanted():
        raise NotFound


def require_token(given: str | None) -> None:
    """Refuse whoever does not know the token.

    Raises:
        NotSignedIn: it is another one, or none.
    """
    token = get_settings().metrics_token
    expected = token.get_secret_value().encode() if token is not None else b""
    if not expected or not hmac.compare_digest((given or "").encode(), expected):
        raise NotSignedIn


async def read_metrics() -> str:
    """Return the figures of all processes, the queue and the jobs, in Prometheus's text format.

    While Redis is away those of the other processes are missing, while the database is away those of queue and jobs.
    """
    process = web_process()
    try:
        told = await process.everybodys()
    except (*REDIS_AWAY, RedisError):
        told = process.own()
    try:
        stored = await _stored()
    except Unavailable:
        stored = []
    return together(told, stored)


async def _stored() -> list[Metric]:
    lengths = GaugeMetricFamily(
        "videoplanet_queue_jobs", "Jobs in the queue, by queue and state.", labels=("queue", "state")
    )
    waits = GaugeMetricFamily(
        "videoplanet_queue_oldest_waiting_seconds", "Since when the oldest job could have run.", labels=("queue",)
    )
    workers = GaugeMetricFamily("videoplanet_queue_workers", "Workers that live, and silent ones.", labels=("state",))
    jobs = GaugeMetricFamily("videoplanet_jobs", "Jobs as people see them.", labels=("kind", "status"))
    async with unit_of_work() as uow:
        longest = await metrics.longest_waits(uow.session)
        for row in await metrics.queue_lengths(uow.session):
            for state, number in (("waiting", row.waiting), ("later", row.later), ("running", row.running)):
                lengths.add_metric((row.queue, state), number)
            waits.add_metric((row.queue,), longest.get(row.queue, 0.0))
        every = [row.is_alive(Rhythm().stalled_after) for row in await queue.workers(uow.session)]
        workers.add_metric(("alive",), every.count(True))
        workers.add_metric(("silent",), every.count(False))
        for kind, status, number in await metrics.job_counts(uow.session):
            jobs.add_metric((kind, status.value), number)
    return [lengths, waits, workers, jobs]
