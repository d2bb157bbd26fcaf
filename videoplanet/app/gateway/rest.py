"""The REST application under `/api`: every slice's router, the problems they answer with, and the OpenAPI page."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI

from videoplanet.app.gateway.docs import install_docs
from videoplanet.app.gateway.flat import add_flat
from videoplanet.app.gateway.health import router as health
from videoplanet.app.gateway.routers import ROUTERS
from videoplanet.features.authenticate.service import authenticate_request
from videoplanet.features.read_metrics.api import router as read_metrics
from videoplanet.shared.http.counted import COUNTED_ONLY
from videoplanet.shared.http.plain_address import plain_address
from videoplanet.shared.http.problem import Problem, install_problem_handlers

DESCRIPTION = "Plan, schedule, upload and review films. Frames are integers, rates rational, times RFC 3339 in UTC."
_PROBLEM: dict[str, Any] = {"model": Problem, "content": {"application/problem+json": {}}}
PREFIX = "/api/v1"
EVERY_ROUTE: dict[int | str, dict[str, Any]] = {
    400: _PROBLEM,
    401: _PROBLEM,
    403: _PROBLEM,
    404: _PROBLEM,
    408: _PROBLEM,
    409: _PROBLEM,
    413: _PROBLEM,
    421: _PROBLEM,
    422: _PROBLEM,
    429: _PROBLEM,
    503: _PROBLEM,
}


def build_rest() -> FastAPI:
    """Return the FastAPI application; it is mounted at the root and answers below `/api`, and `/metrics`."""
    app = FastAPI(
        title="VideoPlanet",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=COUNTED_ONLY,
    )
    app.state.authenticate = authenticate_request
    install_problem_handlers(app)
    install_docs(app)
    plain = [Depends(plain_address)]
    add_flat(app, health, prefix=PREFIX, dependencies=plain)
    for router in ROUTERS:
        add_flat(app, router, prefix=PREFIX, responses=EVERY_ROUTE, dependencies=plain)
    add_flat(app, read_metrics)
    return app
