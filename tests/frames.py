"""Frames and payloads compared with the table of events, more strictly than programs should: an unknown field is a fault."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator
from pydantic import TypeAdapter

from videoplanet.entities.activity.operations.connection import SYNC_RESPONSE, StoredFrame
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.operations.table import EVENTS, STORED
from videoplanet.shared.live.event import Event, PassingEvent

Json = dict[str, Any]


def frame_faults(frame: Json) -> list[str]:
    """Return what is wrong with a frame that a program or page was told."""
    event = EVENTS.get(frame.get("type", ""))
    if event is None:
        return [f"unknown event {frame.get('type')!r}"]
    faults = _faults(frame, _frame_schema(event))
    if event is SYNC_RESPONSE and not faults:
        faults = [fault for told in frame["payload"]["events"] for fault in frame_faults(told)]
    return [f"{event.name}: {fault}" for fault in faults]


def stored_faults(type_: str, payload: Json) -> list[str]:
    """Return what is wrong with what was stored of an event."""
    event = STORED.get(type_)
    if event is None:
        return [f"unknown stored event {type_!r}"]
    return [f"{type_}: {fault}" for fault in payload_faults(event, payload)]


def payload_faults(event: Event[Any], payload: Any) -> list[str]:
    """Return what is wrong with a payload."""
    return _faults(payload, _payload_schema(event))


def schema_of(shape: Any) -> Json:
    """The JSON schema of a shape, in which no object has a field that is not named."""
    schema: Json = closed(TypeAdapter(shape).json_schema())
    return schema


def closed(schema: Any) -> Any:
    """A schema of which no object has a field that is not named."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in inner else inner


@cache
def _payload_schema(event: Event[Any]) -> Json:
    return schema_of(event.payload)


@cache
def _frame_schema(event: Event[Any]) -> Json:
    envelope = schema_of(StoredFrame)
    payload = _payload_schema(event)
    properties = {**envelope["properties"], "type": {"const": event.name}, "payload": payload}
    if not isinstance(event, StoredEvent):
        del properties["previous_seq"], properties["seq"]
        properties["project_id"] = {"type": ["string", "null"], "format": "uuid"}
    if isinstance(event, PassingEvent) and event.names_seq:
        properties["seq"] = {"type": "null"}
    definitions = {**envelope.get("$defs", {}), **payload.get("$defs", {})}
    return {**envelope, "properties": properties, "required": list(properties), "$defs": definitions}


def _faults(value: Any, schema: Json) -> list[str]:
    return [f"{list(error.instance_path)} {error.message}" for error in _validator(schema).iter_errors(value)]


_VALIDATORS: dict[int, tuple[Json, Draft202012Validator]] = {}


def _validator(schema: Json) -> Draft202012Validator:
    kept = _VALIDATORS.get(id(schema))
    if kept is None:
        kept = _VALIDATORS[id(schema)] = (schema, Draft202012Validator(schema, validate_formats=True))
    return kept[1]
