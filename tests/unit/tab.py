"""A tab without a browser: the States of pages in it, their events fired directly, and what these answer.

Use cases are stood in for: `stands_in` puts `UseCase`s into a State's module, which keep what they were asked.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, TypeVar
from uuid import uuid4

import pytest
import reflex as rx
from reflex.istate.data import RouterData
from reflex_base.event import EventSpec

from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.security.principal import Principal

StateT = TypeVar("StateT", bound=rx.State)
ADDRESS = "203.0.113.7"


def somebody(**values: Any) -> Principal:
    """Somebody who is signed in."""
    return Principal("user", uuid4(), uuid4(), "지우", **values)


class UseCase:
    """Stands for a use case: gives one answer, made of what was asked if it is a function, or raises it if it is an error."""

    def __init__(self, answer: Any = None) -> None:
        self.answer = answer
        self.asked: list[tuple[Any, ...]] = []
        self.named: list[dict[str, Any]] = []

    async def __call__(self, *given: Any, **named: Any) -> Any:
        self.asked.append(given)
        self.named.append(named)
        if isinstance(self.answer, Exception):
            raise self.answer
        answer = self.answer(*given, **named) if inspect.isroutine(self.answer) else self.answer
        return await answer if inspect.isawaitable(answer) else answer


def stands_in(monkeypatch: pytest.MonkeyPatch, module: ModuleType, **answers: Any) -> Mapping[str, UseCase]:
    """Put a `UseCase` in the place of each of these names of a module."""
    made = {name: answer if isinstance(answer, UseCase) else UseCase(answer) for name, answer in answers.items()}
    for name, use_case in made.items():
        monkeypatch.setattr(module, name, use_case)
    return made


def signed_in(monkeypatch: pytest.MonkeyPatch, module: ModuleType, who: Principal | None = None) -> Principal:
    """Let everything in a State's module that asks who looks answer: this one."""
    who = who or somebody()
    _asks_who(monkeypatch, module, who)
    return who


def signed_out(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    """Let everything in a State's module that asks who looks answer: nobody."""
    _asks_who(monkeypatch, module, NotSignedIn())


def _asks_who(monkeypatch: pytest.MonkeyPatch, module: ModuleType, answer: Any) -> None:
    names = [name for name in ("open_page", "page_principal", "acting_principal") if hasattr(module, name)]
    assert names, f"nothing in {module.__name__} asks who looks"
    stands_in(monkeypatch, module, **dict.fromkeys(names, answer))


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing an event answered: `toast` (the text's key in `what`), `go` and `leave` (where to), `event` (which one)."""

    kind: str
    what: str
    tone: str = ""
    params: Mapping[str, Any] | None = None
    undo: tuple[str, Mapping[str, Any]] | None = None


class Tab(Generic[StateT]):
    """One tab at an address of the site, with every State in it."""

    def __init__(
        self, kind: type[StateT], address: str = "/", *, cookie: str = "", params: Mapping[str, str] | None = None
    ) -> None:
        self.root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]
        router = {
            "headers": {"cookie": cookie, "origin": "http://localhost:3000"},
            "asPath": address,
            "query": dict(params or {}),
            "ip": ADDRESS,
            "sid": "socket-1",
        }
        self.root.router = RouterData.from_router_data(router)
        self.state: StateT = self.of(kind)

    def of(self, kind: type[Any]) -> Any:
        """Another State of the same tab."""
        return self.root.get_substate(kind.get_full_name().split("."))

    async def fire(self, handler: str, *given: Any) -> list[Answer]:
        """Call an event handler, to its end; what it answered, in order."""
        running = getattr(type(self.state), handler).fn(self.state, *given)
        found = [step async for step in running] if inspect.isasyncgen(running) else [await running]
        specs = [spec for step in found for spec in (step if isinstance(step, list) else [step]) if spec is not None]
        return [_answer(spec) for spec in specs]


def _answer(spec: Any) -> Answer:
    if not isinstance(spec, EventSpec):
        return Answer("event", spec.fn.__qualname__)
    name = spec.handler.fn.__qualname__
    given: dict[str, Any] = {str(each): getattr(value, "_var_value", None) for each, value in spec.args}
    if name == "ToastState.show":
        undo = json.loads(given["undo"]) if given.get("undo") else None
        taken_back = (undo["name"].rpartition(".")[2], undo["payload"]) if undo else None
        return Answer("toast", given["key"], given["kind"], json.loads(given["params"]), taken_back)
    if name == "DepartureState.leave":
        return Answer("leave", given["path"], params={"forgets": given["forgets"]})
    if name == "_redirect":
        return Answer("go", given["path"])
    return Answer("event", name, params=given)


def an_id() -> str:
    """Some id, as pages hold them."""
    return str(uuid4())
