"""The AsyncAPI document: what its standard says, whole in itself, true to what is heard, and served for everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from jsonschema_rs import Draft7Validator

from tests.javascript.__main__ import HERE, install
from videoplanet.app.frontend.builder import node_on_path
from videoplanet.app.gateway.asyncapi import asyncapi
from videoplanet.app.gateway.messages import MESSAGES
from videoplanet.app.gateway.rest import build_rest
from videoplanet.entities.activity.operations.table import EVENTS, STORED
from videoplanet.shared.live.event import Audience

Json = dict[str, Any]
DOCUMENT: Json = asyncapi("https://review.example.com")
NOT_ON_SOCKETS = {"access.ended", "projects.changed", "rights.changed", "videos.commented"}


@cache
def standard() -> Draft7Validator:
    """The AsyncAPI initiative's own schema of such a document."""
    with node_on_path():
        install()
    schemas = HERE / "node_modules" / "@asyncapi" / "specs" / "schemas"
    return Draft7Validator(json.loads((schemas / "3.0.0-without-$id.json").read_text()))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def at(reference: str) -> Any:
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def names_on(channel: str, kind: str) -> set[str]:
    """Names of what is heard or said on a channel."""
    messages = DOCUMENT["channels"][channel]["messages"]
    return {at(at_["$ref"])["name"] for key, at_ in messages.items() if key.startswith(kind)}


def test_it_is_as_the_standard_says() -> None:
    assert [f"{list(fault.instance_path)} {fault.message}" for fault in standard().iter_errors(DOCUMENT)] == []


def test_the_standard_is_asked_for_real() -> None:
    assert not standard().is_valid({**DOCUMENT, "channels": {"feedback": {"adress": "/ws"}}})


def test_every_reference_leads_somewhere() -> None:
    assert all(at(reference) for reference in references(DOCUMENT))


def test_programs_hear_every_event_but_those_for_pages() -> None:
    everything = names_on("feedback", "told") | names_on("project", "told")
    assert everything == set(EVENTS) - NOT_ON_SOCKETS
    of_members = {name for name, event in EVENTS.items() if event.audience is Audience.MEMBERS}
    assert of_members
    assert names_on("feedback", "told") == everything - of_members
    assert names_on("project", "told") == everything - {"presence.state", "access.moved"}
    assert set(STORED) <= names_on("project", "told")


def test_what_is_said_on_a_project_is_no_comment_and_no_playhead() -> None:
    assert names_on("feedback", "said") == {message.name for message in MESSAGES}
    assert names_on("project", "said") == {"auth", "ping", "sync.request"}


@pytest.mark.parametrize("key", DOCUMENT["components"]["messages"])
def test_its_examples_are_such_messages(key: str) -> None:
    message = DOCUMENT["components"]["messages"][key]
    schema = {**message["payload"], "components": DOCUMENT["components"]}
    assert message["examples"]
    for example in message["examples"]:
        assert example["payload"]["type"] == message["name"]
        faults = Draft7Validator(schema, validate_formats=True).iter_errors(example["payload"])
        assert [f"{list(fault.instance_path)} {fault.message}" for fault in faults] == []


def test_every_message_is_in_an_operation_of_the_direction_it_goes() -> None:
    went: dict[str, set[str]] = {"send": set(), "receive": set()}
    for operation in DOCUMENT["operations"].values():
        went[operation["action"]] |= {at(each["$ref"])["$ref"] for each in operation["messages"]}
    told, said = (
        {f"#/components/messages/{key}" for key in DOCUMENT["components"]["messages"] if key.startswith(kind)}
        for kind in ("told", "said")
    )
    assert (went["send"], went["receive"]) == (told, said)
    assert DOCUMENT["operations"]["project.sync.request"]["reply"]["messages"] == [
        {"$ref": "#/channels/project/messages/told.sync.response"},
        {"$ref": "#/channels/project/messages/told.error"},
    ]


def test_where_and_as_whom_one_connects_is_said() -> None:
    site = DOCUMENT["servers"]["site"]
    assert (site["host"], site["protocol"]) == ("review.example.com", "wss")
    assert asyncapi("http://127.0.0.1:3000")["servers"]["site"]["protocol"] == "ws"
    assert [at(each["$ref"])["type"] for each in site["security"]] == ["http", "httpApiKey"]
    assert {one["address"] for one in DOCUMENT["channels"].values()} == {
        "/ws/feedback/{video_id}",
        "/ws/project/{project_id}",
    }


async def test_it_is_served_beside_the_openapi_document_to_anybody() -> None:
    transport = ASGITransport(build_rest())
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1:3000") as client:
        answer, beside = await client.get("/api/v1/asyncapi.json"), await client.get("/api/v1/openapi.json")
    assert answer.status_code == beside.status_code == 200
    assert answer.headers["content-type"] == beside.headers["content-type"]
    assert answer.json()["asyncapi"] == "3.0.0"
    assert answer.json()["channels"] == DOCUMENT["channels"]
