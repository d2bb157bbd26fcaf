"""Loaded by Schemathesis: what it leaves out, because no schema can hold the rule."""

from __future__ import annotations

from typing import Any

import schemathesis

from videoplanet.shared.plain_text import NotText, one_line

SHORTEST_LIMIT = 20


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    """A text is as long as it is once it was tidied: one that is too long only before that may be taken."""
    return not any(_may_be_tidied_below_a_limit(text) for text in _texts([case.body, case.query]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return _texts(list(value.values()))
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _may_be_tidied_below_a_limit(text: str) -> bool:
    try:
        return len(text) > SHORTEST_LIMIT and len(one_line(text)) < len(text)
    except NotText:
        return False
