/**
 * How far films on cards are: what the server said when the list was read, and what the live channel has told since.
 * Also tells the page when its list has to be read again, where no live channel does.
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useLive } from "$/public/external/videoplanet/shared/ui/live/live.js";
import {
  changes,
  forgetAll,
  forgetReached,
  reachedOf,
  subscribe,
  tellReached,
} from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { asCommented, changes as commentedChanges, subscribe as hearCommented, tellCommented } from "./commented.js";

/** Lists without a live channel are read again so often while one of their films is being prepared. */
const LOOK_AGAIN_MS = 4000;

/** Hears what became of a version, or of films that were commented on. @param {any} frame of the live channel */
export function hear(frame) {
  const { type, video_id: video, payload } = frame ?? {};
  if (type === "videos.commented") tellCommented(payload.videos);
  if (!video || !type?.startsWith("version.")) return;
  const { number, progress, seconds_left: secondsLeft } = payload.version;
  const name = `${video}/v${number}`;
  if (type === "version.progress") tellReached(name, progress, secondsLeft);
  if (type === "version.ready") tellReached(name, 100);
  if (type === "version.retry") forgetReached(name);
}

/** Listens for progress while the page is shown; draws nothing. @param {{liveState: string, liveField: string}} props */
export function FilmProgress({ liveState, liveField }) {
  useLive(liveState, [liveField], hear);
  return null;
}

/**
 * Fires when something was done to a film, and again and again while one of the list is being prepared; draws nothing.
 * @param {{isPreparing: boolean, changes: number, onNews: () => void}} props
 */
export function FilmWatch({ isPreparing, changes: done, onNews }) {
  const tell = useRef(onNews);
  tell.current = onNews;
  const seen = useRef(done);
  useEffect(() => {
    if (seen.current === done) return;
    seen.current = done;
    forgetAll(); // a preparation that was tried again begins at nothing
    tell.current();
  }, [done]);
  useEffect(() => {
    if (!isPreparing) return undefined;
    const timer = setInterval(() => document.hidden || tell.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPreparing]);
  return null;
}

/**
 * What the server said of a version when its card was read; draws nothing.
 * @param {{name: string, percent: number, secondsLeft: number}} props `secondsLeft`: -1 when nobody can say
 */
export function Said({ name, percent, secondsLeft }) {
  useEffect(() => tellReached(name, percent, secondsLeft < 0 ? null : secondsLeft), [name, percent, secondsLeft]);
  return null;
}

/** A function that gives how far a version is by now, at least as far as the server said and not at its end; renders again when that changes. */
export function useProgress() {
  useSyncExternalStore(subscribe, changes, () => 0);
  /** @param {string} name @param {number} percent @param {number} secondsLeft */
  return (name, percent, secondsLeft) => {
    const reached = reachedOf(name);
    return {
      percent: Math.min(99, Math.max(percent, reached?.percent ?? 0)),
      seconds_left: reached ? reached.secondsLeft : secondsLeft,
    };
  };
}

/** A function that gives the films of a list as they stand by now; renders again when that changes. */
export function useCommented() {
  useSyncExternalStore(hearCommented, commentedChanges, () => 0);
  return asCommented;
}
