"""Addresses in answers and mails are this site's own, whatever a request says of where it went."""

from __future__ import annotations

import pytest
from httpx import AsyncClient

from tests.integration.conftest import SettingsChange
from tests.integration.people import person, project

EVIL = "evil.example.net"
WANTED = {"filename": "cut.mp4", "size": 4321}


@pytest.mark.parametrize("public_url", ["", "https://review.example.com"])
async def test_no_address_is_made_of_the_host_header(
    gateway: AsyncClient, settings: SettingsChange, public_url: str
) -> None:
    settings(public_url=public_url)
    owner = await person("Owner")
    project_id = await project(owner)
    headers = {**owner.bearer, "Host": EVIL, "X-Forwarded-Host": EVIL, "Forwarded": f"host={EVIL}"}
    answer = await gateway.post(f"/api/v1/projects/{project_id}/uploads", json=WANTED, headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.json()["parts"][0]["url"].startswith(public_url or "http://127.0.0.1:3000")
    for path in ("/api/v1/projects", "/api/v1/projects/", "/api/v1/uploads/", "/api/docs", "/api/v1/openapi.json"):
        answer = await gateway.get(path, headers=headers)
        assert EVIL not in str(answer.headers) + answer.text, path


async def test_the_address_that_was_asked_serves_where_it_is_one_of_ours(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    headers = {**owner.bearer, "Host": "localhost:3000"}
    answer = await gateway.post(f"/api/v1/projects/{project_id}/uploads", json=WANTED, headers=headers)
    assert answer.json()["parts"][0]["url"].startswith("http://localhost:3000/")
