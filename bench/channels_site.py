"""The reference: the smallest echo group of Django Channels on channels_redis. Run by the interpreter of its own environment."""

import os

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

settings.configure(
    SECRET_KEY="reference",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [os.environ["REFERENCE_REDIS_URL"]], "capacity": 1000},
        }
    },
)
django.setup()


class Echo(AsyncWebsocketConsumer):
    """Everybody hears what anybody says; whoever connects with `?sends` only says."""

    async def connect(self) -> None:
        await self.accept()
        if self.scope["query_string"] != b"sends":
            await self.channel_layer.group_add("echo", self.channel_name)
            await self.send('{"type": "joined"}')

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send("echo", {"type": "echo.said", "text": text_data})

    async def echo_said(self, event: dict[str, str]) -> None:
        await self.send(event["text"])


application = ProtocolTypeRouter({"websocket": URLRouter([re_path("", Echo.as_asgi())])})
