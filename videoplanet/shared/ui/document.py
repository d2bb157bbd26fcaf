"""What each document carries: styles, fonts, the boot script, the toasts, the state of the connection, the ways out."""

from __future__ import annotations

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import Var, VarData

from videoplanet.shared.i18n.languages import LANGUAGES
from videoplanet.shared.ui.connection import connection_notice
from videoplanet.shared.ui.content_names import asset_text, named_by_content
from videoplanet.shared.ui.departure import departure
from videoplanet.shared.ui.packages import PRETENDARD
from videoplanet.shared.ui.toast.ui import toast_region
from videoplanet.shared.ui.unsent import KeepsWords

STYLESHEETS = ["styles/tokens.css", "styles/fonts.css", "styles/base.css", "styles/overlays.css"]
"""Below ``assets/``, in the order they apply."""

_VIEWPORT = "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
_VARIABLE = "/dist/web/variable"
_FIRST_SUBSETS = (91, 90)  # Latin and the commonest syllables: the first words of any page


def head_components() -> list[rx.Component]:
    """The document's head.

    The first two font subsets are preloaded; the rules for all others come in a stylesheet that does not block painting.
    """
    return [
        rx.el.meta(name="viewport", content=_VIEWPORT),
        rx.el.meta(name="theme-color", content="#ffffff", custom_attrs={"media": "(prefers-color-scheme: light)"}),
        rx.el.meta(name="theme-color", content="#15171d", custom_attrs={"media": "(prefers-color-scheme: dark)"}),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        _at_once("boot.js", {"data-languages": " ".join(LANGUAGES)}),
        _at_once("early.js"),
        rx.el.script(src=named_by_content("titles.js"), defer=True),
        *[_font_preload(number) for number in _FIRST_SUBSETS],
        rx.el.link(
            rel="stylesheet",
            href=_address(f"{_VARIABLE}/pretendardvariable-dynamic-subset.css", "pretendardStyles"),
            media="print",
            custom_attrs={"data-late": "true"},
        ),
    ]


def overlay() -> rx.Component:
    """What lies over every page, in place of Reflex's own overlay."""
    return rx.fragment(connection_notice(), toast_region(), departure(), KeepsWords.create())


def _at_once(name: str, attributes: dict[str, str] | None = None) -> rx.Component:
    """A script of `assets/` that runs before anything is painted; within the document, for a file would have to come first."""
    return rx.el.script(custom_attrs={"dangerouslySetInnerHTML": {"__html": asset_text(name)}, **(attributes or {})})


def _font_preload(subset: int) -> rx.Component:
    file = f"{_VARIABLE}/woff2-dynamic-subset/PretendardVariable.subset.{subset}.woff2"
    return rx.el.link(
        rel="preload",
        href=_address(file, f"pretendard{subset}"),
        type="font/woff2",
        cross_origin="anonymous",
        custom_attrs={"as": "font"},
    )


def _address(file: str, name: str) -> Var[str]:
    """The address under which the bundler serves a file of the font's package."""
    imported = ImportVar(tag=name, is_default=True, package_path=f"{file}?url")
    return Var(_js_expr=name, _var_type=str, _var_data=VarData(imports={PRETENDARD: [imported]}))
