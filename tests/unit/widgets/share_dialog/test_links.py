"""Links stand under what they are: those that open something, and those that are over."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.shown import a_link
from videoplanet.shared.clock import now
from videoplanet.widgets.share_dialog import state as share_state
from videoplanet.widgets.share_dialog.state import ShareState


async def test_expired_links_are_no_open_ones_and_withdrawn_ones_are_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    lasting, coming, over = a_link(None), a_link(now() + timedelta(hours=1)), a_link(now() - timedelta(seconds=1))
    withdrawn = a_link(None, revoked_at=now())

    async def listed(*_given: Any, **_named: Any) -> Any:
        return SimpleNamespace(items=[lasting, coming, over, withdrawn])

    monkeypatch.setattr(share_state, "list_shares", listed)
    state = ShareState(_reflex_internal_init=True)  # type: ignore[call-arg]
    state._video_id = str(uuid4())
    await state._load(SimpleNamespace())  # type: ignore[arg-type]
    assert [row["id"] for row in state.links] == [str(lasting.id), str(coming.id)]
    assert [row["id"] for row in state.expired] == [str(over.id)]
