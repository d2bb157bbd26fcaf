"""Scripts and styles that lie beside the Python file that ships them.

In the place of `rx.asset`, which looks through the whole call stack, and for each frame through every imported module, to learn
who calls: with a hundred scripts that was most of a process's start.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

from reflex_base.constants import Dirs


def shipped(name: str, module: str) -> str:
    """Put a file where the build of the frontend finds it; return the name by which JavaScript imports it.

    Args:
        name: of the file, which lies beside the module.
        module: the `__name__` of who ships it.

    Raises:
        FileNotFoundError: there is no such file.
    """
    source = Path(str(sys.modules[module].__file__)).parent / name
    if not source.exists():
        raise FileNotFoundError(source)
    place = f"{Dirs.EXTERNAL_APP_ASSETS}/{module.replace('.', '/')}"
    folder = Path.cwd() / Dirs.APP_ASSETS / place
    folder.mkdir(parents=True, exist_ok=True)
    _link(folder / name, source)
    return f"$/public/{place}/{name}"


def _link(link: Path, source: Path) -> None:
    """Let the link lead there, whatever was at its place; several processes may do it at once."""
    if link.is_symlink() and link.readlink() == source:
        return
    draft = link.with_name(f".{uuid4().hex}.tmp")
    draft.symlink_to(source)
    draft.replace(link)
