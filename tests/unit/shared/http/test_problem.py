"""What a refusal says of a body that is wrong: enough to mend it, nothing that only the sender knew."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from videoplanet.shared.http.problem import MOST_ERRORS, field_errors

SECRET = "<script>alert('4111 1111 1111 1111')</script>"


class _Point(BaseModel):
    model_config = ConfigDict(extra="forbid")
    x: int


class _Drawing(BaseModel):
    model_config = ConfigDict(extra="forbid")
    points: list[_Point] = []
    by_name: dict[str, Annotated[int, Field(ge=0)]] = {}


def _refused(body: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        _Drawing.model_validate(body)
    return [(error.field, error.code) for error in field_errors(caught.value.errors()).errors]


def test_a_name_that_the_caller_made_up_is_not_repeated() -> None:
    assert _refused({SECRET: 1}) == [("body", "field.unknown")]
    assert _refused({"points": [{"x": 1, SECRET: 1}]}) == [("points.0", "field.unknown")]
    assert _refused({"by_name": {SECRET: -1}}) == [("by_name.…", "field.too_small")]


def test_a_name_of_ours_is() -> None:
    assert _refused({"points": [{"x": 1}, {"x": "one"}, {}]}) == [
        ("points.1.x", "field.invalid"),
        ("points.2.x", "field.missing"),
    ]


def test_of_a_thousand_mistakes_the_first_are_told() -> None:
    assert len(_refused({"points": [{}] * 1000})) == MOST_ERRORS == 20
