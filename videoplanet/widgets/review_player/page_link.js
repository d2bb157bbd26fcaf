/** What the player and its room tell each other, and the frame in the page's address (`?f=`). */

import { pausesForTyping } from "./typing_pause.js";

const ADDRESS_AFTER_MS = 300;

/** @typedef {import("../../features/enter_room/room.js").Room} Room */

/**
 * @param {import("./engine.js").Engine} engine
 * @param {Room} room
 * @returns {() => void} ends it
 */
export function linkToRoom(engine, room) {
  const abort = new AbortController();
  const { signal } = abort;
  let animation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let told = engine.transport.range;

  room.tell("film", { is_shown: true });
  let last = /** @type {import("./engine.js").FrameReport | null} */ (null);
  const tell = () => {
    if (!last) return;
    const { frame, trusted, isPlaying, isSettling, isGivenUp } = last;
    room.tell("frame", { frame, playing: isPlaying, trusted, settling: isSettling, given_up: isGivenUp });
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
      room.tell("frames-doubted", {});
    }
    const { range } = engine.transport;
    if (range === told) return;
    told = range;
    room.tell("range", { frame_in: range.in, frame_out: range.out });
  });

  const seek = (/** @type {{frame: number, pause?: boolean}} */ { frame, pause }) => {
    if (Number.isFinite(frame)) engine.seek(frame, pause ?? true);
  };
  room.listen("seek", seek, signal);
  const answer = () => {
    room.tell("film", { is_shown: true });
    tell();
  };
  room.listen("where", answer, signal);
  const pauseForTyping = (/** @type {{active: boolean}} */ { active }) => {
    if (active && engine.snapshot.isPlaying && pausesForTyping()) engine.transport.pause();
  };
  room.listen("typing", pauseForTyping, signal);
  room.listen("range", (range) => engine.transport.setRange({ in: range.frame_in, out: range.frame_out }), signal);

  return () => {
    abort.abort();
    stopFrames();
    stopRange();
    clearTimeout(timer);
    cancelAnimationFrame(animation);
  };
}

/** Tells the room that there is no film to see, now and when it asks. @param {Room} room @returns {() => void} ends it */
export function linkWithoutFilm(room) {
  const abort = new AbortController();
  const tell = () => room.tell("film", { is_shown: false });
  tell();
  room.listen("where", tell, abort.signal);
  return () => abort.abort();
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
