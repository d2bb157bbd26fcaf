"""What the browser's tab says: what is open, what it belongs to, whose site it is."""

from __future__ import annotations

from functools import reduce

import reflex as rx
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
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


def _before(name: Text, after: StringVar[str]) -> StringVar[str]:
    words = rx.Var.create(name).to(str)
    return text_if(words != "", words + " · " + after, after)
