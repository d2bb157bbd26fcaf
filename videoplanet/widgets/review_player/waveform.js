/** The sound behind the marks: loaded when it is to be seen, drawn sharp on any screen, remembered as shown or hidden. */
import { createElement as h, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { usePlayer, useSnapshot } from "./context.js";
import { levelsOf, peaksOf } from "./levels.js";

const REMEMBERED = "vp_waveform";
const HIDDEN = "hidden";
/** From one bar to the next, and a bar's width, in pixels. */
const STEP = 4;
const BAR = 2;

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether the waveform is wanted. */
export function useIsWaveformShown() {
  return useSyncExternalStore(
    subscribe,
    () => recalled() !== HIDDEN,
    () => true,
  );
}

/** Shows or hides the waveform, here and at the next visit. */
export function toggleWaveform() {
  const next = recalled() === HIDDEN ? "shown" : HIDDEN;
  try {
    localStorage.setItem(REMEMBERED, next);
  } catch {
    unremembered = next;
  }
  for (const listener of listeners) listener();
}

let unremembered = "shown";

function recalled() {
  try {
    return localStorage.getItem(REMEMBERED) ?? unremembered;
  } catch {
    return unremembered;
  }
}

export function Waveform() {
  const { waveform } = usePlayer();
  const { hasPicture } = useSnapshot();
  const isShown = useIsWaveformShown();
  const peaks = usePeaks(isShown && hasPicture ? waveform : null);
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));

  useEffect(() => {
    const surface = canvas.current;
    if (!surface || !peaks.length) return;
    const paint = () => draw(surface, peaks);
    const observer = new ResizeObserver(paint);
    observer.observe(surface);
    const theme = new MutationObserver(paint);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }, [peaks]);

  if (!isShown || !peaks.length) return null;
  return h("canvas", { className: "rp-waveform", ref: canvas, "aria-hidden": true });
}

/** @param {string | null} url @returns {number[]} */
function usePeaks(url) {
  const [peaks, setPeaks] = useState(/** @type {{url: string | null, values: number[]}} */ ({ url: null, values: [] }));
  useEffect(() => {
    if (!url) return;
    const abort = new AbortController();
    fetch(url, { signal: abort.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((content) => setPeaks({ url, values: peaksOf(content) }))
      .catch(() => {});
    return () => abort.abort();
  }, [url]);
  return peaks.url === url ? peaks.values : NO_PEAKS;
}

/** @type {number[]} */
const NO_PEAKS = [];

/** @param {HTMLCanvasElement} canvas @param {number[]} peaks */
function draw(canvas, peaks) {
  const { width, height } = canvas.getBoundingClientRect();
  const context = canvas.getContext("2d");
  if (!context || !width || !height) return;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.scale(density, density);
  context.fillStyle = getComputedStyle(canvas).color;
  const levels = levelsOf(peaks, Math.floor(width / STEP));
  for (const [at, level] of levels.entries()) {
    const tall = Math.max(1, level * height);
    context.fillRect(at * STEP + (STEP - BAR) / 2, (height - tall) / 2, BAR, tall);
  }
}
