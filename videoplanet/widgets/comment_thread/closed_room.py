"""What a closed room still shows: the words its reader had not sent, to be read and copied."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.base import Var, VarData

from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.copying import copy_and_say
from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.comment_thread.store import CLOSED_MODULE


@memo
def unsent_words(viewer_id: rx.Var[str]) -> rx.Component:
    """The words with a button to copy them, nothing where there are none; ``viewer_id`` is empty for a guest."""
    hooks = VarData(imports={CLOSED_MODULE: "useUnsent"}, hooks=f"const unsent_ = useUnsent({viewer_id!s});")
    data = VarData.merge(viewer_id._get_all_var_data(), hooks)
    unsent = Var(_js_expr="unsent_", _var_data=data).to(list[dict[str, Any]])
    return rx.cond(
        unsent.length() > 0,
        rx.el.section(
            rx.el.h2(t("review.unsent"), class_name="text-sm font-semibold"),
            rx.foreach(unsent, _words),
            aria_label=t("review.unsent"),
            class_name="mx-auto mt-6 flex max-h-[50dvh] w-full max-w-[480px] flex-col gap-3 overflow-y-auto px-4 text-left",
        ),
        rx.fragment(),
    )


def _words(words: Any) -> rx.Component:
    return rx.el.article(
        rx.el.p(t_of("review.unsent_what", words["what"]), " ", text(words, "label"), class_name="text-xs text-muted"),
        rx.el.p(text(words, "body"), dir="auto", class_name="mt-1 break-words whitespace-pre-wrap select-text"),
        rx.el.div(
            button(
                t("review.unsent_copy"), size="sm", on_click=copy_and_say(text(words, "body"), "review.unsent_copied")
            ),
            class_name="mt-2 flex justify-end",
        ),
        key=text(words, "id"),
        class_name="rounded-lg border border-line bg-panel p-3",
    )
