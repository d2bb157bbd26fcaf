/** The thread in React: opens the room's session, feeds it Reflex's deltas, and gives its view to the interface. */
import { createElement, Fragment, useContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { EventLoopContext, StateStoreContext } from "$/utils/context-registry";
import { currentViewer } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { setWaiting } from "$/public/external/videoplanet/shared/ui/line/line.js";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { Composer } from "./composer.js";
import "./thread.css";
import { currentSession, forgetFrames, openSession, subscribe } from "./session.js";

export { act } from "./session.js";

const EMPTY = {
  state: "loading",
  gone: "",
  rows: [],
  marks: [],
  selected: null,
  total: 0,
  open: 0,
  resolved: 0,
  carried: 0,
  is_filtered: false,
  is_asking: false,
  order: { status: "open", kind: "all", sort: "timecode" },
  waiting: 0,
  is_offline: false,
  news: { count: 0, name: "", body: "" },
};
const EMPTY_COMPOSER = new Composer(
  () => "",
  () => "",
).view;

/** One part of the thread's view; renders again only when that part changed. @param {keyof typeof EMPTY} part */
export function useThread(part) {
  const read = () => currentSession()?.thread.view[part] ?? EMPTY[part];
  return useSyncExternalStore(subscribe, read, () => EMPTY[part]);
}

/** What the composer names. @returns {typeof EMPTY_COMPOSER} */
export function useComposer() {
  const read = () => currentSession()?.composer.view ?? EMPTY_COMPOSER;
  return useSyncExternalStore(subscribe, read, () => EMPTY_COMPOSER);
}

/**
 * Opens the thread of a video while it is mounted; shows only its children.
 * @param {object} props
 * @param {string} props.videoId
 * @param {number} props.version
 * @param {import("./rows.js").Viewer} props.viewer
 * @param {(frame: number) => string} props.timecodeOf of the version on the screen
 * @param {import("./thread_store.js").Moments} props.moments of every version
 * @param {string} [props.shareToken] on a guest's page
 * @param {string} [props.joined] changes when this browser has joined the live room anew
 * @param {string} props.liveState the name of the Reflex state that carries operations
 * @param {string} props.operation its field
 * @param {import("react").ReactNode} [props.children]
 */
export function ThreadRoom(props) {
  const { videoId, version, viewer, timecodeOf, moments, shareToken, joined, liveState, operation, children } = props;
  const states = useContext(StateStoreContext);
  const [, connectErrors] = useContext(EventLoopContext);
  const room = useRef(/** @type {ReturnType<typeof openSession> | null} */ (null));
  const surroundings = {
    version,
    viewer,
    timecodeOf,
    moments,
    sayUnreached: () => currentViewer().t("review.unreachable"),
    complain,
  };
  const latest = useRef(surroundings);
  latest.current = surroundings;

  useEffect(() => {
    if (!videoId || !viewer?.id) return undefined;
    const opened = openSession({
      ...latest.current,
      videoId,
      api: createApi(shareToken),
      storage: localStorage,
      nextFrame,
    });
    room.current = opened;
    const stopCounting = opened.thread.subscribe(() => {
      const { is_offline, waiting } = opened.thread.view;
      setWaiting(is_offline ? waiting : 0);
    });
    let last = states.getSnapshot(liveState)?.[operation];
    const stop = states.subscribe(liveState, () => {
      const next = states.getSnapshot(liveState)?.[operation];
      if (next === last) return;
      last = next;
      if (next?.type) opened.thread.offer(next);
    });
    return () => {
      stop();
      stopCounting();
      setWaiting(0);
      opened.close();
      room.current = null;
    };
  }, [videoId, viewer?.id, shareToken, states, liveState, operation]);

  // before the player tells of the other version's frames
  useLayoutEffect(() => room.current?.moveTo(latest.current), [version, viewer, timecodeOf, moments]);
  // what was proven of one version says nothing of another
  useEffect(forgetFrames, [version]);

  const isConnected = connectErrors.length === 0;
  useEffect(() => {
    if (isConnected) void room.current?.thread.resync();
  }, [isConnected, connectErrors, joined]);

  return createElement(Fragment, null, children);
}

/** A note that stays until it is closed. @param {string} text */
function complain(text) {
  window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind: "error", text } }));
}

/** Once before the next picture; a hidden page, which draws none, goes on all the same. @param {() => void} publish */
function nextFrame(publish) {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    publish();
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}
