"""The AsyncAPI 3.0 document of `/ws`: made of the table of events and of what programs may say. Served beside the OpenAPI one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from videoplanet.app.gateway.messages import AUTH, MESSAGES, Message
from videoplanet.entities.activity.operations.connection import ERROR, PONG, SYNC_RESPONSE, StoredFrame
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.operations.table import EVENTS
from videoplanet.shared.live.event import Audience, Event, PassingEvent, Reach, live_frame
from videoplanet.shared.security.cookies import access_cookie

Json = dict[str, Any]
DESCRIPTION = (
    "Everything that is told live. Connect with an `Authorization` header, the browser's cookie, or send `auth` first; never put a "
    "token into the address. Stored events have a `seq`, rising by one in a project, the same number as over REST; after a break "
    "`sync.request` gives what was missed. Fields and events are added, never renamed: pass over what you do not know. "
    "Closed with 4401 not signed in, 4403 not allowed, 4404 unknown, 4429 too fast or too slow, 1009 too long, 1013 try again."
)
_COMPONENT = "#/components/schemas/{model}"
_EXAMPLE_ID = "0192a000-0000-7000-8000-000000000040"
_EXAMPLE_PROJECT, _EXAMPLE_VIDEO = "0192a000-0000-7000-8000-000000000030", "0192a000-0000-7000-8000-000000000020"
_EXAMPLE_MOMENT = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
_CHANNELS = {
    "feedback": ("video_id", "Everything about one video."),
    "project": ("project_id", "Everything in a project, its videos included. For its members."),
}


def asyncapi(origin: str) -> Json:
    """Return the document for the site at an origin, such as `https://review.example.com`."""
    site = urlsplit(origin)
    security: Json = {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "cookie": {"type": "httpApiKey", "in": "cookie", "name": access_cookie()},
    }
    told = [event for event in EVENTS.values() if not (isinstance(event, PassingEvent) and event.reach is Reach.PAGES)]
    shapes: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        *((_told(event), "serialization", TypeAdapter(event.payload)) for event in told),
        *((_said(message), "validation", TypeAdapter(message.payload)) for message in MESSAGES),
    ]
    found, definitions = TypeAdapter.json_schemas(shapes, ref_template=_COMPONENT)
    payloads = {key: _drafted(schema) for (key, _), schema in found.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "VideoPlanet", "version": "1", "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {
            "site": {
                "host": site.netloc,
                "protocol": "wss" if site.scheme == "https" else "ws",
                "security": [_to("securitySchemes", name) for name in security],
            }
        },
        "channels": {name: _channel(name, told) for name in _CHANNELS},
        "operations": {key: value for name in _CHANNELS for key, value in _operations(name, told)},
        "components": {
            "messages": {
                **{_told(event): _event_message(event, payloads[_told(event)]) for event in told},
                **{_said(message): _client_message(message, payloads[_said(message)]) for message in MESSAGES},
            },
            "schemas": _drafted(definitions.get("$defs", {})),
            "securitySchemes": security,
        },
    }


def _channel(name: str, told: Iterable[Event[Any]]) -> Json:
    parameter, description = _CHANNELS[name]
    heard = [_told(event) for event in told if _is_told_on(name, event)]
    said = [_said(message) for message in MESSAGES if _is_said_on(name, message)]
    return {
        "address": f"/ws/{name}/{{{parameter}}}",
        "description": description,
        "parameters": {parameter: {"description": "A UUID."}},
        "messages": {key: _to("messages", key) for key in (*heard, *said)},
        "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
    }


def _operations(name: str, told: Iterable[Event[Any]]) -> Iterable[tuple[str, Json]]:
    channel = {"$ref": f"#/channels/{name}"}
    heard = [_on(name, _told(event)) for event in told if _is_told_on(name, event)]
    yield f"{name}.told", {"action": "send", "channel": channel, "summary": "What is heard.", "messages": heard}
    for message in MESSAGES:
        if not _is_said_on(name, message):
            continue
        operation: Json = {
            "action": "receive",
            "channel": channel,
            "summary": message.says,
            "messages": [_on(name, _said(message))],
        }
        if message.answer is not None:
            answers = [_on(name, _told(each)) for each in (message.answer, ERROR)]
            operation["reply"] = {"channel": channel, "messages": answers}
        yield f"{name}.{message.name}", operation


def _is_told_on(name: str, event: Event[Any]) -> bool:
    if event in (PONG, ERROR, SYNC_RESPONSE):
        return True
    return event.audience is not (Audience.MEMBERS if name == "feedback" else Audience.CONNECTION)


def _is_said_on(name: str, message: Message) -> bool:
    return name == "feedback" or not message.on_videos_only


def _event_message(event: Event[Any], payload: Json) -> Json:
    numbers: dict[str, int | None] = {}
    if isinstance(event, StoredEvent):
        numbers = {"seq": 42, "previous_seq": 41}
    elif isinstance(event, PassingEvent) and event.names_seq:
        numbers = {"seq": None}
    example = live_frame(
        event.name,
        event.example,
        project_id=UUID(_EXAMPLE_PROJECT),
        video_id=None if event.audience is Audience.MEMBERS else UUID(_EXAMPLE_VIDEO),
        id_=UUID(_EXAMPLE_ID),
        moment=_EXAMPLE_MOMENT,
        **numbers,
    )
    return {
        "name": event.name,
        "summary": event.says,
        "payload": _frame(event.name, payload, numbers),
        "examples": [{"payload": example}],
        "x-stored": isinstance(event, StoredEvent),
        "x-audience": event.audience.value,
        "x-changes": sorted(event.changes),
    }


def _frame(name: str, payload: Json, numbers: Iterable[str]) -> Json:
    """What a frame looks like that the server sends."""
    envelope = TypeAdapter(StoredFrame).json_schema()["properties"]
    left_out = {"seq", "previous_seq"} - set(numbers)
    properties = {key: value for key, value in envelope.items() if key not in left_out}
    properties |= {"type": {"const": name}, "payload": payload}
    if "previous_seq" not in numbers and "seq" in properties:
        properties["seq"] = {"type": "null"}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _client_message(message: Message, payload: Json) -> Json:
    ref = {"type": "string", "maxLength": 64, "description": "Yours; an answer names it as `ref`."}
    example = {"type": message.name, "payload": message.example, "id": _EXAMPLE_ID}
    if message is AUTH:
        del example["id"]
    return {
        "name": message.name,
        "summary": message.says,
        "payload": {
            "type": "object",
            "properties": {"type": {"const": message.name}, "payload": payload, "id": ref},
            "required": ["type", "payload"] if message.example else ["type"],
        },
        "examples": [{"payload": example}],
    }


def _told(event: Event[Any]) -> str:
    return f"told.{event.name}"


def _said(message: Message) -> str:
    return f"said.{message.name}"


def _to(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def _on(channel: str, message: str) -> Json:
    return {"$ref": f"#/channels/{channel}/messages/{message}"}


def _drafted(schema: Any) -> Any:
    """A schema in JSON Schema draft 7, which AsyncAPI 3 takes: what is listed place by place is `items` there."""
    if isinstance(schema, list):
        return [_drafted(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {("items" if name == "prefixItems" else name): _drafted(value) for name, value in schema.items()}
