"""What the product counts and times: every instrument of its own, on OpenTelemetry, and the figures of this process as text.

Labels are few words of our own: never a name, an id, an address, or a path as somebody asked for it. Until `start_metrics` an
instrument does nothing. FastAPI and Reflex have instruments of their own; `_VIEWS` says what of them is told.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

from opentelemetry import metrics
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.metrics import Histogram
from opentelemetry.sdk.metrics import AlwaysOffExemplarFilter, MeterProvider
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View
from prometheus_client import CollectorRegistry, generate_latest

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import VideoPlanetError

Labels = Mapping[str, str]
Kind = Literal["page", "ws"]
PAGES: Labels = {"kind": "page"}
SOCKETS: Labels = {"kind": "ws"}

_meter = metrics.get_meter("videoplanet")


def _seconds(name: str, description: str, *bounds: float) -> Histogram:
    return _meter.create_histogram(
        f"videoplanet.{name}.duration",
        unit="s",
        description=description,
        explicit_bucket_boundaries_advisory=bounds,
    )


LIVE_LISTENERS = _meter.create_up_down_counter(
    "videoplanet.live.listeners", description="Connections that listen now, by kind."
)
LIVE_PUBLISHED = _meter.create_counter(
    "videoplanet.live.published",
    description="Messages to all processes: stored operations and passing ones; lost while Redis is away.",
)
LIVE_DELIVERED = _meter.create_counter(
    "videoplanet.live.delivered", description="Frames handed to listeners' connections, by kind."
)
LIVE_DELIVERY = _seconds(
    "live.delivery",
    "From an operation's row being written, just before its commit, to all listeners of this process having been handed it.",
    *(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 1, 5),
)
LIVE_MISSED = _meter.create_counter(
    "videoplanet.live.missed", description="Operations that the bus did not bring in their order and the archive gave."
)
LIVE_ENDED = _meter.create_counter(
    "videoplanet.live.ended", description="Listeners who were put out, by kind and reason."
)
LIVE_REFUSED = _meter.create_counter(
    "videoplanet.live.refused", description="Who wanted to listen and was not let in, by kind and reason."
)
JOB_RUNS = _seconds(
    "job.run",
    "Runs of background tasks in a worker, those included that are tried again, by how they ended.",
    *(0.1, 1, 5, 15, 60, 300, 900, 3600),
)

_REQUEST_SECONDS = ExplicitBucketHistogramAggregation((0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5))
_VIEWS = (
    View(
        instrument_name="http.server.request.duration",
        attribute_keys={"http.request.method", "http.route", "http.response.status_code"},
        aggregation=_REQUEST_SECONDS,
    ),
    View(instrument_name="http.server.active_requests", attribute_keys=set()),
    View(
        instrument_name="reflex.event.duration",
        attribute_keys={"reflex.event.name", "error.type"},
        aggregation=_REQUEST_SECONDS,
    ),
    View(
        instrument_name="reflex.state.acquire.duration",
        attribute_keys=set(),
        aggregation=_REQUEST_SECONDS,
    ),
)
_registry = CollectorRegistry()


def are_metrics_wanted() -> bool:
    """Whether anybody may read them, so that it is worth counting."""
    token = get_settings().metrics_token
    return token is not None and bool(token.get_secret_value())


@lru_cache
def start_metrics() -> None:
    """Count from now on, in this process."""
    reader = PrometheusMetricReader(disable_target_info=True, scope_info_enabled=False, registry=_registry)
    metrics.set_meter_provider(MeterProvider([reader], views=_VIEWS, exemplar_filter=AlwaysOffExemplarFilter()))


def own_figures() -> str:
    """This process's figures in Prometheus's text format; nothing before `start_metrics`."""
    return generate_latest(_registry).decode()


@contextmanager
def refusals(kind: Kind) -> Iterator[None]:
    """Count an error in here as one who was not let in to listen."""
    try:
        yield
    except VideoPlanetError as error:
        LIVE_REFUSED.add(1, {"kind": kind, "reason": error.code})
        raise


@contextmanager
def job_run(task: str) -> Iterator[None]:
    """Time a run of a background task."""
    started, outcome = time.perf_counter(), "aborted"
    try:
        yield
        outcome = "succeeded"
    except Exception:
        outcome = "failed"
        raise
    finally:
        JOB_RUNS.record(time.perf_counter() - started, {"task": task, "outcome": outcome})
