/**
 * Tells the page that something happened in what it shows: at once for the first thing, then at most once a second. Progress of
 * a film is not told, the cards show it by themselves, unless its poster or another size of it is there.
 * Listens to the state store, because a burst of live operations is batched into few renderings.
 */
import { useContext, useEffect, useRef } from "react";
import { StateStoreContext } from "$/utils/context-registry";

const PAUSE_MS = 1000;

/**
 * @param {object} props
 * @param {string} props.liveState the name of the Reflex state that carries live operations
 * @param {string} props.liveField its field
 * @param {() => void} props.onNews
 */
export function LiveRefresh({ liveState, liveField, onNews }) {
  const states = useContext(StateStoreContext);
  const tell = useRef(onNews);
  tell.current = onNews;

  useEffect(() => {
    /** @type {unknown} */
    let last = states.getSnapshot(liveState)?.[liveField];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let pause;
    let waits = false;
    /** What is there of each version. @type {Map<string, string>} */
    const sizes = new Map();
    /** @param {any} operation */
    const isNews = ({ type, payload }) => {
      if (type !== "version.progress") return true;
      const { id, rungs, has_poster } = payload.version;
      const now = `${rungs ?? ""} ${Boolean(has_poster)}`;
      const isNew = now !== (sizes.get(id) ?? " false");
      sizes.set(id, now);
      return isNew;
    };
    const rest = () => {
      pause = undefined;
      if (!waits) return;
      waits = false;
      tell.current();
      pause = setTimeout(rest, PAUSE_MS);
    };
    const stop = states.subscribe(liveState, () => {
      const operation = states.getSnapshot(liveState)?.[liveField];
      if (operation === last) return;
      last = operation;
      if (!operation || !("type" in operation) || !isNews(operation)) return;
      waits = true;
      if (pause === undefined) rest();
    });
    return () => {
      stop();
      clearTimeout(pause);
    };
  }, [states, liveState, liveField]);

  return null;
}
