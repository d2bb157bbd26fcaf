"""The Reflex app: pages and what wraps every page."""

from __future__ import annotations

import reflex as rx
from reflex_base.event import noop

from videoplanet.app.page_failures import PageFailures
from videoplanet.app.unexpected import unexpected_failure
from videoplanet.features.authenticate.state import EntryState
from videoplanet.pages.failure.ui import failure_boundary
from videoplanet.pages.home.state import HomeState
from videoplanet.pages.home.ui import home_page
from videoplanet.pages.invitation.state import TOKEN_PARAMETER, InvitationState
from videoplanet.pages.invitation.ui import invitation_page
from videoplanet.pages.landing.ui import landing_page
from videoplanet.pages.not_found.ui import not_found_page
from videoplanet.pages.project.state import ROUTE_PARAMETER, ProjectState
from videoplanet.pages.project.ui import project_page
from videoplanet.pages.projects.state import ProjectsState
from videoplanet.pages.projects.ui import projects_page
from videoplanet.pages.review.guest import guest_page
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.pages.review.state import SHARE_PARAMETER, VIDEO_PARAMETER, ReviewState
from videoplanet.pages.review.ui import review_page
from videoplanet.pages.sign_in.state import SignInState
from videoplanet.pages.sign_in.ui import sign_in_page
from videoplanet.pages.sign_up.state import SignUpState
from videoplanet.pages.sign_up.ui import sign_up_page
from videoplanet.pages.staff.state import StaffJobsState
from videoplanet.pages.staff.ui import staff_jobs_page
from videoplanet.pages.videos.state import VideosState
from videoplanet.pages.videos.ui import videos_page
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE
from videoplanet.shared.ui.document import STYLESHEETS, head_components, overlay
from videoplanet.shared.ui.tab_title import tab_title
from videoplanet.shared.ui.text import t

app = rx.App(
    html_lang=DEFAULT_LANGUAGE,
    stylesheets=STYLESHEETS,
    head_components=head_components(),
    toaster=None,
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: failure_boundary(**({} if stateful else {"on_error": noop()})),
        (5, "Overlay"): lambda stateful: overlay() if stateful else None,
    },
    backend_exception_handler=unexpected_failure,
    frontend_exception_handler=PageFailures().hear,
)

app.add_page(landing_page, route="/", title=t("ui.brand"), on_load=EntryState.enter)
app.add_page(
    sign_in_page, route="/sign-in", title=tab_title(t("auth.sign_in")), on_load=[SignInState.start, EntryState.enter]
)
app.add_page(
    sign_up_page, route="/sign-up", title=tab_title(t("auth.sign_up")), on_load=[SignUpState.start, EntryState.enter]
)
app.add_page(home_page, route="/home", title=tab_title(t("shell.home")), on_load=HomeState.load)
app.add_page(projects_page, route="/projects", title=tab_title(t("shell.projects")), on_load=ProjectsState.load)
app.add_page(
    project_page,
    route=f"/projects/[{ROUTE_PARAMETER}]",
    title=tab_title(ProjectState.name, otherwise=t("project.one")),
    on_load=ProjectState.load,
)
app.add_page(videos_page, route="/videos", title=tab_title(t("shell.videos")), on_load=VideosState.open)
app.add_page(
    review_page,
    route=f"/videos/[{VIDEO_PARAMETER}]",
    title=tab_title(t("review.title")),
    on_load=ReviewState.enter_as_member,
)
app.add_page(
    guest_page,
    route=f"/s/[{SHARE_PARAMETER}]",
    title=tab_title(t("review.title")),
    on_load=[GuestDoorState.look, ReviewState.enter_as_guest],
)
app.add_page(
    invitation_page,
    route=f"/invitations/[{TOKEN_PARAMETER}]",
    title=tab_title(t("invitation.title")),
    on_load=InvitationState.look,
)
app.add_page(staff_jobs_page, route="/staff/jobs", title=tab_title(t("staff.jobs")), on_load=StaffJobsState.load)
app.add_page(not_found_page, route="404", title=tab_title(t("shell.not_found.title")))
if get_settings().environment == "development":
    # Imported here only: a State that is imported can be called by anybody, page or no page.
    from videoplanet.pages.kit.ui import kit_page

    app.add_page(kit_page, route="/kit", title="Kit")
