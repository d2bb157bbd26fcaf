"""Acts on films from their cards and from the room: cancel or retry their preparation, delete, restore."""

from typing import Any

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import acting_principal
from videoplanet.features.browse_videos.deletion import delete_video, restore_video
from videoplanet.features.browse_videos.service import open_video, rename_video
from videoplanet.features.steer_job.service import cancel_job, retry_job
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast


class FilmActsState(rx.State):
    """What was asked of a film. `changes` counts what was done, so that a list that hears nothing live reads itself again."""

    asked_id: rx.Field[str] = rx.field("")
    asked_title: rx.Field[str] = rx.field("")
    renamed_id: rx.Field[str] = rx.field("")
    renamed_title: rx.Field[str] = rx.field("")
    is_waiting: rx.Field[bool] = rx.field(False)
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    changes: rx.Field[int] = rx.field(0)

    @handler
    async def cancel(self, job_id: str) -> EventSpec | None:
        """Ends the preparation of a version; it can be tried again."""
        try:
            await cancel_job(await acting_principal(self), id_of(job_id))
        except VideoPlanetError as error:
            return error_toast(error)
        self.changes += 1
        return toast("info", "film.cancelled")

    @handler
    async def retry(self, job_id: str) -> EventSpec | None:
        """Tries the preparation of a version again."""
        try:
            await retry_job(await acting_principal(self), id_of(job_id))
        except VideoPlanetError as error:
            return error_toast(error)
        self.changes += 1
        return toast("success", "film.retried")

    @handler
    async def ask_title(self, video_id: str, title: str) -> None:
        """Opens the dialog in which a film gets another title."""
        self.renamed_id, self.renamed_title, self.errors = video_id, title, no_errors()

    @handler
    async def set_renaming(self, is_open: bool) -> None:
        """Closes that dialog."""
        if not is_open:
            self.renamed_id = ""

    @handler
    async def rename(self, form: dict[str, Any]) -> Any:
        """Gives the film the form's `title`; a wrong one stays in its field, and is told why."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        try:
            principal = await acting_principal(self)
            before = await open_video(principal, id_of(self.renamed_id))
            title = str(form.get("title") or "")
            saved = await rename_video(principal, before.id, title, expected_revision=before.revision)
            self.renamed_id = ""
            self.changes += 1
            undo: Any = FilmActsState.put_title_back(str(saved.id), before.title, saved.revision)
            yield toast("success", "review.renamed", undo=undo if saved.title != before.title else None)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def put_title_back(self, video_id: str, title: str, revision: int) -> EventSpec:
        """Takes the new title back, unless somebody has changed the film since."""
        try:
            await rename_video(await acting_principal(self), id_of(video_id), title, expected_revision=revision)
        except VideoPlanetError as error:
            return error_toast(error)
        self.changes += 1
        return toast("success", "ui.undone")

    @handler
    async def ask_delete(self, video_id: str, title: str) -> None:
        """Opens the question before deleting."""
        self.asked_id, self.asked_title = video_id, title

    @handler
    async def set_asking(self, is_open: bool) -> None:
        """Closes the question."""
        if not is_open:
            self.asked_id = ""

    @handler
    async def delete(self) -> EventSpec | None:
        """Deletes the film that was asked about; for 30 days it can be restored."""
        video_id, self.asked_id = self.asked_id, ""
        try:
            await delete_video(await acting_principal(self), id_of(video_id))
        except VideoPlanetError as error:
            return error_toast(error)
        self.changes += 1
        undo: EventSpec = FilmActsState.restore(video_id, self.asked_title)  # type: ignore[assignment]
        return toast("success", "film.deleted", undo=undo, title=self.asked_title)

    @handler
    async def restore(self, video_id: str, title: str) -> EventSpec | None:
        """Takes a deletion back."""
        try:
            await restore_video(await acting_principal(self), id_of(video_id))
        except VideoPlanetError as error:
            return error_toast(error)
        self.changes += 1
        return toast("success", "film.restored", title=title)
