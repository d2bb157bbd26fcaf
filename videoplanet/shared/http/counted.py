"""What FastAPI may tell of requests: how many and how long, by route.

No spans and no log records, whatever the environment asks for: they would hold paths with the tokens of links, and errors with what
people wrote.
"""

from fastapi.telemetry import TelemetryConfig

COUNTED_ONLY: TelemetryConfig = {"tracing": False, "logs": False, "auto_configure": False}
