"""For every test: the settings of the shell it is started from play no part, and no example is measured by the clock."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.shell import forget_settings

forget_settings()
settings.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without a clock")
