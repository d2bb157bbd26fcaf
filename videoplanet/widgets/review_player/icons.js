/** The player's lucide icons, each from its own module, at the product's stroke. */
import { createElement as h } from "react";
import AlertIcon from "lucide-react/dist/esm/icons/triangle-alert.mjs";
import CheckIcon from "lucide-react/dist/esm/icons/check.mjs";
import ChevronLeftIcon from "lucide-react/dist/esm/icons/chevron-left.mjs";
import ChevronRightIcon from "lucide-react/dist/esm/icons/chevron-right.mjs";
import ClearIcon from "lucide-react/dist/esm/icons/x.mjs";
import EllipsisIcon from "lucide-react/dist/esm/icons/ellipsis.mjs";
import InIcon from "lucide-react/dist/esm/icons/arrow-right-from-line.mjs";
import KeyboardIcon from "lucide-react/dist/esm/icons/keyboard.mjs";
import LinkIcon from "lucide-react/dist/esm/icons/link.mjs";
import MaximizeIcon from "lucide-react/dist/esm/icons/maximize.mjs";
import MinimizeIcon from "lucide-react/dist/esm/icons/minimize.mjs";
import MutedIcon from "lucide-react/dist/esm/icons/volume-x.mjs";
import OutIcon from "lucide-react/dist/esm/icons/arrow-right-to-line.mjs";
import PauseIcon from "lucide-react/dist/esm/icons/pause.mjs";
import PlayIcon from "lucide-react/dist/esm/icons/play.mjs";
import RepeatIcon from "lucide-react/dist/esm/icons/repeat.mjs";
import WaveformIcon from "lucide-react/dist/esm/icons/audio-lines.mjs";
import VolumeIcon from "lucide-react/dist/esm/icons/volume-2.mjs";

const ICONS = {
  alert: AlertIcon,
  check: CheckIcon,
  clear: ClearIcon,
  fullscreen: MaximizeIcon,
  in: InIcon,
  keyboard: KeyboardIcon,
  leave_fullscreen: MinimizeIcon,
  link: LinkIcon,
  loop: RepeatIcon,
  more: EllipsisIcon,
  muted: MutedIcon,
  next: ChevronRightIcon,
  out: OutIcon,
  pause: PauseIcon,
  play: PlayIcon,
  previous: ChevronLeftIcon,
  volume: VolumeIcon,
  waveform: WaveformIcon,
};

/** Drawn solid, as on every player. */
const SOLID = new Set(["play", "pause"]);

/** @param {{name: keyof typeof ICONS, size?: number, className?: string}} props */
export function Icon({ name, size = 18, className }) {
  return h(ICONS[name], {
    size,
    strokeWidth: 1.75,
    "aria-hidden": true,
    className,
    ...(SOLID.has(name) ? { fill: "currentColor" } : {}),
  });
}
