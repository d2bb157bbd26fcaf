"""The one hierarchy of errors people are told about.

Each error has a stable `code` and an HTTP status; its words are the catalogue text `error.<code>` in the reader's language.
The gateway turns an error into `application/problem+json` (RFC 9457), the interface into a toast or a field message.
"""

from __future__ import annotations

import dataclasses

from videoplanet.shared.i18n.catalogue import catalogue, translate


def hint_of(code: str | None, language: str) -> str | None:
    """What to do about the failure `code`, in the reader's language: the text `error.<code>.hint`; None without one."""
    key = f"error.{code}.hint"
    return translate(key, language) if key in catalogue() else None


@dataclasses.dataclass(frozen=True, slots=True)
class FieldError:
    """One field's complaint: `code` names the catalogue text `error.<code>`."""

    field: str
    code: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)

    def message(self, language: str) -> str:
        """Return the words in a language."""
        return translate(f"error.{self.code}", language, **self.params)


class VideoPlanetError(Exception):
    """Base of every expected failure."""

    status = 500
    code = "unexpected"

    def __init__(self, code: str | None = None, *, field: str | None = None, **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        self.errors: list[FieldError] = [FieldError(field, self.code, params)] if field else []
        super().__init__(self.code)

    def message(self, language: str) -> str:
        """Return the words in a language."""
        return translate(f"error.{self.code}", language, **self.params)


class Malformed(VideoPlanetError):
    """400: the body cannot be read at all: it is no JSON."""

    status = 400
    code = "malformed"


class NotSignedIn(VideoPlanetError):
    """401: no valid session."""

    status = 401
    code = "not_signed_in"


class NotAllowed(VideoPlanetError):
    """403: signed in, but the role does not allow it."""

    status = 403
    code = "not_allowed"


class NotFound(VideoPlanetError):
    """404: also for what the caller may not know exists."""

    status = 404
    code = "not_found"


class TooSlow(VideoPlanetError):
    """408: the body did not arrive in time."""

    status = 408
    code = "too_slow"


class Conflict(VideoPlanetError):
    """409: the state of the thing does not allow it now."""

    status = 409
    code = "conflict"


class PreconditionFailed(VideoPlanetError):
    """412: `If-Match` names an older state."""

    status = 412
    code = "precondition_failed"


class TooLarge(VideoPlanetError):
    """413: over a size limit."""

    status = 413
    code = "too_large"


class NotAVideo(VideoPlanetError):
    """415: the file is not a film we can review."""

    status = 415
    code = "video.not_a_film"


class OtherHost(VideoPlanetError):
    """421: this site is not known under the name it was asked for."""

    status = 421
    code = "other_host"


class Invalid(VideoPlanetError):
    """422: one or more fields are wrong."""

    status = 422
    code = "invalid"

    @classmethod
    def of(cls, *errors: FieldError) -> Invalid:
        """Build one from several field errors."""
        invalid = cls()
        invalid.errors = list(errors)
        return invalid


class TooManyRequests(VideoPlanetError):
    """429: a limit is used up; `retry_after` is in seconds."""

    status = 429
    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(seconds=retry_after)
        self.retry_after = retry_after


class Unavailable(VideoPlanetError):
    """503: an engine is away for the moment; trying again helps."""

    status = 503
    code = "unavailable"
