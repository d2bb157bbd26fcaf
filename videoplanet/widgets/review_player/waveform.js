/** The sound behind the marks: loaded when it is to be seen, drawn sharp on any screen, remembered as shown or hidden. */
import { levelsOf, peaksOf } from "./levels.js";
import { RememberedSwitch } from "./remembered_switch.js";

/** From one bar to the next, and a bar's width, in pixels. */
const STEP = 4;
const BAR = 2;
/** @type {number[]} */
const NO_PEAKS = [];

/** Whether the waveform is wanted. */
export const waveformSwitch = new RememberedSwitch("vp_waveform", { on: "shown", off: "hidden" });

export class Waveform {
  /** @type {string | null} */
  #address = null;
  #peaks = NO_PEAKS;
  /** @type {AbortController | null} */
  #loading = null;

  /** @param {(isDrawn: boolean) => void} tell whether there is something to draw */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {string | null} address of the loudness, null while it is not to be seen */
  use(address) {
    if (address === this.#address) return;
    this.close();
    this.#address = address;
    if (address) void this.#load(address);
  }

  close() {
    this.#loading?.abort();
    this.#address = null;
    this.#peaks = NO_PEAKS;
    this.tell(false);
  }

  /** @param {HTMLElement} element @returns {() => void} ends it */
  attach(element) {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const paint = () => draw(canvas, this.#peaks);
    const observer = new ResizeObserver(paint);
    observer.observe(canvas);
    const theme = new MutationObserver(paint);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }

  /** @param {string} address */
  async #load(address) {
    const loading = new AbortController();
    this.#loading = loading;
    const content = await fetch(address, { signal: loading.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null); // a film without its waveform is still watched
    if (loading.signal.aborted) return;
    this.#peaks = peaksOf(content);
    this.tell(this.#peaks.length > 0);
  }
}

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
