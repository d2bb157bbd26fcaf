"""Values and handlers of browser modules, as the components name them."""

from __future__ import annotations

from typing import Any

from reflex_base.vars.base import Var

from videoplanet.shared.ui.conditional import dotted, text_if
from videoplanet.shared.ui.published import called, flag, heard, hooked, number, text
from videoplanet.shared.ui.size import SIZE_MODULE, size_text

ROW: Var[dict[str, Any]] = Var(_js_expr="row").to(dict[str, Any])


def imports_of(var: Any) -> set[str]:
    return {f"{library}:{name.tag}" for library, names in var._get_all_var_data().imports for name in names}


def test_a_row_holds_texts_numbers_and_flags() -> None:
    assert str(text(ROW, "name")) == 'row?.["name"]'
    assert str(number(ROW, "percent") > 3) == '(row?.["percent"] > 3)'
    assert "isTrue" in str(text_if(flag(ROW, "is_open"), "yes", "no"))


def test_a_hook_is_called_once_by_its_name_with_what_it_is_given() -> None:
    used = hooked("used_", "$/a.js", "useStorage", text(ROW, "id"), 3)
    assert str(used) == "used_"
    data = used._get_all_var_data()
    assert data is not None
    assert data.hooks == ('const used_ = useStorage(row?.["id"], 3);',)
    assert imports_of(used) == {"$/a.js:useStorage"}


def test_a_handler_calls_with_values_whatever_the_event_carries() -> None:
    pause = called("$/a.js", "act", "pause", text(ROW, "id"))
    assert str(pause) == '(() => void act("pause", row?.["id"]))'
    assert imports_of(pause) == {"$/a.js:act"}


def test_what_hears_the_browsers_event_gets_it_first() -> None:
    choose = heard("$/a.js", "choose", {"kind": "project", "id": text(ROW, "id")}, "")
    assert str(choose) == '((event) => void choose(event, ({ ["kind"] : "project", ["id"] : row?.["id"] }), ""))'
    alone = heard("$/a.js", "choose")
    assert (str(alone), imports_of(alone)) == ("choose", {"$/a.js:choose"})


def test_words_are_joined_by_a_dot_without_those_that_are_empty() -> None:
    words = dotted("a", size_text(number(ROW, "size")))
    assert str(words) == '["a", sizeText(row?.["size"])].filter(Boolean).join(" · ")'
    assert imports_of(words) == {f"{SIZE_MODULE}:sizeText"}
