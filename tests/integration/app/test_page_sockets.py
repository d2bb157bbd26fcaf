"""The contract with the Reflex that is installed: what the adapter relies upon is there, and what it offers does what it says."""

from __future__ import annotations

import asyncio
import inspect
import json
import pickle
from typing import Any, cast
from uuid import uuid4

import pytest
from reflex.app import EventNamespace
from reflex.istate.manager.token import BaseStateToken
from reflex.utils.token_manager import LocalTokenManager, RedisTokenManager, SocketRecord
from socketio import AsyncServer
from socketio.packet import Packet
from websockets.asyncio.client import connect

from tests.integration.live_site import APPS, DESK
from tests.integration.reflex_page import ReflexPage
from videoplanet.shared.live.page_sockets import SENT_BY_PAGES, Handshake, PageSockets
from videoplanet.shared.live.way_in import way_in
from videoplanet.shared.redis import redis_client
from videoplanet.shared.security.cookies import browser_cookie
from videoplanet.shared.security.tokens import random_token

SECRET = "우리끼리만 아는 말"
ROOM = "room"


@pytest.fixture
def sockets(site: str) -> PageSockets:
    """A second view of the running site's lines; the first one has hung its hooks into them."""
    return PageSockets(APPS[0])


def heard(page: ReflexPage) -> list[Any]:
    return page.of(DESK, "refusal")


async def test_a_page_hears_its_rooms_and_what_is_for_it_alone(site: str, sockets: PageSockets) -> None:
    page, other = await ReflexPage.open(site), await ReflexPage.open(site)
    await sockets.enter(page.sid, ROOM)
    await sockets.enter(page.sid, "another room")
    await sockets.enter(other.sid, ROOM)
    await sockets.broadcast(ROOM, DESK, "refusal", "to all")
    await sockets.tell(page.sid, DESK, "refusal", "to one")
    await sockets.leave(page.sid, ROOM)
    sockets.put_out(other.sid, ROOM)
    await sockets.broadcast(ROOM, DESK, "refusal", "to nobody")
    await sockets.broadcast("another room", DESK, "refusal", "next door")
    await sockets.tell(other.sid, DESK, "refusal", "at last")
    await page.until(lambda: "next door" in heard(page))
    await other.until(lambda: "at last" in heard(other))
    assert (heard(page), heard(other)) == (["to all", "to one", "next door"], ["to all", "at last"])
    assert page.deltas[0] == {DESK: {"refusal_rx_state_": "to all"}}, "and nothing else in it"


