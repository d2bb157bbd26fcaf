"""REST of revocation (RFC 7009)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import AliasChoices, Field

from videoplanet.features.sign_out.service import revoke
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import bearer_token
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.plain_text import VERBATIM

router = APIRouter(tags=["auth"], route_class=GatewayRoute)


class Revocation(Entered):
    """The token whose session ends; without one, that of the `Authorization` header."""

    token: Annotated[
        Annotated[str, Field(max_length=2000), VERBATIM] | None,
        Field(validation_alias=AliasChoices("token", "refresh_token", "access_token")),
    ] = None


@router.post("/auth/token/revoke", status_code=204, dependencies=[Depends(Limited("reads", by_address=True))])
async def token_revoke(request: Request, body: Revocation | None = None) -> None:
    """End a session by its access or refresh token, with both of its tokens. Answers the same for an unknown token."""
    token = (body.token if body else None) or bearer_token(request)
    if token:
        await revoke(token)
