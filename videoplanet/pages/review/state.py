"""The room's State: who came in, and what they may do. Film, comments and presence live in the browser."""

from typing import Any
from uuid import uuid4

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.service import authenticate_headers
from videoplanet.features.authenticate.state import page_principal, require_sign_in
from videoplanet.features.enter_room.service import Admission, admit_guest, admit_member
from videoplanet.features.follow_live.service import Following
from videoplanet.shared.errors import NotSignedIn, Unavailable, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.live_state.state import join_room

VIDEO_PARAMETER = "room_video_id"
SHARE_PARAMETER = "room_share_token"


class ReviewState(rx.State):
    """One tab in one room. `joined` changes with every (re)connection, so that the browser asks what it has missed."""

    video_id: rx.Field[str] = rx.field("")
    share_token: rx.Field[str] = rx.field("")
    project_id: rx.Field[str] = rx.field("")
    project_name: rx.Field[str] = rx.field("")
    reader_id: rx.Field[str] = rx.field("")
    viewer: rx.Field[dict[str, Any]] = rx.field(default_factory=dict[str, Any])
    may_comment: rx.Field[bool] = rx.field(False)
    is_archived: rx.Field[bool] = rx.field(False)
    may_upload: rx.Field[bool] = rx.field(False)
    may_share: rx.Field[bool] = rx.field(False)
    may_download: rx.Field[bool] = rx.field(False)
    body_limit: rx.Field[int] = rx.field(0)
    joined: rx.Field[str] = rx.field("")
    refusal: rx.Field[str] = rx.field("")
    has_to_open: rx.Field[bool] = rx.field(False)
    shared: rx.Field[list[dict[str, str]]] = rx.field(default_factory=list[dict[str, str]])

    @handler
    async def enter_as_member(self) -> EventSpec | None:
        """Comes in by `/videos/[room_video_id]`; somebody who is not signed in is sent to sign in and comes back."""
        self._leave(for_link="")
        try:
            video_id = id_of(_parameter(self, VIDEO_PARAMETER))
            principal = await page_principal(self)
            self.reader_id = str(principal.subject_id)
            admission = await admit_member(principal, video_id)
            self._show(principal, admission)
            await self._join(principal, admission)
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.refusal = error.code
        return None

    @handler
    async def look_again(self) -> None:
        """What they may do may have changed: the open room follows, and what is being written stays."""
        if not self.video_id:
            return
        video_id = id_of(self.video_id)
        try:
            principal = await room_principal(self, self.share_token)
            if self.share_token:
                admission, _ = await admit_guest(principal, self.share_token, video_id, comes_in=False)
            else:
                admission = await admit_member(principal, video_id)
            self._show(principal, admission)
        except VideoPlanetError as error:
            if not isinstance(error, NotSignedIn | Unavailable):
                self.refusal = error.code

    @handler
    async def enter_as_guest(self) -> None:
        """Comes in by `/s/[room_share_token]`; who has not opened the link yet is asked for a name first."""
        token = _parameter(self, SHARE_PARAMETER)
        self._leave(for_link=token)
        try:
            principal = await authenticate_headers(self.router.headers.cookie, share_token=token)
            wanted = self.router.url.query_parameters.get("video")
            admission, videos = await admit_guest(principal, token, id_of(wanted) if wanted else None)
            self.shared = [{"id": str(video.id), "title": video.title} for video in videos]
            self._show(principal, admission)
            await self._join(principal, admission)
        except NotSignedIn as error:
            self.has_to_open = error.code == NotSignedIn.code
            self.refusal = "" if self.has_to_open else error.code
        except VideoPlanetError as error:
            self.refusal = error.code

    def _leave(self, *, for_link: str) -> None:
        """Whoever came in by another way before, as a guest or as themselves, is not who comes in now."""
        if for_link != self.share_token:
            self.reset()  # type: ignore[no-untyped-call]
        self.share_token = for_link
        self.refusal = ""
        self.has_to_open = False

    def _show(self, principal: Principal, admission: Admission) -> None:
        self.video_id = str(admission.video_id)
        self.project_id = str(admission.project_id)
        self.project_name = admission.project_name
        self.may_comment = admission.may_comment
        self.is_archived = admission.is_archived
        self.may_upload = admission.may_upload
        self.may_share = admission.may_share
        self.may_download = admission.may_download
        self.body_limit = admission.body_limit
        self.viewer = {
            "id": str(principal.subject_id),
            "kind": principal.kind,
            "name": principal.display_name,
            "role": admission.role,
            "may": {
                "comment": admission.may_comment,
                "resolve": admission.may_resolve,
                "moderate": admission.may_moderate,
            },
        }

    async def _join(self, principal: Principal, admission: Admission) -> None:
        following = Following(admission.project_id, admission.room)
        await join_room(self.router.session.session_id, principal, following)
        self.joined = uuid4().hex


async def room_principal(state: rx.State, share_token: str) -> Principal:
    """Return whom a page's socket speaks for in the room: the guest of a link where there is one, else who is signed in.

    Raises:
        NotSignedIn: nobody, or nobody any more; `share.revoked` or `share.expired` for a guest whose link is over.
        Unavailable: neither cache nor database answers.
    """
    if share_token:
        return await authenticate_headers(state.router.headers.cookie, share_token=share_token)
    return await page_principal(state)


def _parameter(state: rx.State, name: str) -> str:
    """A part of the page's address; Reflex makes a var of it when the page is added."""
    return str(getattr(state, name, ""))
