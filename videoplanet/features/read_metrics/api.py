"""`GET /metrics`: for Prometheus and what reads its format. With the token of the settings only; cookies say nothing here.

Who does not say it is counted by address. Who does is not, nor refused for what others asked from the same address.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse

from videoplanet.features.read_metrics.service import read_metrics, require_token, require_wanted
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.http.identity import bearer_token, client_address
from videoplanet.shared.http.limits import hit

router = APIRouter(include_in_schema=False)
PATH = "/metrics"
TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


@router.get(PATH, dependencies=[Depends(require_wanted)])
async def figures(request: Request) -> PlainTextResponse:
    """Every figure there is."""
    try:
        require_token(bearer_token(request))
    except NotSignedIn:
        await hit("reads", client_address(request))
        raise
    return PlainTextResponse(await read_metrics(), media_type=TEXT_FORMAT, headers={"Cache-Control": "no-store"})
