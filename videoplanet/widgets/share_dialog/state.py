"""The share dialog's State. What a link may be is decided by the use cases; here their answers become rows and field errors."""

from datetime import datetime, time, timedelta
from typing import Any, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.share.model import SharePermission
from videoplanet.entities.user.model import PASSWORD_LENGTH_MAX
from videoplanet.features.authenticate.state import acting_principal, page_principal
from videoplanet.features.share_video.service import (
    ShareEntry,
    ShareTerms,
    create_share,
    list_shares,
    require_future,
    restore_share,
    revoke_share,
)
from videoplanet.shared.clock import now, rfc3339
from videoplanet.shared.errors import Invalid, VideoPlanetError
from videoplanet.shared.i18n.languages import DEFAULT_TIME_ZONE
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.one_press import OnePress
from videoplanet.shared.ui.toast.state import error_toast, toast

PASSWORD_LENGTH_MIN = 4
LINKS_SHOWN = 50


class ShareRow(TypedDict):
    """A link in the list; times in RFC 3339, empty without."""

    id: str
    address: str
    permission: str
    has_password: bool
    allow_download: bool
    allow_upload: bool
    expires_at: str
    visits: int
    is_expired: bool
    is_new: bool


class ShareState(OnePress, rx.State):
    """Links of one video. Fields and permission are checked anew by every use case; nothing here is trusted."""

    is_open: rx.Field[bool] = rx.field(False)
    is_loading: rx.Field[bool] = rx.field(False)
    is_creating: rx.Field[bool] = rx.field(False)
    links: rx.Field[list[ShareRow]] = rx.field(default_factory=list[ShareRow])
    expired: rx.Field[list[ShareRow]] = rx.field(default_factory=list[ShareRow])
    permission: rx.Field[str] = rx.field(str(SharePermission.COMMENT))
    password_error: rx.Field[str] = rx.field("")
    expiry_error: rx.Field[str] = rx.field("")
    asked_id: rx.Field[str] = rx.field("")
    asked_visits: rx.Field[int] = rx.field(0)
    _video_id: str = ""

    @handler
    async def open(self, video_id: str) -> Any:
        """Opens the dialog with the links of a video."""
        self._video_id = video_id
        self.is_open = True
        self.is_loading = not self.links
        self._clear_errors()
        yield
        try:
            await self._load(await page_principal(self))
        except VideoPlanetError as error:
            self.is_open = False
            yield error_toast(error)
        finally:
            self.is_loading = False

    @handler
    async def set_open(self, is_open: bool) -> None:
        """Closes the dialog, or opens it with what it had."""
        self.is_open = is_open
        if is_open:
            self._shown_anew()

    @handler
    async def set_permission(self, permission: str) -> None:
        """Chooses what guests of the next link may do."""
        if permission in list(SharePermission):
            self.permission = permission

    @handler
    async def create(self, form: dict[str, Any]) -> Any:
        """Makes a link from the form's fields: `password`, `expires_on` (a day), `time_zone`, `allow_download`, `allow_upload`."""
        if self._is_repeated(form):
            return
        self._clear_errors()
        self.is_creating = True
        yield
        try:
            terms = self._terms(form)
            if terms is None:
                return
            principal = await acting_principal(self)
            entry = await create_share(principal, id_of(self._video_id), terms)
            await self._load(principal, newest=entry.id)
            self._made()
            yield toast("success", "share_ui.created")
        except VideoPlanetError as error:
            self.expiry_error = next((each.code for each in error.errors if each.field == "expires_at"), "")
            if not self.expiry_error:
                yield error_toast(error)
        finally:
            self.is_creating = False

    @handler
    async def ask_revoke(self, share_id: str, visits: int) -> None:
        """Asks before a link is withdrawn."""
        self.asked_id, self.asked_visits = share_id, visits

    @handler
    async def set_asking(self, is_open: bool) -> None:
        """Closes the question."""
        if not is_open:
            self.asked_id = ""

    @handler
    async def revoke(self) -> EventSpec:
        """Withdraws the link that was asked about; its guests are out at once. For a while it can be taken back."""
        share_id, self.asked_id = self.asked_id, ""
        try:
            principal = await acting_principal(self)
            await revoke_share(principal, id_of(share_id))
            await self._load(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        undo: EventSpec = ShareState.restore(share_id)  # type: ignore[assignment]
        return toast("success", "share_ui.revoked", undo=undo)

    @handler
    async def restore(self, share_id: str) -> EventSpec:
        """Lets a link open again that was withdrawn a moment ago."""
        try:
            principal = await acting_principal(self)
            await restore_share(principal, id_of(share_id))
            if self._video_id:
                await self._load(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "share_ui.restored")

    async def _load(self, principal: Principal, newest: UUID | None = None) -> None:
        page = await list_shares(principal, id_of(self._video_id), limit=LINKS_SHOWN)
        rows = [_row(entry, entry.id == newest) for entry in page.items if entry.revoked_at is None]
        self.links = [row for row in rows if not row["is_expired"]]
        self.expired = [row for row in rows if row["is_expired"]]

    def _terms(self, form: dict[str, Any]) -> ShareTerms | None:
        password = str(form.get("password") or "")
        if 0 < len(password) < PASSWORD_LENGTH_MIN:
            self.password_error = "field.too_short"  # noqa: S105 - an error's code
        if len(password) > PASSWORD_LENGTH_MAX:
            self.password_error = "field.too_long"  # noqa: S105 - likewise
        expires_at = None
        if day := str(form.get("expires_on") or ""):
            try:
                expires_at = _end_of(day, str(form.get("time_zone") or DEFAULT_TIME_ZONE))
                require_future(expires_at)
            except (ValueError, OverflowError):
                self.expiry_error = "field.invalid"
            except Invalid as error:
                self.expiry_error = error.errors[0].code
        if self.password_error or self.expiry_error:
            return None
        return ShareTerms(
            permission=SharePermission(self.permission),
            password=password or None,
            expires_at=expires_at,
            allow_download=bool(form.get("allow_download")),
            allow_upload=bool(form.get("allow_upload")),
        )

    def _clear_errors(self) -> None:
        self.password_error = self.expiry_error = ""


def _end_of(day: str, zone: str) -> datetime:
    """The last moment of a day (`2026-11-30`) where the writer is; ValueError when it is none."""
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place = ZoneInfo(DEFAULT_TIME_ZONE)
    following = datetime.fromisoformat(day).date() + timedelta(days=1)
    return datetime.combine(following, time(), place) - timedelta(seconds=1)


def _row(entry: ShareEntry, is_new: bool) -> ShareRow:
    return ShareRow(
        id=str(entry.id),
        address=entry.url,
        permission=str(entry.permission),
        has_password=entry.has_password,
        allow_download=entry.allow_download,
        allow_upload=entry.allow_upload,
        expires_at=rfc3339(entry.expires_at) if entry.expires_at else "",
        visits=entry.visits,
        is_expired=entry.expires_at is not None and entry.expires_at <= now(),
        is_new=is_new,
    )
