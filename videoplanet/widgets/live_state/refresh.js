/**
 * Tells the page that something happened in what it shows: at once for the first thing, then at most once a second. Progress of
 * a film is not told, the cards show it by themselves, unless its poster or another size of it is there; nor is what they fold.
 */
import { useEffect, useRef } from "react";
import { useLive } from "$/public/external/videoplanet/shared/ui/live/live.js";
import { News } from "./news.js";

/**
 * @param {object} props
 * @param {string} props.liveState the name of the Reflex state that carries live operations
 * @param {string} props.liveField its field
 * @param {string[]} [props.types] the kinds of frames that count; every kind unless given
 * @param {string[]} [props.folded] the kinds of frames that do not count
 * @param {Record<string, string[]>} [props.changes] which lists each kind of frame changes
 * @param {(lists: string[]) => void} props.onNews
 */
export function LiveRefresh({ liveState, liveField, types, folded, changes, onNews }) {
  const tell = useRef(onNews);
  tell.current = onNews;
  const news = useRef(/** @type {News | null} */ (null));
  const known = JSON.stringify(changes ?? {});
  useEffect(() => {
    const opened = new News((lists) => tell.current(lists), JSON.parse(known));
    news.current = opened;
    return () => opened.close();
  }, [liveState, liveField, known]);
  useLive(liveState, [liveField], (frame) => {
    const counts = (types ?? [frame.type]).includes(frame.type) && !folded?.includes(frame.type);
    if (counts) news.current?.hear(frame);
  });
  return null;
}
