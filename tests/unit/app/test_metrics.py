"""A web process counts and tells figures if and only if somebody may read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reflex_base import otel

from videoplanet.app.metrics import start_figures
from videoplanet.shared.config import get_settings
from videoplanet.shared.metrics import start_metrics


class Site:
    """A Reflex app as far as it is asked for anything here."""

    def __init__(self) -> None:
        self.tasks: list[Callable[..., Any]] = []

    def register_lifespan_task(self, task: Callable[..., Any]) -> None:
        self.tasks.append(task)


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    otel.disable()
    get_settings.cache_clear()


@pytest.mark.parametrize(("token", "counts"), [(None, False), ("", False), ("0ZqkP9vV1wY7cJ3m", True)])
def test_it_begins_with_the_token(monkeypatch: pytest.MonkeyPatch, token: str | None, counts: bool) -> None:
    if token is not None:
        monkeypatch.setenv("VIDEOPLANET_METRICS_TOKEN", token)
    get_settings.cache_clear()
    start_metrics()
    site: Any = Site()
    start_figures(site)
    assert (otel.enabled, len(site.tasks)) == (counts, int(counts))
