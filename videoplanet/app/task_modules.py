"""Every module with background tasks, imported so that the worker knows them."""

from __future__ import annotations

from types import ModuleType

from videoplanet.features.tidy_up import jobs as tidy_up

TASK_MODULES: tuple[ModuleType, ...] = (tidy_up,)
