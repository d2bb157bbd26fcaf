"""The environment of the web and worker processes: settings, engine addresses, secrets, and what Reflex reads."""

from __future__ import annotations

import json
import os

from pydantic import SecretStr

from videoplanet.app.project import WEB_FOLDER
from videoplanet.shared.config import Settings
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, write_private
from videoplanet.shared.engines.secrets import Secrets


def check_required(settings: Settings) -> None:
    """Refuse to start on a database set by hand without the secrets that its rows are written with.

    Raises:
        StartFailure: naming the first variable that is missing.
    """
    required: list[tuple[str, SecretStr | None, str]] = []
    if settings.database_url:
        required += [
            ("VIDEOPLANET_SECRET_KEY", settings.secret_key, "VIDEOPLANET_DATABASE_URL"),
            ("VIDEOPLANET_ENCRYPTION_KEYS", settings.encryption_keys, "VIDEOPLANET_DATABASE_URL"),
        ]
    if settings.s3_endpoint_url:
        required += [
            ("VIDEOPLANET_S3_ACCESS_KEY", settings.s3_access_key, "VIDEOPLANET_S3_ENDPOINT_URL"),
            ("VIDEOPLANET_S3_SECRET_KEY", settings.s3_secret_key, "VIDEOPLANET_S3_ENDPOINT_URL"),
        ]
    for name, value, because in required:
        if value is None or not value.get_secret_value():
            raise StartFailure("secret_missing", name=name, because=because)


def product_variables(settings: Settings, home: Home, secrets: Secrets, engines: dict[str, str]) -> dict[str, str]:
    """Return the `VIDEOPLANET_*` variables by which every process finds engines and secrets; settings by hand win."""
    generated = {
        "VIDEOPLANET_SECRET_KEY": secrets.secret_key,
        "VIDEOPLANET_ENCRYPTION_KEYS": secrets.encryption_keys,
        "VIDEOPLANET_DEMO_PASSWORD": secrets.demo_password,
    }
    return {
        **{name: value for name, value in generated.items() if not os.environ.get(name)},
        **engines,
        "VIDEOPLANET_HOME": str(home.path),
        "VIDEOPLANET_HOST": settings.host,
        "VIDEOPLANET_PORT": str(settings.port),
        "PORT": str(settings.port),
    }


def reflex_variables(settings: Settings, redis_url: str) -> dict[str, str]:
    """Return what a production web process of Reflex reads: the built site, no compiler, state in Redis, own origins."""
    return {
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "REFLEX_WEB_WORKDIR": str(WEB_FOLDER),
        "REFLEX_DIR": str(WEB_FOLDER / ".reflex"),
        "REFLEX_REDIS_URL": redis_url,
        "REFLEX_CORS_ALLOWED_ORIGINS": ",".join(settings.site_origins),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
    }


class RunningVariables:
    """The product's variables while it runs, for commands given in another terminal (`create-admin`, `demo`, …)."""

    def __init__(self, home: Home) -> None:
        self.file = home.records / "environment.json"

    def publish(self, variables: dict[str, str]) -> None:
        """Write them, readable by the owner alone."""
        write_private(self.file, json.dumps(variables))

    def read(self) -> dict[str, str]:
        """Return them, or nothing when the file is missing."""
        try:
            return {str(name): str(value) for name, value in json.loads(self.file.read_text("utf-8")).items()}
        except (OSError, ValueError):
            return {}

    def withdraw(self) -> None:
        """Remove them at the end."""
        self.file.unlink(missing_ok=True)
