"""What must hold before anything is started."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr
from reflex_base.config import BaseConfig
from reflex_base.environment import EnvironmentVariables, environment

from videoplanet.app.supervisor.environment import check_required, product_variables, reflex_variables
from videoplanet.app.supervisor.listening import reserved
from videoplanet.app.supervisor.tenancy import sole_use
from videoplanet.shared.config import Settings
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.ports import LOOPBACK, free_ports
from videoplanet.shared.engines.secrets import Secrets

DATABASE = "postgresql://someone@db.example.com/videoplanet"


def test_a_database_set_by_hand_needs_its_secrets_in_the_environment() -> None:
    with pytest.raises(StartFailure, match=r"VIDEOPLANET_SECRET_KEY is not set.*VIDEOPLANET_DATABASE_URL"):
        check_required(Settings(database_url=DATABASE))
    with pytest.raises(StartFailure, match="VIDEOPLANET_ENCRYPTION_KEYS is not set"):
        check_required(Settings(database_url=DATABASE, secret_key=SecretStr("x")))
    check_required(Settings(database_url=DATABASE, secret_key=SecretStr("x"), encryption_keys=SecretStr("y")))


def test_a_storage_set_by_hand_needs_its_keys_in_the_environment() -> None:
    with pytest.raises(StartFailure, match="VIDEOPLANET_S3_ACCESS_KEY"):
        check_required(Settings(s3_endpoint_url="https://s3.example.com"))


def test_the_embedded_default_needs_nothing() -> None:
    check_required(Settings())


def test_a_listening_program_on_the_port_is_a_clear_failure() -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StartFailure, match=f"Port {port} is already in use"), reserved(LOOPBACK, port):
            pass


def test_a_reserved_port_is_refused_to_a_second_start_but_open_to_the_web_processes() -> None:
    [port] = free_ports(1)
    with reserved(LOOPBACK, port):
        with pytest.raises(StartFailure, match="already in use"), reserved(LOOPBACK, port):
            pass
        with socket.socket() as web:
            web.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            web.bind((LOOPBACK, port))
            web.listen()
    with reserved(LOOPBACK, port):
        pass


def test_an_address_of_another_machine_is_a_clear_failure() -> None:
    [port] = free_ports(1)
    with pytest.raises(StartFailure, match=r"192\.0\.2\.1 is not one of this computer's"), reserved("192.0.2.1", port):
        pass


def test_a_home_has_one_tenant(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    with sole_use(home), pytest.raises(StartFailure, match="Another VideoPlanet is already using"), sole_use(home):
        pass
    with sole_use(home):
        pass


def test_secrets_set_by_hand_win_over_generated_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOPLANET_SECRET_KEY", "mine")
    monkeypatch.delenv("VIDEOPLANET_DEMO_PASSWORD", raising=False)
    secrets = Secrets.generate()
    variables = product_variables(Settings(), Home.at(tmp_path), secrets, {})
    assert "VIDEOPLANET_SECRET_KEY" not in variables
    assert variables["VIDEOPLANET_DEMO_PASSWORD"] == secrets.demo_password


def test_reflex_reads_every_variable_that_is_set_for_it() -> None:
    switches = {getattr(environment, name).name for name in EnvironmentVariables.__annotations__}
    configuration = {f"REFLEX_{name.upper()}" for name in BaseConfig.__annotations__}
    assert set(reflex_variables(Settings(), "redis://127.0.0.1/0")) <= switches | configuration
