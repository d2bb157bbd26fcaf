/**
 * What the player and its page tell each other: `videoplanet:*` events on the window, and the frame in the address (`?f=`).
 */

const ADDRESS_AFTER_MS = 300;

/**
 * @param {import("./engine.js").Engine} engine
 * @returns {() => void} ends it
 */
export function linkToPage(engine) {
  const abort = new AbortController();
  const on = { signal: abort.signal };
  let animation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let told = engine.transport.range;

  const stopFrames = engine.onFrame((report) => {
    cancelAnimationFrame(animation);
    animation = requestAnimationFrame(() => {
      const { frame, trusted, isPlaying } = report;
      window.dispatchEvent(new CustomEvent("videoplanet:frame", { detail: { frame, playing: isPlaying, trusted } }));
    });
    clearTimeout(timer);
    if (report.trusted && !report.isPlaying) timer = setTimeout(() => writeAddress(report.frame), ADDRESS_AFTER_MS);
  });
  const stopRange = engine.subscribe(() => {
    const { range } = engine.transport;
    if (range === told) return;
    told = range;
    const detail = { frame_in: range.in, frame_out: range.out };
    window.dispatchEvent(new CustomEvent("videoplanet:range", { detail }));
  });

  window.addEventListener(
    "videoplanet:seek",
    (event) => {
      const { frame, pause } = /** @type {CustomEvent} */ (event).detail;
      if (Number.isFinite(frame)) engine.seek(frame, pause ?? true);
    },
    on,
  );
  window.addEventListener(
    "videoplanet:range",
    (event) => {
      const { frame_in, frame_out } = /** @type {CustomEvent} */ (event).detail;
      engine.transport.setRange({ in: frame_in ?? null, out: frame_out ?? null });
    },
    on,
  );

  return () => {
    abort.abort();
    stopFrames();
    stopRange();
    clearTimeout(timer);
    cancelAnimationFrame(animation);
  };
}

/** The frame that the page's address asks for, null when it asks for none. */
export function frameOfAddress() {
  const frame = new URLSearchParams(window.location.search).get("f");
  return frame !== null && /^\d{1,9}$/.test(frame) ? Number(frame) : null;
}

/** The page's address at a frame. @param {number} frame */
export function addressAt(frame) {
  const address = new URL(window.location.href);
  address.searchParams.set("f", String(frame));
  return address.href;
}

/** @param {number} frame */
function writeAddress(frame) {
  if (frameOfAddress() === frame || (frame === 0 && frameOfAddress() === null)) return;
  window.history.replaceState(window.history.state, "", addressAt(frame));
}
