/**
 * Uploads on a page, the part every page carries: where its films go, buttons that choose them, and the taking of what is dropped.
 * What sends is loaded when it is needed, and so is what shows it.
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { currentHeld, subscribe as subscribeToHeld, takeFiles } from "./drop.js";
import { chooseWithHandles, filesOf } from "./picking.js";
import { ask, currentPlace, enterPlace, targetOf } from "./places.js";
import { mayHaveRecords } from "./records.js";

export { ACCEPTED } from "./picking.js";

/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./places.js").Look} Look */
/** @typedef {import("./uploads.js").Pick} Pick */

let isAwake = false;
/** How the tray of this page looks. @type {Look} */
let look = "corner";
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {Set<(videoId: string) => void>} */
const arrivals = new Set();
/** @type {Promise<typeof import("./engine.js")> | undefined} */
let engine;

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Loads what sends, once, and lets the tray appear. */
function wake() {
  engine ??= import("./engine.js").then((loaded) => {
    loaded.uploads.onArrival(({ videoId }) => {
      for (const listener of arrivals) listener(videoId);
      window.dispatchEvent(new CustomEvent("videoplanet:film-arrived"));
    });
    isAwake = true;
    for (const listener of listeners) listener();
    return loaded;
  });
  engine.catch(() => {
    engine = undefined; // the network was away: the next try loads it again
    note("error", "upload.problem.not_loaded");
  });
  return engine;
}

/**
 * Sends films to a place, or asks where they go. @param {Place | null} place @param {Pick[]} picks @param {"version" | "film"} [zone]
 */
async function offer(place, picks, zone) {
  if (!place || !picks.length) return;
  if (place.kind === "closed") return note("info", "upload.drop.closed");
  const target = targetOf(place, zone);
  const { uploads, unfold } = await wake();
  if (!target) return ask({ place, picks, look });
  unfold(look, true);
  for (const { name } of uploads.add(target, picks)) note("info", "upload.already", { name });
}

/** @param {"info" | "error"} kind @param {string} key @param {Record<string, unknown>} [params] */
function note(kind, key, params) {
  window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind, key, params } }));
}

/**
 * Says where films go that are dropped or pasted on this page; draws nothing.
 * @param {Place} props
 */
export function UploadPlace({ kind, projectId, projectName, videoId, videoTitle, shareToken }) {
  const known = JSON.stringify({ kind, projectId, projectName, videoId, videoTitle, shareToken });
  useEffect(() => enterPlace(JSON.parse(known)), [known]);
  return null;
}

/**
 * Calls `onArrival` when the server has taken a film; draws nothing.
 * @param {{onArrival?: (videoId: string) => void}} props
 */
export function UploadWatch({ onArrival }) {
  const latest = useRef(onArrival);
  latest.current = onArrival;
  useEffect(() => {
    const hear = (/** @type {string} */ videoId) => latest.current?.(videoId);
    arrivals.add(hear);
    return () => void arrivals.delete(hear);
  }, []);
  return null;
}

/** What is held over the page, which takes what is let go or pasted. */
export function useHeld() {
  useEffect(() => takeFiles((picks, zone) => void offer(currentPlace(), picks, zone)), []);
  return useSyncExternalStore(subscribeToHeld, currentHeld, currentHeld);
}

/**
 * Whether there is something for the tray of this page to show.
 * @param {Look} ownLook @param {string} [shareToken] on a guest's page
 */
export function useUploads(ownLook, shareToken) {
  const shown = useSyncExternalStore(
    subscribe,
    () => isAwake,
    () => false,
  );
  useEffect(() => {
    look = ownLook;
    return () => void engine?.then(({ unfold }) => ownLook === "header" && unfold(ownLook, false)).catch(() => {});
  }, [ownLook]);
  useEffect(() => {
    if (mayHaveRecords()) void wake().catch(() => {});
  }, []);
  useEffect(() => {
    if (shown) void engine?.then(({ uploads }) => uploads.restore(shareToken)).catch(() => {});
  }, [shown, shareToken]);
  return shown;
}

/**
 * A button was pressed that lets choose films; the file field in it is for browsers that have nothing better.
 * @param {import("react").MouseEvent<HTMLElement>} event
 */
export async function chooseFilms({ currentTarget: button, target }) {
  const field = button.querySelector("input");
  if (!field || target === field) return;
  const picks = await chooseWithHandles(field.multiple);
  if (picks) await offerBy(button, picks);
  else field.click();
}

/** Films were chosen with the field. @param {{currentTarget: HTMLInputElement}} event */
export async function filmsChosen({ currentTarget: field }) {
  await offerBy(/** @type {HTMLElement} */ (field.closest("[data-films]")), filesOf(field));
}

/** A button says in `data-films` and beside it where films go; one of a room knows its film, the room's place knows the project.
 * @param {HTMLElement} button @param {Pick[]} picks */
function offerBy({ dataset }, picks) {
  const { films, projectId, projectName, shareToken, goesTo } = dataset;
  const kind = /** @type {Place["kind"]} */ (films);
  const place = kind === "room" ? currentPlace() : { kind, projectId, projectName, shareToken };
  return offer(place, picks, /** @type {"version" | undefined} */ (goesTo));
}
