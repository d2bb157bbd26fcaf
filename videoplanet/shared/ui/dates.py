"""Times as people read them: in the viewer's language and time zone, written by the browser.

Takes RFC 3339 strings, which is what DTOs carry. Timecodes and film lengths are ``shared.timecode``.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.sequence import StringVar

import videoplanet.shared.ui.clock  # noqa: F401 - ships what `dates.js` imports
from videoplanet.shared.ui.shipping import shipped

shipped("part_of_day.js", __name__)
DATES_MODULE = shipped("dates.js", __name__)

DateStyle = Literal["date", "day", "short", "time", "date_time"]


def date(iso: Var[Any] | str, style: DateStyle = "date") -> StringVar[str]:
    """A moment written out: ``2026년 11월 23일``, ``11월 23일`` (day), ``11. 23.`` (short), ``오후 6:11`` (time), or both."""
    moment = Var.create(iso)
    data = VarData(imports={DATES_MODULE: "useDates"}, hooks="const writeDate_ = useDates();")
    return _written(f'writeDate_({moment!s}, "{style}")', data, moment)


def relative_time(iso: Var[Any] | str) -> StringVar[str]:
    """How long ago a moment was by the server's clock, kept current: ``방금``, ``12분 전``, ``3일 전``, after a week the day."""
    moment = Var.create(iso)
    data = VarData(imports={DATES_MODULE: "useRelativeTime"}, hooks="const writeRelative_ = useRelativeTime();")
    return _written(f"writeRelative_({moment!s})", data, moment)


def part_of_day() -> StringVar[str]:
    """``morning``, ``day`` or ``evening`` by the clock of the viewer's own device."""
    data = VarData(imports={DATES_MODULE: "usePartOfDay"}, hooks="const partOfDay_ = usePartOfDay();")
    return Var(_js_expr="partOfDay_", _var_type=str, _var_data=data).to(str)


def time_ago(iso: Var[Any] | str, class_name: str = "") -> rx.Component:
    """A ``<time>`` that says how long ago, with the exact time as its tooltip."""
    return rx.el.time(
        relative_time(iso),
        date_time=iso,
        title=date(iso, "date_time"),
        class_name=f"tabular-nums {class_name}".strip(),
    )


def _written(expression: str, data: VarData, moment: Var[Any]) -> StringVar[str]:
    merged = VarData.merge(data, moment._get_all_var_data())
    return Var(_js_expr=expression, _var_type=str, _var_data=merged).to(str)
