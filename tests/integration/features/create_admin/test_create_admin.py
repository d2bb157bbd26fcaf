"""A staff account from the command line."""

from __future__ import annotations

import pytest
from httpx import AsyncClient

from tests.integration.people import PASSWORD, person, project, sign_in
from videoplanet.features.create_admin.service import create_admin
from videoplanet.shared.errors import Conflict, Invalid


async def test_staff_sign_in_like_anybody_and_see_no_project(gateway: AsyncClient) -> None:
    project_id = await project(await person("Jiwoo"))
    profile = await create_admin("admin@example.com", "관리자", PASSWORD)
    assert profile.is_staff
    header = {"Authorization": f"Bearer {(await sign_in(gateway, 'admin@example.com'))['access_token']}"}
    assert (await gateway.get("/api/v1/users/me", headers=header)).json()["is_staff"] is True
    assert (await gateway.get(f"/api/v1/projects/{project_id}", headers=header)).status_code == 404


async def test_the_rules_of_sign_up_hold() -> None:
    await person("Jiwoo")
    with pytest.raises(Conflict):
        await create_admin("jiwoo@example.com", "관리자", PASSWORD)
    with pytest.raises(Invalid):
        await create_admin("admin@example.com", "관리자", "password")
