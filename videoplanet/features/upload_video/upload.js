/**
 * Uploads in React, the part every page carries: buttons that choose films, the place that takes them, the drop over the whole page.
 * What sends and shows them is loaded when it is needed.
 */
import { createElement as h, Fragment, lazy, Suspense, useEffect, useRef, useSyncExternalStore } from "react";
import { currentViewer } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { DropAnywhere } from "./drop.js";
import { ACCEPTED, chooseWithHandles } from "./picking.js";
import { ask, currentPlace, enterPlace, targetOf } from "./places.js";
import { mayHaveRecords } from "./records.js";

/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./uploads.js").Pick} Pick */

const Tray = lazy(() => import("./tray.js"));

let isAwake = false;
/** How the tray of this page looks. @type {"corner" | "header"} */
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
  isAwake = true;
  for (const listener of listeners) listener();
  engine ??= import("./engine.js").then((loaded) => {
    loaded.uploads.onArrival(({ videoId }) => {
      for (const listener of arrivals) listener(videoId);
      window.dispatchEvent(new CustomEvent("videoplanet:film-arrived"));
    });
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
  if (!target) return ask({ place, picks });
  unfold(look, true);
  for (const { name } of uploads.add(target, picks)) note("info", "upload.already", { name });
}

/** @param {"info" | "error"} kind @param {string} key @param {Record<string, unknown>} [params] */
function note(kind, key, params) {
  window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind, key, params } }));
}

/** @param {any} props @returns {Place} */
function placeOf({ kind, projectId, projectName, videoId, videoTitle, shareToken }) {
  return { kind, projectId, projectName, videoId, videoTitle, shareToken };
}

/**
 * Says where films go that are dropped or pasted on this page; draws nothing.
 * @param {Place} props
 */
export function UploadPlace(props) {
  const place = placeOf(props);
  const known = JSON.stringify(place);
  useEffect(() => enterPlace(JSON.parse(known)), [known]);
  return null;
}

/**
 * The drop over the whole page, and the tray once there is something in it.
 * @param {{look?: "corner" | "header", shareToken?: string}} props
 */
export function UploadTray({ look: ownLook = "corner", shareToken }) {
  const shown = useSyncExternalStore(
    subscribe,
    () => isAwake,
    () => false,
  );
  useEffect(() => {
    look = ownLook;
  }, [ownLook]);
  useEffect(() => {
    if (mayHaveRecords()) void wake();
  }, []);
  return h(
    Fragment,
    null,
    h(DropAnywhere, { onPicks: (picks, zone) => void offer(currentPlace(), picks, zone) }),
    shown && h(Suspense, { fallback: null }, h(Tray, { look: ownLook, shareToken })),
  );
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

/**
 * A button that lets choose films; its children are what it looks like.
 * @param {Place & {zone?: "version" | "film", className?: string, label?: string, children?: import("react").ReactNode}} props
 */
export function UploadButton({ zone, className, label, children, ...given }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const place = placeOf(given);
  const several = zone !== "version";
  // A button of a room knows its film; the room's place knows the project.
  const send = (/** @type {Pick[]} */ picks) => void offer(place.kind === "room" ? currentPlace() : place, picks, zone);
  const choose = async () => {
    const picks = await chooseWithHandles(several);
    if (picks) send(picks);
    else input.current?.click();
  };
  const isKnown = place.kind === "any" || Boolean(place.projectId || place.videoId);
  return h(
    "button",
    { type: "button", className, disabled: !isKnown, "aria-label": label, onClick: () => void choose() },
    children,
    h("input", {
      ref: input,
      type: "file",
      accept: ACCEPTED,
      multiple: several,
      hidden: true,
      tabIndex: -1,
      "aria-label": currentViewer().t("upload.choose"),
      onClick: (/** @type {Event} */ event) => event.stopPropagation(),
      onChange: (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ { target }) => {
        send([...(target.files ?? [])].map((file) => ({ file })));
        target.value = "";
      },
    }),
  );
}
