/** The in and out points on the timeline, dragged or moved by the arrow keys: the film shows the point as it moves. */

const TEN = 10;

/**
 * @param {import("./interface.js").PlayerInterface} player
 * @param {"in" | "out"} end
 * @param {HTMLElement} handle
 * @returns {() => void} ends it
 */
export function dragRangeEnd(player, end, handle) {
  const abort = new AbortController();
  const on = { signal: abort.signal };
  const shown = () => player.engine?.transport.range[end] ?? 0;

  const moveTo = (/** @type {number} */ to) => {
    const { engine, frames } = player;
    if (!engine || to === shown()) return;
    const { range } = engine.transport;
    const limited = end === "in" ? Math.min(to, range.out ?? frames - 1) : Math.max(to, range.in ?? 0);
    const kept = Math.min(frames - 1, Math.max(0, limited));
    engine.transport.setRange({ [end]: kept });
    engine.seek(kept);
  };

  handle.addEventListener("pointerdown", (event) => player.isPressTaken || handle.setPointerCapture(event.pointerId), on);
  handle.addEventListener(
    "pointermove",
    (event) => {
      const box = handle.parentElement?.getBoundingClientRect();
      if (!box || !handle.hasPointerCapture(event.pointerId)) return;
      moveTo(Math.round(((event.clientX - box.left) / box.width) * (player.frames - 1)));
    },
    on,
  );
  handle.addEventListener(
    "keydown",
    (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      moveTo(shown() + step * (event.shiftKey ? TEN : 1));
    },
    on,
  );
  return () => abort.abort();
}
