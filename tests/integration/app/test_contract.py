"""Schemathesis with all its checks against a running site: the document says what is taken and answered, and nothing else is."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tests.integration.app import contract_hooks
from tests.integration.films import guest_of
from tests.integration.review import Review, review
from videoplanet.entities.project.model import Role
from videoplanet.features.share_video.service import list_shares

ROOT = Path(__file__).parents[3]
EXAMPLES = 10
SECONDS = 75
PHASES = "examples,coverage,fuzzing"
ENDS_THE_SESSION = "/auth/token/revoke|/users/me/sessions"
"""These would sign the caller out, and every later answer would be 401; their own tests are those of signing out."""

BEYOND_THE_SCHEMA = {
    "a cursor is made by the site": "(projects|uploads|videos|comments|shares)$",
    "an end lies in the future": "/shares/{share_id}$",
    "a time zone exists": "/users/me$",
    "a password is hard to guess": "/auth/register$",
    "a code was mailed": "/(resume|verify-email)$",
    "nobody is invited as the owner": "/invitations(/{invitation_id})?$",
    "a name can be seen": "/open$",
    "frames are those of the version": "/comments/{comment_id}$",
    "a part has the size of its upload": "/parts(/{number})?$",
}
"""Rules that no schema can hold, and the addresses where a body that fits its schema may still be 422."""


def configuration(film: Review, comment: str, token: str) -> str:
    """What Schemathesis is told: real places to go to, texts that are text, and where 422 may answer a body that fits."""
    answers = '["2xx", "3xx", "401", "403", "404", "409", "412", "413", "415", "429"'
    lenient = "".join(
        f"[[operations]]\n# {rule}\ninclude-path-regex = '''{place}'''\n"
        f'[operations.checks.positive_data_acceptance]\nexpected-statuses = {answers}, "422"]\n'
        for rule, place in BEYOND_THE_SCHEMA.items()
    )
    return f"""
warnings = false
hooks = "{contract_hooks.__name__}"
[parameters]
"path.project_id" = "{film.project_id}"
"path.video_id" = "{film.video_id}"
"path.comment_id" = "{comment}"
"path.token" = "{token}"
[generation]
deterministic = true
allow-x00 = false
codec = "utf-8"
max-examples = {EXAMPLES}
[cache]
enabled = false
[checks.positive_data_acceptance]
expected-statuses = {answers}]
{lenient}"""


async def test_the_site_does_what_its_document_says(site: str, tmp_path: Path) -> None:
    film = await review(Role.EDITOR)
    await guest_of(film.owner, film.video_id)
    (link,) = (await list_shares(film.owner.principal, film.video_id)).items
    config = tmp_path / "schemathesis.toml"
    config.write_text(configuration(film, await film.comment(), link.token))
    options = {
        "--header": f"Authorization: {film.owner.bearer['Authorization']}",
        "--checks": "all",
        "--phases": PHASES,
        "--max-time": str(SECONDS),
        "--exclude-path-regex": ENDS_THE_SESSION,
    }
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "schemathesis.cli",
            "--config-file",
            config,
            "run",
            f"http://{site}/api/v1/openapi.json",
        ),
        *(part for option in options.items() for part in option),
        *("--continue-on-failure", "--no-shrink", "--no-color"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
