"""What people wait for is served: each kind of job is a task that a worker knows, in the queue in which it waits."""

from __future__ import annotations

import pytest

from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.entities.job.kinds import KINDS
from videoplanet.shared.jobs import tasks


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_job_is_a_task_in_its_queue(kind: str) -> None:
    assert TASK_MODULES
    assert tasks.tasks[kind].queue == KINDS[kind].queue
