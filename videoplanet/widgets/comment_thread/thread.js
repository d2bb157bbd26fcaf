/** The thread in React: opens the room's session, feeds it live frames, and gives its view to the interface. */
import { createElement, Fragment, useContext, useEffect, useLayoutEffect, useRef } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { useLiveRoom, usePart, useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { serverNow } from "$/public/external/videoplanet/shared/ui/clock/clock.js";
import { copyAndSay } from "$/public/external/videoplanet/shared/ui/copying/copying.js";
import { currentViewer } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { setWaiting } from "$/public/external/videoplanet/shared/ui/line/line.js";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { Composer } from "./composer.js";
import "./thread.css";
import { actIn } from "./acts.js";
import { sessionOf } from "./session.js";

const EMPTY = {
  state: "loading",
  is_complete: false,
  gone: "",
  listed: 0,
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
/** @type {import("./row_list.js").RowList["view"]} */
const NO_ROWS = { rows: [], after: 0 };
const EMPTY_COMPOSER = new Composer(
  () => "",
  () => "",
).view;

/** One part of the thread's view; renders again only when that part changed. @template {keyof typeof EMPTY} P @param {P} part */
export function useThread(part) {
  return usePart("thread", (session) => session.thread.view[part], EMPTY[part]);
}

/** The rows that are to be drawn; they are measured once they are. */
export function useRows() {
  const room = useRoom();
  const drawn = usePart("thread", (session) => session.list.view, NO_ROWS);
  useLayoutEffect(() => room.at("thread")?.list.drawn(), [room, drawn]);
  return drawn;
}

/** What the composer names. */
export function useComposer() {
  return usePart("thread", (session) => session.composer.view, EMPTY_COMPOSER);
}

/** What a button does, by name; nothing while the room is not open. @param {import("./session.js").Room} room @param {string} name @param {...any} args */
export function act(room, name, ...args) {
  const session = room.at("thread");
  if (session) actIn(session, name, ...args);
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
 * @param {import("react").ReactNode} [props.children]
 */
export function ThreadRoom({ videoId, version, viewer, timecodeOf, moments, shareToken, joined, children }) {
  const room = useRoom();
  const [, connectErrors] = useContext(EventLoopContext);
  const surroundings = {
    version,
    viewer,
    timecodeOf,
    now: serverNow,
    moments,
    sayUnreached: () => currentViewer().t("review.unreachable"),
    complain,
    copy: copyAndSay,
  };
  const latest = useRef(surroundings);
  latest.current = surroundings;

  useLiveRoom(["operation"], (operation) => room.at("thread")?.thread.offer(operation));

  useEffect(() => {
    if (!videoId || !viewer?.id) return undefined;
    const session = sessionOf(room, {
      ...latest.current,
      videoId,
      api: createApi(shareToken),
      storage: localStorage,
      nextFrame,
    });
    const remove = room.keep("thread", session);
    session.open(sessionStorage);
    const stopCounting = session.thread.subscribe(() => {
      const { is_offline, waiting } = session.thread.view;
      setWaiting(session, is_offline ? waiting : 0);
    });
    return () => {
      stopCounting();
      setWaiting(session, 0);
      session.close();
      remove();
    };
  }, [room, videoId, viewer?.id, shareToken]);

  // before the player tells of the other version's frames
  useLayoutEffect(() => room.at("thread")?.moveTo(latest.current), [version, viewer, timecodeOf, moments]);
  // what was proven of one version says nothing of another
  useEffect(() => room.at("thread")?.forgetFrames(), [version]);

  const isConnected = connectErrors.length === 0;
  useEffect(() => {
    if (isConnected) void room.at("thread")?.thread.resync();
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
