"""Ships what scripts hear live frames with; `widgets/live_state` says which state carries them."""

from videoplanet.shared.ui.shipping import shipped

shipped("live_frames.js", __name__)
LIVE_MODULE = shipped("live.js", __name__)
