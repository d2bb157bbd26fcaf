"""Settings of the whole product, read once from the environment (prefix `VIDEOPLANET_`).

Every module reads `get_settings()`; nothing else reads `os.environ`. `python -m videoplanet serve` fills in the URLs and
secrets of the embedded engines before it starts the web and worker processes.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Environment = Literal["production", "development", "test"]
VideoEncoder = Literal["libx264", "h264_nvenc", "h264_qsv", "h264_vaapi", "h264_videotoolbox"]
VideoPreset = Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower"]


class Settings(BaseSettings):
    """One field, one documented variable; see the configuration table of the README."""

    model_config = SettingsConfigDict(env_prefix="VIDEOPLANET_", extra="ignore", frozen=True)

    environment: Environment = "production"
    home: Path = Path(".videoplanet")
    host: str = "127.0.0.1"
    port: int = Field(default_factory=lambda: int(os.environ.get("PORT") or 3000), ge=1, le=65535)
    public_url: str | None = None
    web_workers: int = Field(default=1, ge=1, le=64)
    trusted_proxy_hops: int = Field(default=0, ge=0, le=8)
    edge_refresh_url: str | None = None
    other_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    max_body_bytes: int = Field(default=1_000_000, ge=1_000)
    body_seconds: int = Field(default=20, ge=1)

    database_url: str | None = None
    database_pool_size: int = Field(default=20, ge=1, le=200)
    redis_url: str | None = None
    s3_endpoint_url: str | None = None
    s3_public_url: str | None = None
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None
    s3_bucket: str = "videoplanet"
    s3_region: str = "us-east-1"

    secret_key: SecretStr | None = None
    encryption_keys: SecretStr | None = None

    access_token_days: int = Field(default=7, ge=1, le=365)
    refresh_token_days: int = Field(default=28, ge=1, le=365)
    known_browser_days: int = Field(default=180, ge=1, le=400)
    code_minutes: int = Field(default=10, ge=1, le=60)
    code_resend_seconds: int = Field(default=60, ge=1, le=3600)
    ticket_seconds: int = Field(default=60, ge=5, le=600)

    demo: bool = True
    demo_password: SecretStr | None = None

    smtp_url: SecretStr | None = None
    mail_from: str = "VideoPlanet <no-reply@localhost>"
    sentry_dsn: SecretStr | None = None
    metrics_token: SecretStr | None = None

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_json: bool = False

    max_upload_bytes: int = Field(default=5 * 1024**3, ge=1)
    upload_hours: int = Field(default=24, ge=1, le=24 * 30)
    quota_project_bytes: int = Field(default=0, ge=0)
    quota_user_bytes: int = Field(default=0, ge=0)
    media_url_seconds: int = Field(default=7200, ge=60)

    transcode_threads: int | None = Field(default=None, ge=1)
    transcode_concurrency: int = Field(default=1, ge=1, le=64)
    worker_concurrency: int = Field(default=4, ge=1, le=64)
    video_encoder: VideoEncoder = "libx264"
    video_preset: VideoPreset = "veryfast"
    extra_codec: Literal["none", "hevc", "av1"] = "none"
    largest_rung: Literal[720, 1080, 2160] = 1080

    limit_sign_in: str = "5/5 minutes"
    limit_sign_in_account: str = "30/hour"
    limit_sign_in_address: str = "60/hour"
    sign_in_delay_seconds: float = Field(default=4, ge=0, le=20)
    limit_account_mail: str = "3/hour"
    limit_mailbox: str = "12/hour"
    limit_reads: str = "1000/hour;100/minute"
    limit_writes: str = "300/hour"
    limit_drafts: str = "2000/hour"
    limit_uploads: str = "20/hour"
    limit_ws_connects: str = "5/minute"
    limit_open_connections: int = Field(default=300, ge=0)
    limit_ws_frames: str = "100/minute"
    limit_events: str = "600/minute"
    limit_presence: str = "600/minute"
    limit_parts: str = "15000/hour"

    @field_validator("public_url", "edge_refresh_url")
    @classmethod
    def _without_trailing_slash(cls, value: str | None) -> str | None:
        return value.rstrip("/") if value else None

    @field_validator("other_hosts", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def listens_everywhere(self) -> bool:
        """Whether it listens on every address of the machine, and so has none of its own."""
        return self.host in ("0.0.0.0", "::", "")  # noqa: S104 - comparison, not a bind

    @property
    def site_url(self) -> str:
        """Address people open, without a trailing slash."""
        return self.public_url or f"http://{self._display_host}:{self.port}"

    @property
    def site_origins(self) -> tuple[str, ...]:
        """Origins from which browsers may open websockets and send unsafe requests."""
        parts = urlsplit(self.site_url)
        origins = [f"{parts.scheme}://{parts.netloc}"]
        if self.public_url is None:
            origins += [f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1", "[::1]")]
        return tuple(dict.fromkeys(origins))

    @property
    def is_https(self) -> bool:
        """Whether cookies get `Secure` and the `__Host-` prefix."""
        return self.site_url.startswith("https://")

    @property
    def _display_host(self) -> str:
        return "localhost" if self.listens_everywhere else self.host

    def required_secret(self, value: SecretStr | None, name: str) -> str:
        """Return a secret's text.

        Raises:
            RuntimeError: the variable is not set; only `serve` with embedded engines generates it.
        """
        if value is None or not value.get_secret_value():
            raise RuntimeError(f"VIDEOPLANET_{name.upper()} is not set")
        return value.get_secret_value()


LIMITS = tuple(f"VIDEOPLANET_{name.upper()}" for name in Settings.model_fields if name.startswith("limit_"))
"""The variable of every limit, for whoever wants none of them: benchmarks, tests."""


@lru_cache
def get_settings() -> Settings:
    """Return the process's settings; tests call `get_settings.cache_clear()` after changing the environment."""
    return Settings()
