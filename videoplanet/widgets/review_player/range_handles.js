/** The in and out points on the timeline, to be dragged or moved by the arrow keys. */
import { createElement as h, Fragment } from "react";
import { usePlayer, useSnapshot } from "./context.js";
import { placeOf } from "./marks.js";
import { timecodeOf } from "./timecode.js";

/** @param {{area: import("react").RefObject<HTMLElement | null>}} props */
export function RangeHandles({ area }) {
  const { engine, frames } = usePlayer();
  const { range, isLooping } = useSnapshot();
  if (!engine || (range.in === null && range.out === null)) return null;
  const from = placeOf(range.in ?? 0, frames);
  const to = placeOf(range.out ?? frames - 1, frames);
  return h(
    Fragment,
    null,
    h("div", {
      className: "rp-inout",
      "data-looping": isLooping || undefined,
      style: { left: `${from * 100}%`, width: `${(to - from) * 100}%` },
    }),
    range.in === null ? null : h(Handle, { end: "in", frame: range.in, area }),
    range.out === null ? null : h(Handle, { end: "out", frame: range.out, area }),
  );
}

/** @param {{end: "in" | "out", frame: number, area: import("react").RefObject<HTMLElement | null>}} props */
function Handle({ end, frame, area }) {
  const { engine, frames, timebase, t } = usePlayer();
  const moveTo = (/** @type {number} */ to) => {
    const { range } = /** @type {import("./engine.js").Engine} */ (engine).transport;
    const limited = end === "in" ? Math.min(to, range.out ?? frames - 1) : Math.max(to, range.in ?? 0);
    const kept = Math.min(frames - 1, Math.max(0, limited));
    engine?.transport.setRange({ [end]: kept });
    engine?.seek(kept);
  };
  return h("div", {
    className: "rp-handle",
    "data-end": end,
    role: "slider",
    tabIndex: 0,
    style: { left: `${placeOf(frame, frames) * 100}%` },
    "aria-label": t(end === "in" ? "player.in_point" : "player.out_point"),
    "aria-valuemin": 0,
    "aria-valuemax": frames - 1,
    "aria-valuenow": frame,
    "aria-valuetext": timecodeOf(timebase, frame),
    onPointerDown(/** @type {import("react").PointerEvent<HTMLElement>} */ event) {
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(/** @type {import("react").PointerEvent<HTMLElement>} */ event) {
      const box = area.current?.getBoundingClientRect();
      if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const to = Math.round(((event.clientX - box.left) / box.width) * (frames - 1));
      if (to !== frame) moveTo(to);
    },
    onKeyDown(/** @type {import("react").KeyboardEvent} */ event) {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      moveTo(frame + step * (event.shiftKey ? 10 : 1));
    },
  });
}
