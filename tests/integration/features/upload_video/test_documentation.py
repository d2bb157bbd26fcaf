"""The examples of `docs/uploads.md`, run as they stand against a running gateway that is restarted in between."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import httpx
import pytest

from tests.integration.films import stored
from tests.integration.live_site import running
from tests.integration.people import Person, project
from tests.integration.resumable import digest_header, padded, part_of
from videoplanet.app.gateway.rest import build_rest
from videoplanet.shared.storage_multipart import PART_BYTES

PAGE = (Path(__file__).parents[4] / "docs" / "uploads.md").read_text("utf-8")


def example(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


async def run(language: str, film: Path, site: str, owner: Person, project_id: object) -> tuple[int, str, str]:
    program = [sys.executable, "-c"] if language == "python" else ["bash", "-c"]
    arguments = [str(film)] if language == "python" else ["upload", str(film)]
    variables = {"VIDEOPLANET": site, "TOKEN": owner.tokens.access_token, "PROJECT": str(project_id), "NO_PROXY": "*"}
    process = await asyncio.create_subprocess_exec(
        *program,
        example(language),
        *arguments,
        env={**os.environ, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode().strip(), errors.decode()


@pytest.mark.usefixtures("intake")
@pytest.mark.parametrize("language", ["python", "bash"])
async def test_an_example_goes_on_where_it_was_after_the_server_was_restarted(
    language: str, owner: Person, tmp_path: Path
) -> None:
    project_id = await project(owner)
    film = tmp_path / "봄 캠페인 🎬 'cut'.mp4"
    blob = padded(size=2 * PART_BYTES + 4321)
    film.write_bytes(blob)
    async with running(build_rest()) as address, httpx.AsyncClient(trust_env=False, timeout=60) as client:
        site = f"http://{address}"
        body = {"filename": film.name, "size": len(blob)}
        begun = await client.post(f"{site}/api/v1/projects/{project_id}/uploads", json=body, headers=owner.bearer)
        upload = begun.json()
        sent = await client.put(
            upload["parts"][1]["url"], content=part_of(blob, 2), headers=digest_header(part_of(blob, 2))
        )
        assert sent.status_code == 200
        Path(f"{film}.upload").write_text(upload["upload_id"])
    (before,) = await stored("select * from upload_part")

    async with running(build_rest()) as address:
        code, out, errors = await run(language, film, f"http://{address}", owner, project_id)
    assert (code, errors) == (0, "")
    (version,) = await stored("select * from version")
    assert (out, version["filename"], version["size"]) == (str(version["video_id"]), film.name, len(blob))
    (after,) = await stored("select * from upload_part where number = 2")
    assert after == before
    assert [path.name for path in tmp_path.iterdir()] == [film.name]


@pytest.mark.usefixtures("intake")
@pytest.mark.parametrize("language", ["python", "bash"])
async def test_an_example_begins_an_upload_and_says_why_a_file_is_refused(
    language: str, owner: Person, tmp_path: Path
) -> None:
    project_id = await project(owner)
    film = tmp_path / "notes.mp4"
    film.write_bytes(b"these are no pictures" * 20)
    async with running(build_rest()) as address:
        code, out, errors = await run(language, film, f"http://{address}", owner, project_id)
    assert (code, out) == (1, "")
    assert "영상 파일이 아닙니다" in errors
