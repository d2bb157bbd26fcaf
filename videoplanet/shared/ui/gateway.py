"""The gateway's client for JavaScript modules of widgets and features; Python asks services, not the gateway."""

import reflex as rx

GATEWAY_MODULE = rx.asset("gateway.js", shared=True).importable_path
