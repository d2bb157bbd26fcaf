"""Bodies of the gateway's operations, made from its OpenAPI document: which texts they take, and valid bodies around one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from videoplanet.app.gateway.rest import build_rest
from videoplanet.app.gateway.routers import ROUTERS

Json = dict[str, Any]
Path = tuple[str, ...]
ITEM = "[]"
VALID = {"uuid": "0197c1a0-0000-7000-8000-000000000001", "date": "2026-11-30", "date-time": "2036-11-30T00:00:00Z"}


@dataclass(frozen=True)
class BodyText:
    """One text of one operation's JSON body; `path` leads to it, `[]` is the item of a list."""

    operation: str
    path: Path
    model: Any

    def body(self, text: Any) -> Json:
        """Return a valid body with `text` in that place."""
        return dict(_filled(_schema_of(self.model), self.path, text))

    def found(self, read: Any) -> Any:
        """Return what a model made of the text."""
        for part in self.path:
            read = read[0] if part == ITEM else getattr(read, part)
        return read

    @property
    def location(self) -> tuple[str | int, ...]:
        """Where the model complains of it."""
        return tuple(0 if part == ITEM else part for part in self.path)


@cache
def body_texts() -> list[BodyText]:
    """Return every text that the gateway's JSON bodies take, but for enumerations, identifiers and moments."""
    found = []
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.body_field is not None:
                model: Any = route.body_field.field_info.annotation
                name = f"{min(route.methods or ())} {route.path}"
                found += [BodyText(name, path, model) for path in _texts(_schema_of(model))]
    return found


def documented_bodies() -> int:
    """Return how many operations document a JSON body."""
    operations = [operation for item in build_rest().openapi()["paths"].values() for operation in item.values()]
    return sum("application/json" in operation.get("requestBody", {}).get("content", {}) for operation in operations)


@cache
def _schema_of(model: Any) -> Json:
    schema = TypeAdapter(model).json_schema()
    return dict(_resolved(schema, schema.get("$defs", {})))


def _resolved(schema: Any, definitions: Json) -> Any:
    if isinstance(schema, list):
        return [_resolved(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    resolved = {name: _resolved(value, definitions) for name, value in schema.items() if name != "$defs"}
    options = [one for one in resolved.get("anyOf", []) if one.get("type") != "null"]
    return {**resolved, **options[0]} if options else resolved


def _texts(schema: Json) -> Iterator[Path]:
    match schema.get("type"):
        case "string" if "enum" not in schema and "const" not in schema and schema.get("format") not in VALID:
            yield ()
        case "array" if "items" in schema:
            yield from ((ITEM, *rest) for rest in _texts(schema["items"]))
        case "object":
            for name, inner in schema.get("properties", {}).items():
                yield from ((name, *rest) for rest in _texts(inner))


def _filled(schema: Json, path: Path, text: Any) -> Any:
    if not path:
        return text
    if path[0] == ITEM:
        return [_filled(schema["items"], path[1:], text)]
    wanted = dict.fromkeys([*schema.get("required", []), path[0]])
    return {
        name: _filled(schema["properties"][name], path[1:], text)
        if name == path[0]
        else _valid(schema["properties"][name])
        for name in wanted
    }


def _valid(schema: Json) -> Any:
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "string":
            return VALID.get(schema.get("format", ""), "a" * max(1, schema.get("minLength", 1)))
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            inner = schema.get("prefixItems") or [schema["items"]] * schema.get("minItems", 0)
            return [_valid(one) for one in inner]
    return {name: _valid(schema["properties"][name]) for name in schema.get("required", [])}
