"""Who looks at a page: asked anew at every event, from the cookies of its socket, never from a state var."""

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.service import authenticate_headers
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.http.limits import hit
from videoplanet.shared.i18n.negotiation import language_of_page
from videoplanet.shared.security.cookies import read_cookies, refresh_cookie
from videoplanet.shared.security.local_paths import page_path, with_next
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.handler import handler

HOME_PATH = "/home"
SIGN_IN_PATH = "/sign-in"
REFRESH_PATH = "/api/v1/auth/session/refresh"


async def page_principal(state: rx.State) -> Principal:
    """Return the signed-in user a page's socket speaks for.

    Raises:
        NotSignedIn: nobody; answer with `require_sign_in(state)`.
        Unavailable: neither cache nor database answers.
    """
    return await authenticate_headers(state.router.headers.cookie)


async def acting_principal(state: rx.State) -> Principal:
    """Return the signed-in user who writes something, or asks after somebody: counts against the same limit as over REST.

    What is said to them, or written to others for them, is in the page's language.

    Raises:
        NotSignedIn: nobody.
        TooManyRequests: too many writes; the handler tells it like any other error.
        Unavailable: neither cache nor database answers.
    """
    principal = (await page_principal(state)).reading(language_of_page(state.router.headers.cookie))
    await hit("writes", str(principal.subject_id))
    return principal


async def acting_visitor(state: rx.State) -> None:
    """Count what somebody does who isn't signed in, by address, as the same over REST.

    Raises:
        TooManyRequests: too much of it.
    """
    await hit("writes", state.router.session.client_ip)


def require_sign_in(state: rx.State) -> EventSpec:
    """Send the browser to sign in and back to the page it is on."""
    here = state.router.url
    path = here.path.rstrip("/") + (f"?{here.query}" if here.query else "")
    redirect: EventSpec = rx.redirect(with_next(SIGN_IN_PATH, page_path(path, HOME_PATH)))
    return redirect


def next_path(state: rx.State) -> str:
    """Where the page's `?next=` leads to: a page of this site, home when it is missing or anything else."""
    return page_path(state.router.url.query_parameters.get("next"), HOME_PATH)


class EntryState(rx.State):
    """The pages before sign-in. Whoever is signed in already is led on; a sign-in that can be renewed is renewed."""

    @handler
    async def enter(self) -> EventSpec | None:
        """Looks at who comes to the landing, sign-in or sign-up page."""
        following = next_path(self)
        try:
            await page_principal(self)
        except NotSignedIn:
            cookies = read_cookies(self.router.headers.cookie)
            return leave_for(with_next(REFRESH_PATH, following)) if refresh_cookie() in cookies else None
        except VideoPlanetError:
            return None
        redirect: EventSpec = rx.redirect(following)
        return redirect
