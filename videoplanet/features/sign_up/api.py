"""REST of sign-up."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import Field

from videoplanet.entities.user.accounts import NewAccount
from videoplanet.entities.user.model import PASSWORD_LENGTH, PASSWORD_LENGTH_MAX
from videoplanet.entities.user.schemas import Email, PersonName, ProfileBody
from videoplanet.features.sign_up.service import register
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import client_address
from videoplanet.shared.http.language import request_language
from videoplanet.shared.plain_text import VERBATIM

router = APIRouter(tags=["auth"], route_class=GatewayRoute)


Agreed = Annotated[bool, Field(json_schema_extra={"const": True})]
_PASSWORD_RULE: dict[str, Any] = {
    "minLength": PASSWORD_LENGTH,
    "maxLength": PASSWORD_LENGTH_MAX,
    "examples": ["kettle orbit walnut 49"],
}
_STRENGTH = "≥ 8 characters and not guessable (zxcvbn ≥ 3)."


class Registration(Entered):
    """What somebody enters to sign up."""

    email: Email
    password: Annotated[str, Field(max_length=1000, description=_STRENGTH, json_schema_extra=_PASSWORD_RULE), VERBATIM]
    name: PersonName
    agree_terms: Agreed
    agree_privacy: Agreed
    agree_marketing: bool = False


@router.post("/auth/register", status_code=201)
async def register_account(body: Registration, request: Request, response: Response) -> ProfileBody:
    """Open an account. Limited to 3 an hour and address."""
    registered = await register(
        NewAccount(
            body.email,
            body.name,
            body.password,
            language=request_language(request),
            agrees_marketing=body.agree_marketing,
        ),
        agrees_terms=body.agree_terms,
        agrees_privacy=body.agree_privacy,
        address=client_address(request),
    )
    response.headers.update(registered.limit_headers)
    return ProfileBody.model_validate(registered.profile)
