"""The panel of a version's technical facts: grouped, readable, to be copied one by one or as a whole."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars.base import Var
from reflex_base.vars.sequence import ArrayVar

from videoplanet.pages.review.downloads import download_list
from videoplanet.pages.review.facts_state import FactsState
from videoplanet.pages.review.film import film, film_text
from videoplanet.pages.review.state import ReviewState
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.copying import copy, facts_as_text, is_copied
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.handler import Flag, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.noticing import noticed
from videoplanet.shared.ui.size import size_text
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.text import language, t, t_of

_PANEL = "facts"
_BUTTON = (
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md text-muted transition-colors duration-120 "
    "hover:bg-hover hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
)


def facts_panel(may_download: Flag) -> rx.Component:
    """Everything known of the version on the screen, and what may be taken home. Read while it stands on the page."""
    groups = _groups()
    return rx.el.div(
        noticed(_standing(), FactsState.read),
        rx.cond(
            (film("number").to(int) > 0) & (groups.length() > 0),
            rx.fragment(
                rx.el.div(rx.foreach(groups, _group), id=_PANEL, class_name="px-4 pt-1"),
                rx.el.div(_copy_all(), class_name="px-4 pb-4"),
                download_list(may_download),
            ),
            rx.el.div(*[skeleton("h-4 w-2/3")] * 6, class_name="flex flex-col gap-4 p-4"),
        ),
        class_name="min-h-0 overflow-y-auto",
    )


def _groups() -> ArrayVar[list[dict[str, Any]]]:
    """The facts of the version on the screen; none until they were read."""
    known: Any = FactsState.facts
    shown = film("version")
    data = Var.create([known, shown])._get_all_var_data()
    expression = f"({known!s}?.[{shown!s}?.id] ?? [])"
    return Var(_js_expr=expression, _var_type=list[dict[str, Any]], _var_data=data).to(list[dict[str, Any]])


def _standing() -> Var[str]:
    """Changes with what the facts depend on: the film as it was last loaded, and what its viewer may have of it."""
    parts: list[Any] = [ReviewState.joined, film("loads"), ReviewState.may_download]
    data = Var.create(parts)._get_all_var_data()
    return Var(_js_expr=f"[{', '.join(str(part) for part in parts)}].join()", _var_type=str, _var_data=data).to(str)


def _group(group: Any) -> rx.Component:
    name = group["name"].to(str)
    heading = f"{_PANEL}-" + name
    return rx.el.section(
        rx.el.h3(t_of("review.fact_group", name), id=heading, class_name="pb-1 text-xs font-semibold text-faint"),
        rx.el.dl(rx.foreach(group["facts"].to(list[dict[str, Any]]), _fact)),
        key=name,
        custom_attrs={"aria-labelledby": heading},
        class_name="pt-4",
    )


def _fact(fact: Any) -> rx.Component:
    key, badge, copies = fact["key"].to(str), fact["badge"].to(str), fact["copies"].bool()
    moment = fact["at"].to(str)
    named = fact["value"].to(dict[str, str])[language()]
    value = text_if(moment != "", date(moment, "date_time"), text_if(named != "", named, size_text(fact["size"])))
    return rx.el.div(
        rx.el.dt(t_of("review.fact", key), class_name="w-28 shrink-0 text-muted"),
        rx.el.dd(
            rx.cond(
                copies,
                rx.fragment(
                    rx.el.span(value, title=value, class_name="min-w-0 grow truncate"),
                    _copy_one(key, value),
                ),
                rx.el.span(value, class_name="min-w-0 break-words"),
            ),
            rx.cond(
                badge != "",
                rx.el.span(badge, class_name="shrink-0 rounded-sm bg-idea-soft px-1.5 text-xs font-bold text-idea-ink"),
                rx.fragment(),
            ),
            custom_attrs={"data-text": text_if(badge != "", value + " (" + badge + ")", value)},
            class_name="flex min-w-0 grow items-start gap-2 " + text_if(copies, "font-mono text-xs leading-5"),
        ),
        key=key,
        class_name="flex gap-4 border-b border-line py-2 last:border-b-0",
    )


def _copy_one(key: Var[str], value: Text) -> rx.Component:
    label = t("review.copy_fact", name=t_of("review.fact", key))
    return _copy_button(key, copy(key, value), 14, "-my-1 size-7", aria_label=label)


def _copy_all() -> rx.Component:
    title = film_text("title") + " v" + film("number").to(str)
    words = text_if(is_copied(_PANEL), t("review.facts_copied"), t("review.copy_facts"))
    look = "mt-4 h-9 w-full border border-line bg-raised text-sm font-semibold !text-ink"
    return _copy_button(_PANEL, copy(_PANEL, facts_as_text(title, _PANEL)), 16, look, words)


def _copy_button(
    name: Text, on_click: Var[EventChain], size: int, look: str, *words: Text, **attributes: Any
) -> rx.Component:
    is_done = is_copied(name)
    return rx.el.button(
        rx.cond(is_done, icon("check", size), icon("copy", size)),
        *words,
        rx.el.span(text_if(is_done, t("review.facts_copied")), role="status", class_name="sr-only"),
        type="button",
        on_click=on_click,
        class_name=f"{_BUTTON} {look}",
        **attributes,
    )
