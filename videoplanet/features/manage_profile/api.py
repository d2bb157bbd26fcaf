"""REST of one's own account."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ConfigDict, Field

from videoplanet.entities.user.profile import ProfileBody
from videoplanet.entities.user.schemas import PersonName
from videoplanet.features.manage_profile.service import (
    ProfileChange,
    SessionBody,
    change_profile,
    end_my_other_sessions,
    end_my_session,
    my_profile,
    my_sessions,
)
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.etags import require_match, tagged
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import Page
from videoplanet.shared.i18n.languages import Language
from videoplanet.shared.plain_text import ONE_LINE

router = APIRouter(tags=["me"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class ProfilePatch(Entered):
    """New values; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName | None = None
    language: Language | None = None
    time_zone: Annotated[str, Field(max_length=64, examples=["Asia/Seoul"]), ONE_LINE] | None = None


@router.get("/users/me", response_model=ProfileBody)
async def me(principal: CurrentUser, request: Request, response: Response) -> Response | ProfileBody:
    """One's own profile."""
    profile = await my_profile(principal)
    return tagged(request, response, _content(profile)) or profile


@router.patch("/users/me", response_model=ProfileBody)
async def patch_me(body: ProfilePatch, principal: CurrentUser, request: Request, response: Response) -> ProfileBody:
    """Change name, language or time zone."""
    change = ProfileChange(**body.model_dump())
    profile = await change_profile(principal, change, expects=lambda current: require_match(request, _content(current)))
    tagged(request, response, _content(profile))
    return profile


@router.get("/users/me/sessions")
async def sessions(principal: CurrentUser) -> Page[SessionBody]:
    """One's own sessions that still serve, at most 100, newest use first."""
    return Page(items=list(await my_sessions(principal)))


@router.delete("/users/me/sessions", status_code=204)
async def end_other_sessions(principal: CurrentUser) -> None:
    """End every own session but this one."""
    await end_my_other_sessions(principal)


@router.delete("/users/me/sessions/{session_id}", status_code=204)
async def end_session(session_id: UUID, principal: CurrentUser) -> None:
    """End one own session at once; this one is signing out."""
    await end_my_session(principal, session_id)


def _content(profile: ProfileBody) -> dict[str, object]:
    return asdict(profile)
