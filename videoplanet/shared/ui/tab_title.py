"""What the browser's tab says: what is open, what it belongs to, whose site it is."""

from __future__ import annotations

from functools import reduce

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.text import t


def tab_title(*names: Text, otherwise: Text = "") -> StringVar[str]:
    """``film · project · brand``, live: names that are empty are left out.

    Args:
        names: From what is open to what it belongs to.
        otherwise: What kind of page it is, while the first name is not known or not to be told.
    """
    first, *others = names
    named = [text_if(rx.Var.create(first).to(str) != "", first, otherwise), *others]
    return reduce(lambda after, name: _before(name, after), reversed(named), rx.Var.create(t("ui.brand")).to(str))


class TabTitle(rx.Component):
    """Writes the tab's title while it stands on the page; draws nothing."""

    library = shipped("tab_title.js", __name__)
    tag = "TabTitle"

    words: Var[str] = field(doc="The whole title.")


def live_tab_title(*names: Text, otherwise: Text = "") -> rx.Component:
    """As `tab_title`, where only a part of the page knows the names: stands in that part, over the title of the page."""
    return TabTitle.create(words=tab_title(*names, otherwise=otherwise))


def _before(name: Text, after: StringVar[str]) -> StringVar[str]:
    words = rx.Var.create(name).to(str)
    return text_if(words != "", words + " · " + after, after)
