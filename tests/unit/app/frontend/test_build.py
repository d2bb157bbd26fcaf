"""When the interface is built anew, and what is changed in Reflex's part of it."""

from __future__ import annotations

import subprocess
from importlib import resources
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from reflex.utils import path_ops

from videoplanet.app.frontend import builder, fingerprint
from videoplanet.app.frontend.builder import node_on_path
from videoplanet.app.frontend.fingerprint import Stamp, compiled_fingerprint, sources_fingerprint
from videoplanet.app.frontend.same_origin import SameOriginPlugin, resolve_against_page


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three files with a finished build."""
    for name in ("rxconfig.py", "videoplanet/app/site.py", "assets/styles.css", ".web/app/routes.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / ".web/build/client").mkdir(parents=True)
    monkeypatch.setattr(fingerprint, "PROJECT", tmp_path)
    monkeypatch.setattr(fingerprint, "WEB_FOLDER", tmp_path / ".web")
    monkeypatch.setattr(fingerprint, "BUILT_SITE", tmp_path / ".web/build/client")
    monkeypatch.setattr(fingerprint, "STAMP", tmp_path / ".web/videoplanet-build.json")
    return tmp_path


@pytest.mark.parametrize("name", ["rxconfig.py", "videoplanet/app/site.py", "assets/styles.css", "assets/new.js"])
def test_a_changed_source_is_noticed(project: Path, name: str) -> None:
    before = sources_fingerprint("production")
    assert sources_fingerprint("production") == before
    (project / name).write_text("changed")
    assert sources_fingerprint("production") != before


def test_generated_files_are_no_sources(project: Path) -> None:
    before = sources_fingerprint("production")
    for name in ("assets/external/a.js", "videoplanet/app/__pycache__/site.pyc", ".web/app/routes.js"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("changed")
    assert sources_fingerprint("production") == before


def test_development_is_another_build_than_production(project: Path) -> None:
    assert sources_fingerprint("development") != sources_fingerprint("production")


def test_only_what_the_bundler_reads_counts_as_compiled(project: Path) -> None:
    before = compiled_fingerprint()
    for name in ("node_modules/x.js", "build/client/index.html", "reflex.json", "backend/pages.json"):
        (project / ".web" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / ".web" / name).write_text("changed")
    assert compiled_fingerprint() == before
    (project / ".web/app/routes.js").write_text("changed")
    assert compiled_fingerprint() != before


def test_a_stamp_without_its_build_does_not_count(project: Path) -> None:
    assert Stamp.of_last_build() is None
    Stamp("sources", "compiled").write()
    assert Stamp.of_last_build() == Stamp("sources", "compiled")
    (project / ".web/build/client").rmdir()
    assert Stamp.of_last_build() is None


def test_the_installed_reflex_resolves_addresses_where_we_change_it() -> None:
    template = (Path(str(resources.files("reflex_base"))) / ".templates/web/utils/state.js").read_text("utf-8")
    changed = resolve_against_page(template)
    assert "window.location.origin" in changed
    assert 'endpoint.port = "";' not in changed
    assert resolve_against_page(changed) == changed


def test_a_reflex_that_resolves_otherwise_stops_the_build() -> None:
    with pytest.raises(RuntimeError, match="no longer resolves"):
        resolve_against_page("export const getBackendURL = () => location;")


def test_addresses_become_paths() -> None:
    paths = SameOriginPlugin().update_env_json()
    assert paths["EVENT"] == "/_event"
    assert all(path.startswith("/") for path in paths.values())


def test_node_and_npm_of_the_wheel_come_first() -> None:
    with node_on_path():
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        npm = subprocess.run(["npm", "--version"], capture_output=True, text=True, check=True).stdout
    assert int(node.removeprefix("v").split(".")[0]) >= 22
    assert npm.strip()


def test_nobody_else_builds_while_reflex_fills_the_folder_for_the_first_time(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template"
    template.mkdir()
    stages: list[str] = []

    def filled() -> None:
        path_ops.copy_tree(template, project / ".web")
        with pytest.raises(Timeout):
            FileLock(builder.LOCK).acquire(timeout=0)
        stages.append("filled")

    monkeypatch.setattr(builder, "WEB_FOLDER", project / ".web")
    monkeypatch.setattr(builder, "LOCK", project / builder.LOCK.name)
    monkeypatch.setattr(builder, "_compile", filled)
    monkeypatch.setattr(builder, "_bundle", lambda: stages.append("bundled"))
    monkeypatch.setattr(builder, "_finish", lambda: stages.append("finished"))
    builder.build(lambda stage: None)
    assert stages == ["filled", "bundled", "finished"]
