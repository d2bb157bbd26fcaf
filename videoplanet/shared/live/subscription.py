"""The process's one subscription on Redis; connects again for ever, and says so each time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from videoplanet.shared.config import get_settings

log = structlog.get_logger(__name__)
POLL_SECONDS = 3.0
SILENCE_SECONDS = 10.0
PAUSE_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
_ACKNOWLEDGED = "psubscribe"
_MESSAGE = "pmessage"


class Subscription:
    """Listens to channels by pattern.

    Args:
        patterns: channel patterns.
        on_message: called with the channel and the decoded message.
        on_connected: called each time the subscription stands anew; messages may have been missed before.
    """

    def __init__(
        self,
        patterns: tuple[str, ...],
        *,
        on_message: Callable[[str, dict[str, Any]], None],
        on_connected: Callable[[], None],
    ) -> None:
        self.is_connected = False
        self._patterns = patterns
        self._on_message = on_message
        self._on_connected = on_connected
        self._heard_at = 0.0

    async def run(self) -> None:
        """Listen until cancelled."""
        failures = 0
        while True:
            try:
                await self._listen()
            except Exception as error:
                if self.is_connected:
                    failures = 0
                    log.warning("subscription_lost", error=repr(error))
                self.is_connected = False
            await asyncio.sleep(PAUSE_SECONDS[min(failures, len(PAUSE_SECONDS) - 1)])
            failures += 1

    async def _listen(self) -> None:
        # Without retries of its own: a connection made anew behind our back would hide that messages were missed.
        client = Redis.from_url(
            get_settings().redis_url or "", socket_connect_timeout=2, retry=Retry(NoBackoff(), 0), protocol=2
        )
        pubsub = client.pubsub()
        try:
            await pubsub.psubscribe(*self._patterns)
            self._heard_at = time.monotonic()
            acknowledged = 0
            while True:
                message = await pubsub.get_message(timeout=POLL_SECONDS)
                if message is None:
                    await self._probe(pubsub)
                    continue
                self._heard_at = time.monotonic()
                if message["type"] == _MESSAGE:
                    self._pass_on(message)
                elif message["type"] == _ACKNOWLEDGED:
                    acknowledged += 1
                    if acknowledged >= len(self._patterns):
                        self.is_connected = True
                        self._on_connected()
        finally:
            await pubsub.aclose()  # type: ignore[no-untyped-call]
            await client.aclose()

    async def _probe(self, pubsub: PubSub) -> None:
        """A connection that died without a word is noticed by its silence."""
        if time.monotonic() - self._heard_at > SILENCE_SECONDS:
            raise ConnectionError("no answer")
        await pubsub.ping()

    def _pass_on(self, message: dict[str, Any]) -> None:
        try:
            self._on_message(message["channel"].decode(), orjson.loads(message["data"]))
        except Exception:
            log.exception("message_not_understood", channel=repr(message["channel"])[:80])
