"""Texts as Vars."""

from __future__ import annotations

import pytest
import reflex as rx

from videoplanet.shared.ui.text import TEXT_MODULE, set_language, t, t_of


def imported(var: rx.Var[str]) -> set[str]:
    """The modules a Var brings into its page."""
    data = var._get_all_var_data()
    return {library for library, _ in data.imports} if data else set()


def test_a_text_asks_the_viewer_in_the_browser() -> None:
    text = t("ui.close")
    assert str(text) == 'viewer_.t("ui.close")'
    assert imported(text) == {TEXT_MODULE}


def test_parameters_may_be_values_or_vars() -> None:
    assert str(t("kit.presses", count=3)) == 'viewer_.t("kit.presses", ({ ["count"] : 3 }))'
    assert "someCount" in str(t("kit.presses", count=rx.Var("someCount")))


def test_an_unknown_key_fails_the_build() -> None:
    with pytest.raises(KeyError):
        t("ui.nothing_like_this")


@pytest.mark.parametrize("params", [{}, {"count": 1, "more": 2}, {"name": "x"}])
def test_parameters_are_exactly_the_placeholders(params: dict[str, int | str]) -> None:
    with pytest.raises(ValueError, match=r"kit\.presses"):
        t("kit.presses", **params)


def test_a_name_known_in_the_browser_completes_a_prefix() -> None:
    assert str(t_of("kit.kind", rx.Var("kind", _var_type=str))) == 'viewer_.t(("kit.kind."+kind))'
    with pytest.raises(KeyError):
        t_of("kit.nothing", rx.Var("kind", _var_type=str))


def test_switching_the_language_needs_no_server() -> None:
    assert str(set_language("en")) == '(() => setLanguage("en"))'
