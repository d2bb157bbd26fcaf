"""The accounts that `serve` prints are those that the demo has."""

from __future__ import annotations

from videoplanet.app.supervisor.demo import DEMO_ACCOUNTS
from videoplanet.processes.seed_demo.content import PEOPLE


def test_the_printed_accounts_are_the_seeded_ones() -> None:
    assert {person.email: person.role.value for person in PEOPLE} == DEMO_ACCOUNTS
