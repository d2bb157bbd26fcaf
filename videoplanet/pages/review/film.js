/** The film in React: loads it when the page is shown, feeds it Reflex's deltas, and gives its view to the interface. */
import { createElement, Fragment, useContext, useEffect, useSyncExternalStore } from "react";
import { EventLoopContext, StateStoreContext } from "$/utils/context-registry";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { reachedOf, subscribe as subscribeToReached, tellReached } from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { hear } from "$/public/external/videoplanet/widgets/film_card/live/film_progress.js";
import { FilmStore } from "./film_store.js";
import { closing } from "./notes.js";
import { nextRemarked } from "./remarks.js";

const EMPTY = new FilmStore({
  videoId: "",
  wanted: null,
  api: { get: async () => null, refusalOf: () => null },
  timecode: { timecodeOf: () => "", sameMoment: (_from, _to, frame) => frame },
}).view;

/** @type {FilmStore | null} */
let film = null;
/** @type {Set<() => void>} */
const listeners = new Set();

function publish() {
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** One part of the film's view. @param {keyof typeof EMPTY} part */
export function useFilm(part) {
  return useSyncExternalStore(
    subscribe,
    () => (film?.view ?? EMPTY)[part],
    () => EMPTY[part],
  );
}

/** Puts another version on the screen and into the address. @param {number} number */
export function chooseVersion(number) {
  film?.choose(number);
  const address = new URL(location.href);
  address.searchParams.set("v", String(number));
  history.replaceState(history.state, "", address.href);
}

/** The frame on the screen, for `showRemark`. */
let frame = -1;

/** Goes to the next of the frames that a remark is about. @param {string} code */
export function showRemark(code) {
  const version = film?.view.version;
  const next = version && nextRemarked(version, code, frame);
  if (Number.isInteger(next)) window.dispatchEvent(new CustomEvent("videoplanet:seek", { detail: { frame: next } }));
}

/** What was said of the version was read. */
export function dismissRemarks() {
  film?.dismissRemarks();
}

/** The viewer stays with the version they watch. */
export function passOverNewer() {
  film?.passOver();
}

/** Escape closes the note that came last, when nothing else wanted it. @returns {boolean} whether there was one */
function closeNote() {
  const { newer, remarks } = film?.view ?? EMPTY;
  if (newer) passOverNewer();
  else if (remarks.length) dismissRemarks();
  return newer > 0 || remarks.length > 0;
}

/** Takes a file home; the server names it. @param {string} url */
export function save(url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

/**
 * Holds the film of a video while it is mounted; shows only its children.
 * @param {object} props
 * @param {string} props.videoId empty while it is not known
 * @param {string} [props.shareToken] on a guest's page
 * @param {string} [props.joined] changes when this browser has joined the live room anew
 * @param {string} props.liveState the name of the Reflex state that carries operations and presence
 * @param {string[]} props.liveFields its fields
 * @param {import("./film_store.js").Timecode["timecodeOf"]} props.timecodeOf
 * @param {import("./film_store.js").Timecode["sameMoment"]} props.sameMoment
 * @param {import("react").ReactNode} [props.children]
 */
export function FilmRoom(props) {
  const { videoId, shareToken, joined, liveState, liveFields, timecodeOf, sameMoment, children } = props;
  const states = useContext(StateStoreContext);
  const [, connectErrors] = useContext(EventLoopContext);
  const fields = liveFields.join();

  useEffect(() => {
    if (!videoId) return undefined;
    const wanted = Number(new URLSearchParams(location.search).get("v"));
    const opened = new FilmStore({
      videoId,
      wanted: Number.isInteger(wanted) && wanted > 0 ? wanted : null,
      api: createApi(shareToken),
      timecode: { timecodeOf, sameMoment },
      storage: localStorage,
      shared: { reachedOf, tellReached },
    });
    film = opened;
    opened.subscribe(publish);
    void opened.load();
    /** @type {Record<string, any>} */
    const last = {};
    const stop = states.subscribe(liveState, () => {
      for (const field of fields.split(",")) {
        const frame = states.getSnapshot(liveState)?.[field];
        if (frame?.type && frame !== last[field]) {
          hear(frame);
          opened.offer(frame);
        }
        last[field] = frame;
      }
    });
    const stopReached = subscribeToReached(opened.hearReached);
    const reload = () => void opened.load();
    const follow = (/** @type {Event} */ event) => (frame = /** @type {CustomEvent} */ (event).detail.frame);
    const choose = (/** @type {Event} */ event) => chooseVersion(/** @type {CustomEvent} */ (event).detail.number);
    window.addEventListener("videoplanet:frame", follow);
    window.addEventListener("videoplanet:version", choose);
    window.addEventListener("videoplanet:media-expired", reload);
    const stopClosing = closing(closeNote);
    return () => {
      stop();
      stopReached();
      stopClosing();
      window.removeEventListener("videoplanet:frame", follow);
      window.removeEventListener("videoplanet:version", choose);
      window.removeEventListener("videoplanet:media-expired", reload);
      opened.close();
      if (film === opened) film = null;
      publish();
    };
  }, [videoId, shareToken, states, liveState, fields, timecodeOf, sameMoment]);

  const isConnected = connectErrors.length === 0;
  useEffect(() => {
    if (isConnected && film?.view.state === "ready") void film.load();
  }, [isConnected, joined]);

  return createElement(Fragment, null, children);
}
