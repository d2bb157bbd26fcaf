"""Parts of a page whose script is loaded when they are first shown, so that pages on which they are not shown do not carry it.

Reflex compiles every ``@memo`` into a script of its Python module. A page that draws such a part imports the script with
the page; one that draws it as a :class:`Later` imports it when the part is shown. What the module draws from elsewhere comes
with it, so a part that comes later has a module of its own, from which nothing else draws.
"""

from __future__ import annotations

from typing import Any

from reflex_base.components.component import NoSSRComponent
from reflex_base.utils import memo_paths


class Later(NoSSRComponent):
    """A ``@memo`` that is loaded when it is shown. A subclass says where it is, and names the memo's parameters as its props."""


def compiled(part: Any) -> tuple[str, str]:
    """Where Reflex puts a ``@memo``: what JavaScript imports, and its name there."""
    memo = part._definition
    return memo_paths.library_and_symbol(memo.source_module, memo.export_name)
