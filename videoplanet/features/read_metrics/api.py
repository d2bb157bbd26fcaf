"""`GET /metrics`: for Prometheus and what reads its format. With the token of the settings only; cookies say nothing here."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse

from videoplanet.features.read_metrics.service import read_metrics, require_token, require_wanted
from videoplanet.shared.http.identity import bearer_token
from videoplanet.shared.http.limits import Limited

router = APIRouter(include_in_schema=False)
PATH = "/metrics"
TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


@router.get(PATH, dependencies=[Depends(require_wanted), Depends(Limited("reads", by_address=True))])
async def figures(request: Request) -> PlainTextResponse:
    """Every figure there is."""
    require_token(bearer_token(request))
    return PlainTextResponse(await read_metrics(), media_type=TEXT_FORMAT, headers={"Cache-Control": "no-store"})
