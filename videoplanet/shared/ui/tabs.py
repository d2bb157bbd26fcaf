"""Tabs: several views of one thing in one place. Arrow keys move, the address does not change."""

from collections.abc import Collection, Sequence
from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.vars.base import Var

from videoplanet.shared.ui.handler import Text, TextHandler
from videoplanet.shared.ui.headless import Part, TextEvent, part
from videoplanet.shared.ui.packages import BASE_UI

_LIBRARY = f"{BASE_UI}/tabs"

TabsList = part("Tabs.List")


class TabsRoot(Part):
    """Groups tabs and panels."""

    library = _LIBRARY
    tag = "Tabs.Root"
    value: Var[str] = prop(doc="The tab that shows, where the page decides.")
    default_value: Var[str] = prop(doc="The tab that shows at first.")
    on_value_change: TextEvent = prop(doc="Another tab was chosen.")


class TabsTab(Part):
    """One tab."""

    library = _LIBRARY
    tag = "Tabs.Tab"
    value: Var[str] = prop(doc="Its value.")


class TabsPanel(Part):
    """What a tab shows."""

    library = _LIBRARY
    tag = "Tabs.Panel"
    value: Var[str] = prop(doc="The tab it belongs to.")
    keep_mounted: Var[bool] = prop(doc="Whether it stays in the page while another shows.")


def tabs(
    views: Sequence[tuple[str, Text, rx.Component]],
    *,
    label: Text,
    value: Text | None = None,
    on_change: TextHandler | None = None,
    list_class: str = "px-4",
    panel_class: str = "",
    keep_mounted: Collection[str] = (),
) -> rx.Component:
    """A row of tabs over the view of the chosen one.

    Args:
        views: Value, text and content of each; the first shows at first.
        label: What the tabs are about, for screen readers.
        value: The one that shows, where the page decides; needs ``on_change``.
        on_change: Called with the value of the chosen tab.
        list_class: Classes of the row.
        panel_class: Classes of each view.
        keep_mounted: The views that stay in the page while another shows, so that what was typed there stays.
    """
    root: dict[str, Any] = {"value": value} if value is not None else {"default_value": views[0][0]}
    if on_change is not None:
        root["on_value_change"] = on_change
    return TabsRoot.create(
        TabsList.create(
            *[TabsTab.create(text, value=key, class_name=_TAB) for key, text, _ in views],
            custom_attrs={"aria-label": label},
            class_name=f"flex gap-5 overflow-x-auto border-b border-line {list_class}".strip(),
        ),
        *[
            TabsPanel.create(view, value=key, keep_mounted=key in keep_mounted, class_name=panel_class)
            for key, _, view in views
        ],
        class_name="flex min-h-0 flex-col",
        **root,
    )


_TAB = (
    "relative h-11 shrink-0 text-base font-semibold text-muted transition-colors duration-120 hover:text-ink "
    "focus-visible:-outline-offset-2 data-active:text-ink after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 "
    "after:bg-transparent data-active:after:bg-accent before:absolute before:-inset-x-2.5 before:inset-y-0 before:content-['']"
)
