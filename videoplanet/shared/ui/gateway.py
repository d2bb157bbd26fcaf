"""The gateway's client for JavaScript modules of widgets and features; Python asks services, not the gateway."""

import videoplanet.shared.ui.clock  # noqa: F401 - ships what `gateway.js` imports
from videoplanet.shared.ui.shipping import shipped

GATEWAY_MODULE = shipped("gateway.js", __name__)
