"""The door of a share link: what it says before it is opened, and the form that opens it."""

from typing import Any

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import acting_visitor
from videoplanet.features.share_video.door import describe_door
from videoplanet.features.share_video.opening import OpenedShare, Visitor, open_share
from videoplanet.pages.review.state import SHARE_PARAMETER
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.i18n.negotiation import chosen_language
from videoplanet.shared.security.tickets import GuestTicket, issue_ticket, require_mark, ticket_url
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.one_press import OnePress
from videoplanet.shared.ui.toast.state import error_toast


async def leave_with_cookie(opened: OpenedShare, share_token: str, cookie: str) -> EventSpec:
    """Send the browser that a `Cookie` header is of to where it gets the guest's cookie, and back to the link's page."""
    ticket = await issue_ticket(
        GuestTicket(
            share_id=opened.share_id,
            access_token=opened.access_token,
            lifetime_seconds=int(opened.lifetime.total_seconds()),
        ),
        cookie,
    )
    return leave_for(ticket_url(ticket, f"/s/{share_token}"))


class GuestDoorState(OnePress, rx.State):
    """One visitor before a link. What was typed stays in the form."""

    project_name: rx.Field[str] = rx.field("")
    sender_name: rx.Field[str] = rx.field("")
    film_title: rx.Field[str] = rx.field("")
    more_films: rx.Field[int] = rx.field(0)
    poster: rx.Field[str] = rx.field("")
    needs_password: rx.Field[bool] = rx.field(False)
    refusal: rx.Field[str] = rx.field("")
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    is_opening: rx.Field[bool] = rx.field(False)

    @handler
    async def look(self) -> None:
        """Finds out what the link is, before anything is asked."""
        self.refusal = ""
        try:
            door = await describe_door(self._token())
        except VideoPlanetError as error:
            self.refusal = error.code
            return
        self.needs_password = door.needs_password
        self.project_name = door.project_name or ""
        self.sender_name = door.sender_name or ""
        self.film_title = door.titles[0] if door.titles else ""
        self.more_films = max(0, len(door.titles) - 1)
        self.poster = f"/api/v1/shares/{self._token()}/poster" if door.has_poster else ""

    @handler
    async def enter(self, form: dict[str, Any]) -> Any:
        """Opens the link for who filled in the form: `name`, `email`, `password`."""
        if self._is_repeated(form):
            return
        self.errors = no_errors()
        self.is_opening = True
        yield
        try:
            await acting_visitor(self)
            entered = await self._opened(form)
            self._made()
            yield entered
        except VideoPlanetError as error:
            note = self._complain(error)
            if note is not None:
                yield note
        finally:
            self.is_opening = False

    async def _opened(self, form: dict[str, Any]) -> EventSpec:
        token = self._token()
        require_mark(self.router.headers.cookie)
        opened = await open_share(
            token,
            Visitor(
                name=str(form.get("name") or ""),
                email=str(form.get("email") or ""),
                password=str(form.get("password") or "") or None,
                language=chosen_language(self.router.headers.cookie, self.router.headers.accept_language),
                address=self.router.session.client_ip,
                cookie=self.router.headers.cookie,
            ),
        )
        return await leave_with_cookie(opened, token, self.router.headers.cookie)

    def _complain(self, error: VideoPlanetError) -> EventSpec | None:
        """Puts the error beside its field; an error of no field becomes a note, the end of the link takes the page."""
        if error.errors:
            self.errors = errors_from(error)
            self.needs_password = self.needs_password or "password" in self.errors["codes"]
            return None
        if error.code in ("share.revoked", "share.expired", "not_found"):
            self.refusal = error.code
            return None
        return error_toast(error)

    def _token(self) -> str:
        return str(getattr(self, SHARE_PARAMETER, ""))
