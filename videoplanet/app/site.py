"""The Reflex app: pages and what wraps every page."""

from __future__ import annotations

import reflex as rx
import structlog
from reflex_base.event import EventSpec, noop

from videoplanet.pages.failure.ui import failure_boundary
from videoplanet.pages.kit.ui import kit_page
from videoplanet.pages.not_found.ui import not_found_page
from videoplanet.shared.config import get_settings
from videoplanet.shared.ui.document import STYLESHEETS, head_components, overlay
from videoplanet.shared.ui.text import t
from videoplanet.shared.ui.toast.state import toast

log = structlog.get_logger(__name__)


def unexpected_failure(exception: Exception) -> EventSpec:
    """Logs that an event handler failed, and tells the visitor."""
    log.error("event_handler_failed", exc_info=exception)
    return toast("error", "error.unexpected")


app = rx.App(
    html_lang="ko",
    stylesheets=STYLESHEETS,
    head_components=head_components(),
    toaster=None,
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: failure_boundary(**({} if stateful else {"on_error": noop()})),
        (5, "Overlay"): lambda stateful: overlay() if stateful else None,
    },
    backend_exception_handler=unexpected_failure,
)

app.add_page(not_found_page, route="404", title=t("shell.not_found.title"))
if get_settings().environment == "development":
    app.add_page(kit_page, route="/kit", title="Kit")
