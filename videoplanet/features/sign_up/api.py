"""REST of sign-up."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from videoplanet.entities.user.accounts import NewAccount
from videoplanet.entities.user.model import PASSWORD_LENGTH, PASSWORD_LENGTH_MAX
from videoplanet.entities.user.profile import ProfileBody, profile_of
from videoplanet.entities.user.schemas import Email, PersonName
from videoplanet.features.sign_up.service import prove_address, register
from videoplanet.shared.entered import Entered, Id
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import client_address
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.plain_text import ONE_LINE, VERBATIM

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


class Proof(Entered):
    """The address and the code of the letter; `id` is what registering answered, and lets no other sign-up be proven."""

    email: Email
    code: Annotated[str, Field(max_length=20, examples=["042917"]), ONE_LINE]
    id: Id | None = None


@router.post("/auth/register", status_code=201)
async def register_account(body: Registration, request: Request, response: Response) -> ProfileBody:
    """Mail a code with which the account opens. Limited to 3 an hour and address, and to one a minute for an e-mail address.

    The answer is the same when the address has an account; then the letter says so. To have another code mailed, send the same
    again: what was sent last counts.
    """
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
    return registered.profile


@router.post("/auth/verify-email", dependencies=[Depends(Limited("writes", by_address=True))])
async def verify_email(body: Proof) -> ProfileBody:
    """Open the account with the mailed code: six digits, good for ten minutes and five tries. Then sign in."""
    return profile_of(await prove_address(body.email, body.code, registration_id=body.id))
