"""How Reflex compiles the interface. Addresses, ports and engines come from ``videoplanet.shared.config``, not from here."""

import reflex as rx
from reflex_base.plugins import SitemapPlugin

from videoplanet.shared.i18n.browser import TextsPlugin
from videoplanet.shared.ui.packages import PRETENDARD

config = rx.Config(
    app_name="videoplanet",
    app_module_import="videoplanet.app.site",
    plugins=[rx.plugins.TailwindV4Plugin(), TextsPlugin()],
    disable_plugins=[SitemapPlugin],
    frontend_packages=[PRETENDARD],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    frontend_compression_formats=["gzip", "brotli"],
)
