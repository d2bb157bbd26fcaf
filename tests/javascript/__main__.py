"""`python -m tests.javascript`: types by TypeScript, style by Biome, of every script; installs both when their list has changed.

Both come from npm, at the releases of `package-lock.json` beside this file, through the wheel's Node, and so does the schema of
AsyncAPI, by which a test checks how the websockets are described. They are for checking only: what a browser gets is built by
Reflex from packages of its own (`reflex.lock/`).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from videoplanet.app.frontend.builder import node_on_path

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
PROGRAMS = HERE / "node_modules" / ".bin"
INSTALLED = HERE / "node_modules" / ".installed"
PATHS = HERE / "node_modules" / ".paths.json"
PACKAGES = HERE / "package-lock.json"
SCRIPTS = ("videoplanet", "assets", "tests")


def install() -> None:
    """Install what the list names, unless it is there."""
    wanted = hashlib.sha256(PACKAGES.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == wanted:
        return
    sys.stderr.write("Installing what checks the JavaScript ...\n")
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
    INSTALLED.write_text(wanted)


def tell_where_modules_are() -> None:
    """Write, for TypeScript, where the modules lie that scripts import by the names they have in the built frontend.

    A script that `videoplanet/a/b.py` ships is `$/public/external/videoplanet/a/b/x.js` there, and `videoplanet/a/x.js` here.
    """
    ships = [file for file in (PROJECT / "videoplanet").rglob("*.py") if "shipped(" in file.read_text()]
    shipped = {
        f"$/public/external/{file.relative_to(PROJECT).with_suffix('').as_posix()}/*": [f"{file.parent}/*"]
        for file in sorted(ships)
    }
    packages = {
        "$/utils/*": [f"{HERE}/generated.d.ts"],
        "react": [f"{HERE}/node_modules/@types/react"],
        "react-router": [f"{HERE}/node_modules/react-router/dist/development/index.d.ts"],
        "*": [f"{HERE}/node_modules/*"],
    }
    PATHS.write_text(json.dumps({"compilerOptions": {"paths": shipped | packages}}, indent=2))


def main(arguments: Sequence[str]) -> int:
    """Check everything, or with `--format` put it in the project's style; return how many programs have complaints."""
    types: list[str | Path] = [PROGRAMS / "tsc", "--project", HERE]
    style: list[str | Path] = [PROGRAMS / "biome", "check", "--error-on-warnings", "--config-path", HERE / "style.json"]
    formatting: list[str | Path] = [PROGRAMS / "biome", "format", "--write", "--config-path", HERE / "style.json"]
    programs = [[*formatting, *SCRIPTS]] if "--format" in arguments else [types, [*style, *SCRIPTS]]
    with node_on_path():
        install()
        tell_where_modules_are()
        runs = [subprocess.run(program, cwd=PROJECT, check=False) for program in programs]
    return sum(run.returncode != 0 for run in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
