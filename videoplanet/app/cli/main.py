"""`python -m videoplanet`: every command, thin; the work is done where each one points to."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from videoplanet.app.console import EXPLAINED, Console, complain, phrase, terminal_language
from videoplanet.shared.config import Settings, get_settings
from videoplanet.shared.engines.failures import ExplainedFailure, StartFailure

app = typer.Typer(
    help=phrase("help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command(help=phrase("help_serve"))
def serve(
    port: Annotated[int | None, typer.Option(help=phrase("help_port"), min=1, max=65535)] = None,
    host: Annotated[str | None, typer.Option(help=phrase("help_host"))] = None,
) -> None:
    """Run the whole product."""
    from videoplanet.app.supervisor.serve import serve_until_signalled

    settings = _settings()
    asked = {name: value for name, value in (("port", port), ("host", host)) if value is not None}
    _run(serve_until_signalled(settings.model_copy(update=asked), Console()))


@app.command(help=phrase("help_worker"))
def worker() -> None:
    """Serve background jobs."""
    from videoplanet.app.cli.commands import work

    _run(work())


@app.command(help=phrase("help_migrate"))
def migrate() -> None:
    """Bring database and storage up to date."""
    from videoplanet.app.cli.commands import bring_data_up_to_date
    from videoplanet.shared.logging import configure_logging

    configure_logging()
    _run(bring_data_up_to_date(_settings()))


@app.command(help=phrase("help_refresh_edge"))
def refresh_edge() -> None:
    """Let the edge read all pages anew."""
    from videoplanet.app.frontend.edge import refresh_edge as refresh

    _run(refresh(_settings(), Console()))


@app.command(help=phrase("help_demo"))
def demo() -> None:
    """Seed the demo."""
    from videoplanet.app.cli.commands import make_demo
    from videoplanet.shared.logging import configure_logging

    configure_logging()
    _run(make_demo(_settings()))


@app.command(help=phrase("help_create_admin"))
def create_admin(
    email: Annotated[str, typer.Option(help=phrase("help_admin_email"))],
    name: Annotated[str, typer.Option(help=phrase("help_admin_name"))],
) -> None:
    """Make an administrator."""
    from videoplanet.app.cli.commands import make_admin
    from videoplanet.shared.logging import configure_logging

    password = typer.prompt(phrase("ask_password"), hide_input=True, confirmation_prompt=phrase("ask_password_again"))
    configure_logging()
    _run(make_admin(Console(), email, name, password))


@app.command(help=phrase("help_doctor"))
def doctor() -> None:
    """Check what the product needs."""
    from videoplanet.app.cli.doctor import examine

    if not asyncio.run(examine(_settings(), Console())):
        raise typer.Exit(1)


def _settings() -> Settings:
    try:
        return get_settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "VIDEOPLANET_" + "_".join(str(part) for part in first["loc"]).upper()
        complain(phrase("setting_invalid", name=name, reason=first["msg"]))
    except ValueError as error:
        complain(phrase("setting_invalid", name="PORT", reason=error))
    raise typer.Exit(2)


def _run(command: Coroutine[Any, Any, None]) -> None:
    """Run a command to its end; what a person can do something about becomes one sentence."""
    try:
        asyncio.run(command)
    except ExplainedFailure as failure:
        raise typer.Exit(EXPLAINED) from failure
    except StartFailure as failure:
        complain(failure.message(terminal_language()))
        raise typer.Exit(EXPLAINED) from failure
    except KeyboardInterrupt:
        sys.exit(130)
