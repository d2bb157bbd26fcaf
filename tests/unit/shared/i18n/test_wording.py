"""Words fit the values beside them: Korean particles, English numbers. The browser's twin reads the same vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.i18n.particles import PAIRS, particle
from videoplanet.shared.i18n.wording import PLACEHOLDER, fill, plural_category, shortened

VECTORS = json.loads((Path(__file__).parents[3] / "assets" / "wording_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["particles"], ids=lambda vector: f"{vector['word']}{vector['particle']}")
def test_a_particle_fits_the_word_before_it(vector: dict[str, str]) -> None:
    assert particle(vector["word"], vector["pair"]) == vector["particle"]


@pytest.mark.parametrize("vector", VECTORS["plurals"], ids=str)
def test_a_number_has_its_plural_category(vector: dict[str, Any]) -> None:
    assert plural_category(vector["value"], "en") == vector["category"]


@pytest.mark.parametrize("vector", VECTORS["fills"], ids=lambda vector: vector["text"])
def test_texts_are_filled(vector: dict[str, Any]) -> None:
    assert fill(vector["template"], vector["language"], vector["params"]) == vector["text"]


@pytest.mark.parametrize("vector", VECTORS["names"], ids=lambda vector: vector["shown"])
def test_a_long_name_loses_its_middle(vector: dict[str, str]) -> None:
    assert shortened(vector["name"]) == vector["shown"]


@given(st.text())
def test_no_name_is_longer_than_its_room(name: str) -> None:
    shown = shortened(name)
    assert len(shown) <= 40
    assert shown == name or (shown[:20].strip() in name and "…" in shown)


@given(st.text(), st.sampled_from(sorted(PAIRS)))
def test_any_word_takes_a_particle(word: str, pair: str) -> None:
    first, second = pair.split("/")
    assert particle(word, pair) in {first, second, f"{first}({second})", f"(으){second}"}


def test_the_catalogue_uses_known_particles_and_no_form_twice() -> None:
    used = {
        match["words"]
        for text in catalogue().values()
        for match in PLACEHOLDER.finditer(text.words["ko"])
        if match["words"]
    }
    assert used <= PAIRS
    for text in catalogue().values():
        for match in PLACEHOLDER.finditer(text.words["en"]):
            assert match["words"] is None or len(set(match["words"].split("/"))) == 2
