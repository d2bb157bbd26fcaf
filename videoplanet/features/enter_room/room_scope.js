/** The room that something on the page stands in, in React: a context, whose provider only JavaScript can be. */
import { createContext, createElement, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { useLive } from "$/public/external/videoplanet/shared/ui/live/live.js";
import { Room } from "./room.js";

/** @typedef {{state: string, operation: string, presence: string}} LiveNames the state that carries live frames, and its fields */
/** @typedef {{room: Room, live: LiveNames}} Scope */

const ScopeContext = createContext(/** @type {Scope | null} */ (null));

/**
 * A room of its own around what stands in it. Its element has the room as a property: a way in for the console, and for tests.
 * @param {LiveNames & {children?: import("react").ReactNode}} props
 */
export function RoomScope({ state, operation, presence, children }) {
  const [room] = useState(() => new Room());
  const scope = useMemo(() => ({ room, live: { state, operation, presence } }), [room, state, operation, presence]);
  const reachable = (/** @type {HTMLElement | null} */ element) => {
    if (element) Object.assign(element, { room });
  };
  return createElement(
    ScopeContext.Provider,
    { value: scope },
    createElement("div", { ref: reachable, className: "contents", "data-room": "" }, children),
  );
}

/** @returns {Room} */
export function useRoom() {
  return useScope().room;
}

/**
 * What a part's store publishes; renders again when that changed.
 * @template T
 * @param {import("./room.js").PartName} part
 * @param {(store: any) => T} read
 * @param {T} otherwise while there is no store
 * @returns {T}
 */
export function usePart(part, read, otherwise) {
  const room = useRoom();
  const follow = useMemo(() => (/** @type {() => void} */ listener) => room.follow(part, listener), [room, part]);
  const store = () => room.at(part);
  return useSyncExternalStore(
    follow,
    () => (store() ? read(store()) : otherwise),
    () => otherwise,
  );
}

/**
 * Hears live frames of the room; see `useLive`.
 * @param {("operation" | "presence")[]} of
 * @param {(frame: any) => void} heard
 * @returns {(of: "operation" | "presence") => any} gives the last frame, which may be older than the component; undefined before any
 */
export function useLiveRoom(of, heard) {
  const { live } = useScope();
  const last = useLive(
    live.state,
    of.map((name) => live[name]),
    heard,
  );
  return (name) => last(live[name]);
}

/** @returns {Scope} */
function useScope() {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error("a part of a room stands outside of it");
  return scope;
}
