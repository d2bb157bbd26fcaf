"""The door of page events. Any program may open a page's socket and fire events at every handler there is, Reflex's own included:
an event is let in when it is one, its handler exists, and its arguments have the types that the handler names and hold text.

What is refused leaves one log line and no traceback; a person, whose browser may cut an emoji in half, is told. Permissions and
limits are not asked here.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from reflex_base.event import EventHandler
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import form_data_as_dict

from videoplanet.shared.errors import Invalid, NotFound
from videoplanet.shared.plain_text import NotText, verbatim
from videoplanet.shared.ui.toast.state import ToastState

log = structlog.get_logger(__name__)
NAME_LENGTH = 300
SETS_ANY_VAR = ".setvar"
"""Reflex gives every State this handler, with which a page's own code may write into its vars; this site's pages do not."""
STORED_IN_BROWSERS = "vars"
"""The argument with which Reflex takes values out of a browser's storage; this site keeps none there."""

Form = dict[str, str | bool | None]
"""What a form of a page holds: texts, and whether something is ticked. A number or a list would become a text that nobody typed."""
OnEvent = Callable[..., Awaitable[Any]]


def _is_path(text: str) -> str:
    """Reflex parses it as an address: one that cannot be parsed would spoil every later event of the page."""
    if not text.startswith("/"):
        raise ValueError("no path")
    for address in (text, f"http://site{text}"):
        urlsplit(address)
    return text


_Path = Annotated[str, Field(max_length=8192), AfterValidator(_is_path)]


class _Place(BaseModel):
    """The page an event comes from, as Reflex's browser code says it."""

    model_config = ConfigDict(strict=True, extra="ignore")

    pathname: _Path = "/"
    asPath: _Path = "/"
    query: dict[str, str | list[str]] = Field(default_factory=dict)
    """Values of the address; the parts of one that no page has are a list."""


class _PageEvent(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    payload: dict[str, Any] = Field(default_factory=dict)
    router_data: _Place = Field(default_factory=_Place)


def guarded(inner: OnEvent) -> OnEvent:
    """Return the door to put before what takes a page's events in."""

    async def on_event(sid: str, data: Any = None, *_more: Any) -> Any:
        try:
            event = _PageEvent.model_validate(data)
            require_text(data)
        except (ValidationError, NotText):
            log.info("page_event_malformed", sid=sid)
            return None if not isinstance(data, dict) else await inner(sid, _told("error.field.invalid"))
        try:
            require_fitting(event.name, event.payload)
        except NotFound:
            log.info("page_event_unknown", sid=sid)
            return None
        except Invalid:
            log.info("page_event_refused", sid=sid, handler=event.name)
            return await inner(sid, _told("error.field.invalid"))
        return await inner(sid, data)

    return on_event


def require_fitting(name: str, payload: Mapping[str, Any]) -> None:
    """Refuse arguments that the handler does not take.

    Raises:
        NotFound: there is no such handler for pages.
        Invalid: an argument is missing, unknown or of another type.
    """
    registered = RegistrationContext.get().event_handlers.get(name)
    if registered is None or name.endswith(SETS_ANY_VAR):
        raise NotFound
    parameters, types = _signature(registered.handler)
    if not set(payload) <= set(parameters) or any(
        is_needed and one not in payload for one, is_needed in parameters.items()
    ):
        raise Invalid
    if payload.get(STORED_IN_BROWSERS) and STORED_IN_BROWSERS in types:
        raise Invalid
    try:
        for one, value in payload.items():
            types[one].validate_python(form_data_as_dict(value))
    except (ValidationError, TypeError, ValueError) as error:
        raise Invalid from error


def require_text(given: Any) -> None:
    """Refuse NUL and halves of characters, however deep they are; raises NotText."""
    waiting = [given]
    while waiting:
        match waiting.pop():
            case str() as text:
                verbatim(text)
            case dict() as mapping:
                waiting += [*mapping.keys(), *mapping.values()]
            case list() as items:
                waiting += items


@lru_cache(maxsize=1024)
def _signature(handler: EventHandler) -> tuple[dict[str, bool], dict[str, TypeAdapter[Any]]]:
    """The handler's parameters with whether each is needed, and their types, as strict as JSON's own."""
    parameters = list(inspect.signature(handler.fn).parameters.values())[1:]
    hints = inspect.get_annotations(handler.fn, eval_str=True)
    strict = ConfigDict(strict=True)
    return (
        {one.name: one.default is inspect.Parameter.empty for one in parameters},
        {one.name: TypeAdapter(_wire_type(hints.get(one.name, Any)), config=strict) for one in parameters},
    )


def _wire_type(hint: Any) -> Any:
    """Forms are annotated `dict[str, Any]`, as Reflex wants it; what they hold is what fields hold."""
    return Form if hint == dict[str, Any] else hint


def _told(key: str) -> dict[str, Any]:
    payload = {"kind": "error", "key": key, "params": "{}"}
    return {"name": f"{ToastState.get_full_name()}.show", "payload": payload, "router_data": {"pathname": "/"}}
