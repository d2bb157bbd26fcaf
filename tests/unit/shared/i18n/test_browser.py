"""What of the catalogue reaches pages."""

from __future__ import annotations

import json

from videoplanet.shared.i18n.browser import SERVER_ONLY_AREAS, TextsPlugin, languages_module, texts_module
from videoplanet.shared.i18n.catalogue import catalogue


def texts(module: str) -> dict[str, str]:
    """The texts of an emitted module."""
    loaded: dict[str, str] = json.loads(module.removeprefix("export default ").rstrip().removesuffix(";"))
    return loaded


def test_each_language_is_one_module_with_its_own_words() -> None:
    assert texts(texts_module("ko"))["ui.close"] == "닫기"
    assert texts(texts_module("en"))["ui.close"] == "Close"


def test_server_only_areas_stay_on_the_server() -> None:
    kept_back = {key for key, text in catalogue().items() if text.area in SERVER_ONLY_AREAS}
    assert kept_back.isdisjoint(texts(texts_module("ko")))
    assert set(texts(texts_module("en"))) == set(catalogue()) - kept_back


def test_the_plugin_writes_all_modules_where_the_kit_imports_them() -> None:
    written = {path.as_posix(): content for path, content in TextsPlugin().get_static_assets()}
    assert set(written) == {"utils/texts/languages.js", "utils/texts/ko.js", "utils/texts/en.js"}


def test_the_default_language_is_part_of_the_page_and_others_are_loaded() -> None:
    module = languages_module()
    assert 'import texts from "./ko.js"' in module
    assert 'en: () => import("./en.js")' in module
    assert "ko: () =>" not in module
