"""The queue page's State: what `watch_queue` shows staff, read again every few seconds; nothing for anybody else."""

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import acting_principal, page_principal, require_sign_in
from videoplanet.features.steer_job.service import cancel_job, retry_job
from videoplanet.features.watch_queue.service import watch_queue
from videoplanet.pages.staff.rows import JobRow, TaskRow, WorkerRow, job_rows, task_rows, worker_rows
from videoplanet.shared.errors import NotFound, NotSignedIn, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast
from videoplanet.widgets.shell.viewer import open_page


class StaffJobsState(rx.State):
    """The queue at the last look."""

    jobs: rx.Field[list[JobRow]] = rx.field(default_factory=list[JobRow])
    workers: rx.Field[list[WorkerRow]] = rx.field(default_factory=list[WorkerRow])
    tasks: rx.Field[list[TaskRow]] = rx.field(default_factory=list[TaskRow])
    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")

    @handler
    async def load(self) -> EventSpec | None:
        """Opens the page."""
        try:
            await self._look(await open_page(self))
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self._forget(error.code)
        return None

    @handler
    async def refresh(self) -> None:
        """Looks again; while the database is away, what was seen last stays."""
        if not self.is_loaded:
            return
        try:
            await self._look(await page_principal(self))
        except (NotFound, NotSignedIn) as error:
            self._forget(error.code)
        except VideoPlanetError:
            return

    @handler
    async def cancel(self, job_id: str) -> EventSpec | None:
        """Ends a job."""
        try:
            principal = await acting_principal(self)
            await cancel_job(principal, id_of(job_id))
            await self._look(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("info", "staff.jobs.cancelled")

    @handler
    async def retry(self, job_id: str) -> EventSpec | None:
        """Queues a job again."""
        try:
            principal = await acting_principal(self)
            await retry_job(principal, id_of(job_id))
            await self._look(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "staff.jobs.retried")

    async def _look(self, principal: Principal) -> None:
        queue = await watch_queue(principal)
        self.jobs, self.workers, self.tasks = job_rows(queue.items), worker_rows(queue.workers), task_rows(queue.tasks)
        self.is_loaded, self.failure = True, ""

    def _forget(self, failure: str) -> None:
        self.jobs, self.workers, self.tasks = [], [], []
        self.is_loaded, self.failure = False, failure
