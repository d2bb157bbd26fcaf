"""Paths hold links' tokens and exceptions what people wrote: FastAPI, which would tell them, makes no spans and no log records."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI
from opentelemetry import _logs, trace
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.types import ASGIApp

from videoplanet.app.gateway.rest import build_rest
from videoplanet.features.deliver_media.api import build_media


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[object]]:
    """Collects whatever is told to OpenTelemetry in this process."""
    spans, records = InMemorySpanExporter(), InMemoryLogRecordExporter()  # type: ignore[no-untyped-call]
    tracing, logging = TracerProvider(), LoggerProvider()
    tracing.add_span_processor(SimpleSpanProcessor(spans))
    logging.add_log_record_processor(SimpleLogRecordProcessor(records))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: tracing)
    monkeypatch.setattr(_logs, "get_logger_provider", lambda: logging)
    return lambda: [*spans.get_finished_spans(), *records.get_finished_logs()]


async def _ask(app: ASGIApp, path: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        await client.post(path, json={})


@pytest.mark.parametrize(("build", "path"), [(build_rest, "/api/v1/auth/token"), (build_media, "/media/token/name")])
async def test_nothing_is_told_of_a_request(
    collected: Callable[[], list[object]], monkeypatch: pytest.MonkeyPatch, build: Callable[[], ASGIApp], path: str
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    await _ask(build(), path)
    assert collected() == []


async def test_otherwise_something_would_be(collected: Callable[[], list[object]]) -> None:
    await _ask(FastAPI(), "/shares/secret")
    assert collected() != []
