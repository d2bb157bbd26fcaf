/**
 * What the player and its page tell each other: `videoplanet:*` events on the window, and the frame in the address (`?f=`).
 */

import { pausesForTyping } from "./typing_pause.js";

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

  tellOfFilm(true);
  let last = /** @type {import("./engine.js").FrameReport | null} */ (null);
  const tell = () => {
    if (!last) return;
    const { frame, trusted, isPlaying, isSettling, isGivenUp } = last;
    const detail = { frame, playing: isPlaying, trusted, settling: isSettling, given_up: isGivenUp };
    window.dispatchEvent(new CustomEvent("videoplanet:frame", { detail }));
  };
  const stopFrames = engine.onFrame((report) => {
    last = report;
    cancelAnimationFrame(animation);
    // A wish is told at once, since the next key may be the first letter of a comment on it.
    if (report.isPlaying) animation = requestAnimationFrame(tell);
    else tell();
    clearTimeout(timer);
    if (report.trusted && !report.isPlaying) timer = setTimeout(() => writeAddress(report.frame), ADDRESS_AFTER_MS);
  });
  let isDoubted = false;
  const stopRange = engine.subscribe(() => {
    if (engine.snapshot.source.isOriginalUntrue && !isDoubted) {
      isDoubted = true;
      window.dispatchEvent(new CustomEvent("videoplanet:frames-doubted", { detail: {} }));
    }
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
  const answer = () => {
    tellOfFilm(true);
    tell();
  };
  window.addEventListener("videoplanet:where", answer, on);
  window.addEventListener(
    "videoplanet:typing",
    (event) => {
      const { active } = /** @type {CustomEvent} */ (event).detail;
      if (active && engine.snapshot.isPlaying && pausesForTyping()) engine.transport.pause();
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

/** Tells the page that there is no film to see, now and when it asks. @returns {() => void} ends it */
export function linkWithoutFilm() {
  const tell = () => tellOfFilm(false);
  tell();
  window.addEventListener("videoplanet:where", tell);
  return () => window.removeEventListener("videoplanet:where", tell);
}

/** @param {boolean} isShown */
function tellOfFilm(isShown) {
  window.dispatchEvent(new CustomEvent("videoplanet:film", { detail: { is_shown: isShown } }));
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