async def test_what_many_hear_is_encoded_once(site: str, sockets: PageSockets, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [await ReflexPage.open(site) for _ in range(5)]
    for page in pages:
        await sockets.enter(page.sid, ROOM)
    encoded: list[Any] = []
    encode = Packet.encode

    def counted(self: Any) -> Any:
        if SECRET in str(self.data):
            encoded.append(self.data)
        return encode(self)

    monkeypatch.setattr(Packet, "encode", counted)
    await sockets.broadcast(ROOM, DESK, "refusal", SECRET)
    for page in pages:
        await page.until(lambda page=page: heard(page) == [SECRET])  # type: ignore[misc]
    assert len(encoded) == 1


async def test_who_is_there_and_how_they_came_is_known_until_they_are_gone(site: str, sockets: PageSockets) -> None:
    cookie = f"{browser_cookie()}={random_token(16)}"
    page, witness = await ReflexPage.open(site, cookie=cookie), await ReflexPage.open(site)
    assert sockets.is_connected(page.sid)
    assert sockets.handshake(page.sid) == Handshake(cookie, "127.0.0.1")
    assert sockets.state_of(page.sid) not in (None, sockets.state_of(witness.sid))
    assert sockets.backlog(page.sid) == 0
    for one in (page, witness):
        await sockets.enter(one.sid, ROOM)
    await sockets.hang_up(page.sid)
    await page.ended.wait()
    assert not sockets.is_connected(page.sid)
    assert (sockets.handshake(page.sid), sockets.state_of(page.sid), sockets.backlog(page.sid)) == (None, None, 0)
    await sockets.tell(page.sid, DESK, "refusal", "to whom?")
    await sockets.leave(page.sid, ROOM)
    sockets.put_out(page.sid, ROOM)
    await sockets.broadcast(ROOM, DESK, "refusal", "who is left")
    await witness.until(lambda: heard(witness) == ["who is left"])


async def test_nobody_says_where_they_come_from(site: str, sockets: PageSockets) -> None:
    page = await ReflexPage.open(site)
    whose = (sockets.handshake(page.sid), sockets.state_of(page.sid))
    forged = {"asgi.scope": {"client": ["203.0.113.77", 1], "headers": []}, "QUERY_STRING": "token=another"}
    await page._socket.send("42/_event," + json.dumps(["connect", forged, None]))
    with_bytes = {"asgi.scope": {"headers": [[{"_placeholder": True, "num": 0}] * 2]}}
    await page._socket.send("451-/_event," + json.dumps(["connect", with_bytes, None]))
    await page._socket.send(b"cookie")
    await page.fire(f"{DESK}.keep", words="hier")
    await page.until(lambda: heard(page) == ["hier"])
    assert (sockets.handshake(page.sid), sockets.state_of(page.sid)) == whose
    kept = cast("Any", APPS[0].event_namespace)._static_router_data[page.sid]
    assert (kept["ip"], kept["headers"].get("asgi-scope-client")) == ("127.0.0.1", "127.0.0.1")


async def test_a_page_that_finds_too_many_waiting_is_refused_and_comes_in_later(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(way_in(), "_free", 0)
        full.setattr(way_in(), "_most_waiting", 0)
        async with connect(f"ws://{site}/_event/?token={uuid4()}&EIO=4&transport=websocket") as socket:
            assert str(await socket.recv()).startswith("0")
            await socket.send("40/_event,{}")
            assert str(await socket.recv()).startswith("44/_event,"), "which browsers answer by trying again"
    page = await ReflexPage.open(site)
    assert page.sid


async def test_an_emptied_state_holds_nothing_of_its_page(site: str) -> None:
    app = APPS[0]
    assert app._state is not None
    sockets = PageSockets(app)
    name = uuid4().hex
    root = BaseStateToken(ident=name, cls=app._state)
    async with app.state_manager.modify_state(root) as state:
        desk: Any = state.get_substate(DESK.split("."))
        desk.refusal = desk._kept = SECRET
        state.router_data = {"headers": {"cookie": SECRET}}
    await sockets.empty_state(name)
    async with app.state_manager.modify_state(root) as state:
        desk = state.get_substate(DESK.split("."))
        assert (desk.refusal, desk._kept, state.router_data) == ("", "", {})
        assert SECRET not in str(state.dict())


async def test_a_line_is_open_while_the_process_lives_that_holds_it(
    sockets: PageSockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = RedisTokenManager(redis_client())
    monkeypatch.setattr(sockets._events, "_token_manager", manager)
    name, record = uuid4().hex, SocketRecord(instance_id=uuid4().hex, sid="elsewhere")
    assert not await sockets._is_open(name), "nobody holds it"
    await manager._store_socket_record(name, record)
    async with redis_client().pubsub() as process:
        await process.psubscribe(f"channel:{manager._get_lost_and_found_key(record.instance_id)}")
        assert (await process.get_message(timeout=5) or {})["type"] == "psubscribe"
        assert await sockets._is_open(name)
        told = await process.get_message(ignore_subscribe_messages=True, timeout=5)
        assert told is not None
        nothing = pickle.loads(told["data"])
        assert (nothing.token, nothing.update.delta, nothing.update.events) == ("", {}, [])
    async with asyncio.timeout(10):
        while await sockets._is_open(name):
            await asyncio.sleep(0.01)  # Redis has not noticed yet that the process has gone
    assert await redis_client().exists(manager._get_redis_key(name)) == 0
    assert (name in manager.token_to_socket, "elsewhere" in manager.sid_to_token) == (False, False)


def test_what_the_adapter_relies_upon_is_there() -> None:
    def parameters(function: Any) -> list[str]:
        return list(inspect.signature(function).parameters)[1:]

    assert parameters(EventNamespace.on_connect) == ["sid", "environ", "auth"]
    assert parameters(EventNamespace.on_event) == ["sid", "data"]
    assert parameters(EventNamespace.on_disconnect) == ["sid"]
    assert parameters(EventNamespace.link_token_to_sid) == ["sid", "token", "update_state"]
    assert "self.link_token_to_sid(" in inspect.getsource(EventNamespace.on_connect), "the only way a token comes in"
    for manager in (LocalTokenManager, RedisTokenManager):
        assert inspect.iscoroutinefunction(manager.is_token_connected)
    assert isinstance(EventNamespace.sid_to_token, property)
    assert parameters(AsyncServer._handle_event) == ["eio_sid", "namespace", "id", "data"]
    handlers = {name.removeprefix("on_") for name in dir(EventNamespace) if name.startswith("on_")}
    assert handlers == {*SENT_BY_PAGES, "connect", "disconnect", "ping"}, "each a name that a stranger could say"
