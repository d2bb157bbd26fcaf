"""What a process counts, as it tells it: under which names, with which labels, and what of the frameworks' own is left out."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from tests.figures import figure, label_names, samples
from videoplanet.shared.errors import NotFound
from videoplanet.shared.http.counted import COUNTED_ONLY
from videoplanet.shared.metrics import job_run, own_figures, refusals, start_metrics

RUNS = "videoplanet_job_run_duration_seconds_count"


@pytest.fixture(autouse=True)
def _counting() -> None:
    start_metrics()


def _more(name: str, before: str, **labels: str) -> float:
    return figure(own_figures(), name, **labels) - figure(before, name, **labels)


@pytest.mark.parametrize(
    ("error", "outcome"), [(None, "succeeded"), (ValueError, "failed"), (asyncio.CancelledError, "aborted")]
)
def test_a_run_of_a_task_is_counted_by_how_it_ended(error: type[BaseException] | None, outcome: str) -> None:
    before = own_figures()
    if error is None:
        with job_run("letter"):
            pass
    else:
        with pytest.raises(error), job_run("letter"):
            raise error
    assert _more(RUNS, before, task="letter") == _more(RUNS, before, task="letter", outcome=outcome) == 1


def test_who_is_not_let_in_is_counted_by_the_reason() -> None:
    before = own_figures()
    with pytest.raises(NotFound), refusals("ws"):
        raise NotFound
    assert _more("videoplanet_live_refused_total", before, kind="ws", reason="not_found") == 1


async def test_requests_are_counted_by_route_and_never_by_what_was_asked_for() -> None:
    app = FastAPI(telemetry=COUNTED_ONLY)

    @app.get("/films/{token}")
    async def film(token: str) -> str:
        return token

    transport = httpx.ASGITransport(app, client=("203.0.113.7", 1))
    before = own_figures()
    async with httpx.AsyncClient(transport=transport, base_url="http://somebody.example.com") as client:
        for path in ("/films/secret-1", "/films/secret-2?key=secret-3", "/secret-4"):
            await client.get(path, headers={"User-Agent": "secret-5"})
    name = "http_server_request_duration_seconds_count"
    assert _more(name, before, http_route="/films/{token}", http_response_status_code="200") == 2
    assert _more(name, before, http_route="", http_response_status_code="404") == 1
    for word in ("secret", "example.com", "203.0.113"):
        assert word not in own_figures()
    of_requests = label_names(one for one in samples(own_figures()) if one.name == name)
    assert of_requests == {name: {"http_request_method", "http_route", "http_response_status_code"}}
    assert figure(own_figures(), "http_server_active_requests") == 0
