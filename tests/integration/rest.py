"""The REST application, built once: building it takes longer than most tests, and it holds nothing from one request to the next."""

from __future__ import annotations

from functools import cache

from fastapi import FastAPI

from videoplanet.app.gateway.rest import build_rest


@cache
def rest() -> FastAPI:
    """Return the one of this process."""
    return build_rest()
