/**
 * The one list of uploads of the page with everything the browser gives it. Loaded when the first upload begins, or when one of an
 * earlier visit is there.
 */
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { reachedOf, subscribe as subscribeToReached, tellReached } from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { Line } from "./line.js";
import { Pace } from "./pace.js";
import { putPart } from "./put_part.js";
import { Records } from "./records.js";
import { lockIsFree, takeLock } from "./tab_lock.js";
import { nameOf } from "./rows.js";
import { Uploads } from "./uploads.js";

const REPAINT_MS = 200;
const TICK_MS = 1000;

const line = new Line({ onChange: () => publish() });
const pace = new Pace();
/** Who is signed in; another one comes with another page. */
let userId = "";

export const uploads = new Uploads({
  apiOf: createApi,
  async ownerOf(shareToken) {
    if (shareToken) return `share:${shareToken}`;
    userId ||= (await createApi().get("/users/me")).id;
    return userId;
  },
  line,
  put: putPart,
  records: new Records(),
  takeLock,
  lockIsFree,
  wait,
  pace,
});

/** @typedef {ReturnType<typeof viewOf>} TrayView */
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let repaint;

/** Whether the tray is unfolded: in its corner it is from the start, in a header only when something begins there. */
const isOpen = { corner: true, header: false };

let view = viewOf();

uploads.subscribe(() => {
  for (const row of uploads.rows) if (isPrepared(row)) tellReached(nameOf(row), row.percent, row.secondsLeft);
  publish();
});
subscribeToReached(show); // at once: the same film's card does not wait either
window.addEventListener("online", () => line.wake());
window.addEventListener("beforeunload", (event) => {
  if (uploads.isSending) event.preventDefault();
});

/** @param {() => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function currentView() {
  return view;
}

/** @param {keyof typeof isOpen} look @param {boolean} open */
export function unfold(look, open) {
  isOpen[look] = open;
  show();
}

/** Bytes arrive in bursts: people see at most five changes a second. */
function publish() {
  repaint ??= setTimeout(show, REPAINT_MS);
}

function show() {
  clearTimeout(repaint);
  repaint = undefined;
  view = viewOf();
  for (const listener of listeners) listener();
}

// Speed and time left go on changing while no byte moves.
setInterval(() => {
  if (uploads.isSending) publish();
}, TICK_MS);

function viewOf() {
  const rows = uploads.rows.map((row) => ({ ...row, ...paceFor(row), ...reachedBy(row) })).sort((one, other) => rankOf(one) - rankOf(other));
  const moving = rows.filter(({ state }) => ["waiting", "looking", "comparing", "sending", "checking", "paused"].includes(state));
  const size = moving.reduce((sum, row) => sum + row.size, 0);
  const sent = moving.reduce((sum, row) => sum + Math.min(row.sent, row.size), 0);
  return {
    rows,
    isOpen: { ...isOpen },
    moving: moving.length,
    paused: moving.filter(({ state }) => state === "paused").length,
    size,
    percent: size ? Math.floor((100 * sent) / size) : 0,
    speed: uploads.isSending ? pace.speed : 0,
    secondsLeft: uploads.isSending ? pace.secondsFor(size - sent) : null,
    isOffline: line.isDown,
    busySeconds: line.busySeconds,
  };
}

/** What needs its viewer stands first, what is done last. @param {import("./rows.js").Upload} row */
function rankOf({ state }) {
  if (["known", "unfinished", "refused", "failed"].includes(state)) return 0;
  return state === "processing" ? 2 : state === "ready" ? 3 : 1;
}

/** @param {import("./rows.js").Upload} row */
function paceFor(row) {
  const { speed, secondsLeft } = uploads.paceOf(row);
  return row.state === "sending" ? { speed, secondsLeft } : { speed: 0 };
}

/** @param {import("./rows.js").Upload} row */
function isPrepared({ state, videoId }) {
  return state === "processing" && Boolean(videoId);
}

/** A film that is being prepared is as far here as on its card. @param {import("./rows.js").Upload} row */
function reachedBy(row) {
  return isPrepared(row) ? reachedOf(nameOf(row)) : {};
}

/** @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function wait(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
