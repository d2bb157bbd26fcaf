"""Every text of every JSON body goes through the one check, and no type is made of another."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests.request_bodies import BodyText, body_texts, documented_bodies
from videoplanet.shared.entered import Entered

KEPT_AS_SENT = {"password", "token", "refresh_token", "challenge", "filename", "colour", "sha256", "parts_sha256"}
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TEXTS = body_texts()
every_text = pytest.mark.parametrize("place", TEXTS, ids=lambda place: f"{place.operation} {'.'.join(place.path)}")


def complaints(place: BodyText, text: Any) -> set[tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(place.model).validate_python(place.body(text))
    return {error["loc"][: len(place.location)] for error in refused.value.errors()}


def test_the_texts_of_all_documented_bodies_are_looked_at() -> None:
    assert len({place.operation for place in TEXTS}) >= documented_bodies() - 6  # some take no text at all
    assert {"name", "title", "body", "filename", "client", "manager", "description"} <= {one.path[0] for one in TEXTS}


@every_text
def test_every_body_is_strict(place: BodyText) -> None:
    models = [model for model in (place.model, *getattr(place.model, "__args__", ())) if isinstance(model, type)]
    assert any(issubclass(model, Entered) for model in models)


@every_text
@pytest.mark.parametrize("hostile", ["a\0b", "\ud83d", "a\udc00"])
def test_nul_and_half_characters_are_refused_at_their_field(place: BodyText, hostile: str) -> None:
    assert place.location in complaints(place, hostile)


@every_text
@pytest.mark.parametrize("other", [1, 1.5, True, {}, [], ["a"]])
def test_other_types_are_no_text(place: BodyText, other: object) -> None:
    assert place.location in complaints(place, other)


@every_text
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(
        st.one_of(st.sampled_from(DIRECTIONS + "\u1100\u1161 e\u0301"), st.characters(codec="utf-8")), max_size=40
    )
)
@example(typed="\u202e각 가")
def test_texts_arrive_composed_and_without_marks_of_direction(place: BodyText, typed: str) -> None:
    try:
        read = TypeAdapter(place.model).validate_python(place.body(typed))
    except ValidationError:
        return
    kept = place.found(read)
    if place.path[-1] in KEPT_AS_SENT:
        assert kept == typed
    else:
        assert kept == unicodedata.normalize("NFC", kept)
        assert not set(kept) & set(DIRECTIONS)
