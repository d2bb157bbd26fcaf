"""Has a web process count what pages do, and tell its figures to whichever process is asked for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from opentelemetry.trace import NoOpTracerProvider
from reflex_base import otel

from videoplanet.features.read_metrics.service import web_process
from videoplanet.shared.metrics import are_metrics_wanted
from videoplanet.shared.process_metrics import telling


def start_figures(site: rx.App) -> None:
    """Begin, if anybody may read them; call it once in every web process, before it serves."""
    if not are_metrics_wanted():
        return
    count_page_events()

    @asynccontextmanager
    async def figures() -> AsyncIterator[None]:
        async with telling(web_process()):
            yield

    site.register_lifespan_task(figures)


def count_page_events() -> None:
    """Have Reflex count what it counts by itself. Without its spans, which would hold errors with what people wrote."""
    otel.enable(tracer_provider=NoOpTracerProvider())
