/**
 * How far films on cards are: what the server said when the list was read, and what the live channel has told since.
 * Also tells the page when its list has to be read again, where no live channel does.
 */
import { createElement as h, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { forgetAll, forgetReached, reachedOf, subscribe, tellReached } from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { timeLeftText } from "$/public/external/videoplanet/shared/ui/time_left/time_left.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

/** Lists without a live channel are read again so often while one of their films is being prepared. */
const LOOK_AGAIN_MS = 4000;

/** Hears what became of a version. @param {any} frame of the live channel */
export function hear(frame) {
  const { type, video_id: video, payload } = frame ?? {};
  if (!video || !type?.startsWith("version.")) return;
  const { number, progress, seconds_left: secondsLeft } = payload.version;
  const name = `${video}/v${number}`;
  if (type === "version.progress") tellReached(name, progress, secondsLeft);
  if (type === "version.ready") tellReached(name, 100);
  if (type === "version.retry") forgetReached(name);
}

/** Listens for progress while the page is shown; draws nothing. @param {{liveState: string, liveField: string}} props */
export function FilmProgress({ liveState, liveField }) {
  const states = useContext(StateStoreContext);
  useEffect(() => {
    /** @type {unknown} */
    let last = states.getSnapshot(liveState)?.[liveField];
    return states.subscribe(liveState, () => {
      const frame = states.getSnapshot(liveState)?.[liveField];
      if (frame === last) return;
      last = frame;
      hear(frame);
    });
  }, [states, liveState, liveField]);
  return null;
}

/**
 * Fires when something was done to a film, and again and again while one of the list is being prepared; draws nothing.
 * @param {{isPreparing: boolean, changes: number, onNews: () => void}} props
 */
export function FilmWatch({ isPreparing, changes, onNews }) {
  const tell = useRef(onNews);
  tell.current = onNews;
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current === changes) return;
    seen.current = changes;
    forgetAll(); // a preparation that was tried again begins at nothing
    tell.current();
  }, [changes]);
  useEffect(() => {
    if (!isPreparing) return undefined;
    const timer = setInterval(() => document.hidden || tell.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isPreparing]);
  return null;
}

/**
 * The line under a film that is being prepared: how far, how long still, a bar.
 * @param {{name: string, state: "processing" | "playable", percent: number, secondsLeft: number}} props
 */
export function Preparing({ name, state, percent, secondsLeft }) {
  const { t } = useTexts();
  const reached = useSyncExternalStore(
    subscribe,
    () => reachedOf(name),
    () => undefined,
  );
  useEffect(() => tellReached(name, percent, secondsLeft < 0 ? null : secondsLeft), [name, percent, secondsLeft]);
  const done = Math.max(percent, reached?.percent ?? 0);
  const left = timeLeftText(reached ? reached.secondsLeft : secondsLeft, t);
  return h(
    "span",
    { className: "flex min-w-0 grow flex-col gap-1.5" },
    h(
      "span",
      { className: "flex min-w-0 flex-wrap gap-x-1.5" },
      h("span", { className: "min-w-0" }, t(`film.state.${state}`, { percent: done })),
      left ? h("span", { className: "shrink-0 text-faint" }, left) : null,
    ),
    h(
      "span",
      {
        role: "progressbar",
        "aria-label": t("film.progress"),
        "aria-valuemin": 0,
        "aria-valuemax": 100,
        "aria-valuenow": done,
        className: "block h-1 w-full overflow-hidden rounded-full bg-line",
      },
      h("span", {
        className: "block h-full rounded-full bg-accent transition-[width] duration-180 ease-quick",
        style: { width: `${done}%` },
      }),
    ),
  );
}
