"""The OpenAPI page at `/api/docs`, with Swagger UI from our own address: nothing is loaded from elsewhere. And, where it is read by
programs, the AsyncAPI document.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fastapi_offline
import orjson
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from videoplanet.app.gateway.asyncapi import asyncapi
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.languages import INTERNATIONAL_LANGUAGE

_PAGE = f"""<!doctype html>
<html lang="{INTERNATIONAL_LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VideoPlanet API</title>
<link rel="stylesheet" href="/api/docs/static/swagger-ui.css">
<script src="/api/docs/static/swagger-ui-bundle.js" defer></script>
<script src="/api/docs/start.js" defer></script>
</head>
<body><main id="swagger-ui"></main></body>
</html>
"""
_START = """window.addEventListener("DOMContentLoaded", () => {
  SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, persistAuthorization: false });
});
"""
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


def install_docs(app: FastAPI) -> None:
    """Add both to `app`."""
    static = Path(fastapi_offline.__file__).parent / "static"

    @app.get("/api/docs", include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})

    @app.get("/api/docs/start.js", include_in_schema=False)
    async def start() -> Response:
        return Response(_START, media_type="text/javascript")

    @app.get("/api/v1/asyncapi.json", include_in_schema=False)
    async def live() -> Response:
        return Response(_live_description(), media_type="application/json")

    app.mount("/api/docs/static", StaticFiles(directory=static))


@cache
def _live_description() -> bytes:
    return orjson.dumps(asyncapi(get_settings().site_origins[0]))
