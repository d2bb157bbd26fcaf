/** Whether the line to the server is down, and how many posts wait for it: one store for the page's one notice about it. */
import { useContext, useSyncExternalStore } from "react";
import { EventLoopContext } from "$/utils/context-registry";

/** By who waits, such as the conversation of a room. @type {Map<object, number>} */
const waits = new Map();
let waiting = 0;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {object} who @param {number} count of their posts that could not be sent and wait */
export function setWaiting(who, count) {
  if (count === (waits.get(who) ?? 0)) return;
  if (count) waits.set(who, count);
  else waits.delete(who);
  waiting = [...waits.values()].reduce((sum, each) => sum + each, 0);
  for (const listener of listeners) listener();
}

/** How many posts wait for the line. */
export function useWaiting() {
  return useSyncExternalStore(
    subscribe,
    () => waiting,
    () => 0,
  );
}

/** Whether the page says that the line is down: then nothing else needs to. The browser often knows it before the socket does. */
export function useIsLineDown() {
  const [, connectErrors] = useContext(EventLoopContext);
  const isOffline = useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  );
  return useWaiting() > 0 || isOffline || connectErrors.length > 0;
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
