"""Every module with background tasks, imported so that the worker knows them."""

from __future__ import annotations

from types import ModuleType

TASK_MODULES: tuple[ModuleType, ...] = ()
