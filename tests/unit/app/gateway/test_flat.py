"""Routes that are added one by one are what they would be within their routers."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from videoplanet.app.gateway import rest
from videoplanet.app.gateway.routers import ROUTERS
from videoplanet.shared.http.plain_address import plain_address


def _included(app: FastAPI, router: APIRouter, *, dependencies: Any = (), **options: Any) -> None:
    app.include_router(router, dependencies=list(dependencies), **options)


def test_the_gateway_is_described_as_with_included_routers(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = rest.build_rest().openapi()
    with monkeypatch.context() as patch:
        patch.setattr(rest, "add_flat", _included)
        included = rest.build_rest().openapi()
    assert flat == included


def test_every_operation_keeps_its_class_and_its_dependencies() -> None:
    built = [route for route in rest.build_rest().routes if isinstance(route, APIRoute)]
    by_name = {(route.path, tuple(sorted(route.methods or ()))): route for route in built}
    for router in ROUTERS:
        for own in router.routes:
            assert isinstance(own, APIRoute)
            route = by_name[rest.PREFIX + own.path, tuple(sorted(own.methods or ()))]
            assert type(route) is type(own)
            asked = [each.dependency for each in route.dependencies]
            assert asked == [plain_address, *(each.dependency for each in own.dependencies)]
