"""Renaming the film of the room: for those who may, with a way back."""

from typing import Any

import reflex as rx

from videoplanet.features.authenticate.state import acting_principal
from videoplanet.features.browse_videos.service import open_video, rename_video
from videoplanet.pages.review.state import ReviewState
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast


class TitleState(rx.State):
    """The dialog in which the film gets another title; everybody's room hears of it live."""

    is_open: rx.Field[bool] = rx.field(False)
    is_waiting: rx.Field[bool] = rx.field(False)
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)

    @handler
    async def set_open(self, is_open: bool) -> None:
        """Opens or closes the dialog."""
        self.is_open = is_open
        self.errors = no_errors()

    @handler
    async def save(self, form: dict[str, Any]) -> Any:
        """Gives the film the form's `title`; a wrong one stays in its field, and is told why."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        try:
            principal = await acting_principal(self)
            before = await open_video(principal, id_of((await self.get_state(ReviewState)).video_id))
            title = str(form.get("title") or "")
            saved = await rename_video(principal, before.id, title, expected_revision=before.revision)
            self.is_open = False
            undo: Any = TitleState.put_back(str(saved.id), before.title, saved.revision)
            yield toast("success", "review.renamed", undo=undo if saved.title != before.title else None)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def put_back(self, video_id: str, title: str, revision: int) -> Any:
        """Takes the new title back, unless somebody has changed the film since."""
        try:
            await rename_video(await acting_principal(self), id_of(video_id), title, expected_revision=revision)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "ui.undone")
