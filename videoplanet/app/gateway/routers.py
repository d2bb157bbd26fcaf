"""Which routers the gateway serves, in the order of its documentation."""

from __future__ import annotations

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
