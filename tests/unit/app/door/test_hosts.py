"""Under which names the site is open."""

from __future__ import annotations

import socket

import pytest

from videoplanet.app.door.hosts import Hosts
from videoplanet.shared.config import Settings


@pytest.mark.parametrize(
    "host",
    [
        "localhost:3000",
        "127.0.0.1:3000",
        "[::1]:3000",
        "LOCALHOST",
        "192.168.0.7:3000",
        "[fd00::7]:3000",
        socket.gethostname(),
    ],
)
def test_without_a_public_url_every_address_and_name_of_the_machine_is_good(host: str) -> None:
    assert Hosts.of(Settings(host="0.0.0.0", public_url=None)).allow(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "rebound.example.com",
        "127.0.0.1.rebound.example.com",
        "localhost@rebound.example.com",
        "rebound.example.com@localhost",
        "rebound.example.com#@localhost",
        "rebound.example.com\\@localhost",
        "localhost:3000:3000",
        "localhost/rebound",
        " localhost",
        "[::1",
        "0x7f.1",
    ],
)
@pytest.mark.parametrize("public_url", [None, "https://review.example.com"])
def test_no_other_name_is_good_in_any_spelling(host: str, public_url: str | None) -> None:
    assert not Hosts.of(Settings(host="0.0.0.0", public_url=public_url)).allow(host)


def test_with_a_public_url_its_name_and_the_machine_itself_are_good_and_no_other_address() -> None:
    hosts = Hosts.of(
        Settings(host="0.0.0.0", public_url="https://review.example.com:8443", other_hosts=("web", "10.0.0.5"))
    )
    good = (
        "review.example.com",
        "review.example.com:443",
        "Review.Example.com.",
        "127.0.0.1:3000",
        "web:3000",
        "10.0.0.5",
    )
    assert [host for host in good if not hosts.allow(host)] == []
    assert not hosts.allow("192.168.0.7:3000")


def test_the_address_it_listens_on_is_good() -> None:
    assert Hosts.of(Settings(host="10.0.0.9", public_url="https://review.example.com")).allow("10.0.0.9:3000")


def test_other_hosts_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOPLANET_OTHER_HOSTS", "web, review.internal")
    assert Settings().other_hosts == ("web", "review.internal")
