"""Logging, error reporting and figures of a web or worker process."""

from __future__ import annotations

import sentry_sdk

from videoplanet import __version__
from videoplanet.shared.config import get_settings
from videoplanet.shared.logging import configure_logging
from videoplanet.shared.metrics import are_metrics_wanted, start_metrics


def start_observability() -> None:
    """Set up structured logs, Sentry when a DSN is set, and figures when somebody may read them; personal data is never sent."""
    settings = get_settings()
    configure_logging()
    if are_metrics_wanted():
        start_metrics()
    if settings.sentry_dsn is not None and settings.sentry_dsn.get_secret_value():
        sentry_sdk.init(
            dsn=settings.sentry_dsn.get_secret_value(),
            release=f"videoplanet@{__version__}",
            environment=settings.environment,
            send_default_pii=False,
            traces_sample_rate=0.0,
        )
