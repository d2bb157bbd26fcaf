/** Presence in React: hears of the others through Reflex's deltas, tells of this viewer over REST. */
import { createElement, Fragment, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { peopleAfter, shownOf } from "./people.js";
import { Telling } from "./telling.js";

const NOBODY = shownOf([], "");
/** Keeps the entry alive on the server while nothing moves. */
const HEARTBEAT_MS = 15_000;

let shown = NOBODY;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {typeof NOBODY} next */
function show(next) {
  shown = next;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** One part of who is here. @param {keyof typeof NOBODY} part */
export function usePresence(part) {
  return useSyncExternalStore(
    subscribe,
    () => shown[part],
    () => NOBODY[part],
  );
}

/**
 * Follows presence in a video's room while it is mounted; shows only its children.
 * @param {object} props
 * @param {string} props.videoId
 * @param {string} props.viewerId
 * @param {number} [props.version] the one on the screen: what is told is about it
 * @param {string} [props.shareToken] on a guest's page
 * @param {string} [props.joined] changes when this browser has joined the live room anew
 * @param {string} props.liveState the name of the Reflex state that carries presence
 * @param {string} props.presence its field
 * @param {import("react").ReactNode} [props.children]
 */
export function PresenceRoom({ videoId, viewerId, version, shareToken, joined, liveState, presence, children }) {
  const states = useContext(StateStoreContext);
  const shownVersion = useRef(version);
  useEffect(() => {
    shownVersion.current = version;
  }, [version]);
  useEffect(() => {
    if (!videoId || !viewerId) return undefined;
    const api = createApi(shareToken);
    const path = `/videos/${videoId}/presence`;
    const telling = new Telling((change) => api.post(path, { ...change, ...(shownVersion.current ? { version: shownVersion.current } : {}) }));
    /** @type {import("./people.js").Person[]} */
    let people = [];
    /** @param {import("./people.js").PresenceFrame} frame */
    const hear = (frame) => {
      people = peopleAfter(people, frame);
      show(shownOf(people, viewerId));
    };
    const read = () => {
      const frame = states.getSnapshot(liveState)?.[presence];
      if (frame?.type) hear(frame);
    };
    const stop = states.subscribe(liveState, read);
    read(); // joining tells who is here before this component hears that it has joined
    api.get(path).then((payload) => hear({ type: "presence.state", payload }), () => undefined);

    const abort = new AbortController();
    /** @param {string} name @param {(detail: any) => void} heard */
    const listen = (name, heard) =>
      window.addEventListener(`videoplanet:${name}`, (event) => heard(/** @type {CustomEvent} */ (event).detail), {
        signal: abort.signal,
      });
    listen("frame", ({ frame }) => telling.tell({ frame }));
    listen("typing", ({ active }) => telling.tell({ typing: active }));
    const heartbeat = setInterval(() => document.hidden || telling.repeat(), HEARTBEAT_MS);
    return () => {
      stop();
      abort.abort();
      clearInterval(heartbeat);
      telling.close();
      show(NOBODY);
    };
  }, [videoId, viewerId, shareToken, joined, states, liveState, presence]);
  return createElement(Fragment, null, children);
}
