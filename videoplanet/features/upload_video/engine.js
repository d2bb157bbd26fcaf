/**
 * The one list of uploads of the page with everything the browser gives it. Loaded when the first upload begins, or when one of an
 * earlier visit is there.
 */
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import {
  forgetReached,
  reachedOf,
  subscribe as subscribeToReached,
  tellReached,
} from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { Line } from "./line.js";
import { News } from "./news.js";
import { Pace } from "./pace.js";
import { putPart } from "./put_part.js";
import { Records } from "./records.js";
import { lockIsFree, takeLock } from "./tab_lock.js";
import { nameOf } from "./rows.js";
import { trayView } from "./tray_view.js";
import { Uploads } from "./uploads.js";

const REPAINT_MS = 200;
const TICK_MS = 1000;

const line = new Line({ onChange: () => publish() });
const pace = new Pace();
const news = new News();
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

/** Whether the tray is unfolded: in its corner it is from the start, in a header only when something begins there. */
const open = { corner: true, header: false };
/** Ids of rows that ask whether to cancel. @type {Set<string>} */
const asked = new Set();
/** Of rows whose digest was copied. @type {Set<string>} */
const copied = new Set();

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let repaint;
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

/** @param {keyof typeof open} look @param {boolean} isOpen */
export function unfold(look, isOpen) {
  open[look] = isOpen;
  if (!isOpen) asked.clear(); // a question that nobody sees is not open any more
  show();
}

/** Asks whether to cancel an upload that is under way; takes one that is over off the list. @param {string} id */
export function leave(id) {
  const row = view.rows.find((each) => each.id === id);
  if (!row?.is_under_way) return uploads.remove(id);
  asked.add(id);
  show();
}

/** It goes on after all. @param {string} id */
export function keep(id) {
  asked.delete(id);
  show();
}

/** All go on after all. @returns {boolean} whether any was asked about */
export function keepAll() {
  const wasAsking = asked.size > 0;
  if (wasAsking) {
    asked.clear();
    show();
  }
  return wasAsking;
}

/** @param {string} id */
export async function copyDigest(id) {
  try {
    await navigator.clipboard.writeText(uploads.row(id)?.sha256 ?? "");
    copied.add(id);
    show();
  } catch {
    window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind: "error", key: "ui.not_copied" } }));
  }
}

/** @param {string} id */
export async function processAgain(id) {
  const row = uploads.row(id);
  if (!row) return;
  forgetReached(nameOf(row));
  await uploads.following.steerJob(id, "retry");
}

/** Bytes arrive in bursts: people see at most five changes a second. */
function publish() {
  repaint ??= setTimeout(show, REPAINT_MS);
}

function show() {
  clearTimeout(repaint);
  repaint = undefined;
  view = viewOf(view);
  for (const listener of listeners) listener();
}

// Speed and time left go on changing while no byte moves.
setInterval(() => {
  if (uploads.isSending) publish();
}, TICK_MS);

/** @typedef {import("./tray_view.js").View & {open_corner: boolean, open_header: boolean, news: import("./news.js").Told[]}} Shown */

/** @param {Shown} [before] @returns {Shown} */
function viewOf(before) {
  const rows = uploads.rows.map((row) => ({ ...row, ...paceFor(row), ...reachedBy(row) }));
  const circumstances = {
    isSending: uploads.isSending,
    speed: pace.speed,
    secondsFor: (/** @type {number} */ bytes) => pace.secondsFor(bytes),
    isOffline: line.isDown,
    busySeconds: line.busySeconds,
    asked,
    copied,
  };
  const shown = trayView(rows, circumstances, before?.rows);
  for (const id of asked) if (!shown.rows.some((row) => row.id === id && row.is_asking)) asked.delete(id);
  return { ...shown, open_corner: open.corner, open_header: open.header, news: news.tell(rows, line.isDown, shown.moving > 0) };
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
