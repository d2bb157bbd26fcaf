"""What the panel of facts shows of each version of the room's film."""

from __future__ import annotations

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.pages.review.facts import FactRows, facts_of_versions
from videoplanet.pages.review.state import ReviewState, room_principal
from videoplanet.shared.errors import Unavailable, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast


class FactsState(rx.State):
    """The facts by version, for every version at once, so that another one on the screen is described without a wait."""

    facts: rx.Field[dict[str, FactRows]] = rx.field(default_factory=dict[str, FactRows])

    @handler
    async def read(self) -> EventSpec | None:
        """Reads them: when the panel is opened, and when the film or the reader's rights have changed while it is."""
        room = await self.get_state(ReviewState)
        if not room.video_id:
            return None
        try:
            principal = await room_principal(self, room.share_token)
            self.facts = await facts_of_versions(principal, id_of(room.video_id))
        except Unavailable as error:
            return error_toast(error)
        except VideoPlanetError:
            self.facts = {}  # the room itself says that it is over
        return None
