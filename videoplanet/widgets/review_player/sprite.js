/**
 * The little pictures of the timeline: a WebVTT file names, for each stretch of the film, a rectangle of a sheet
 * (`sprite-0.jpg#xywh=0,0,160,90`). Loaded when they are first pointed at; where there are none, nothing is missing.
 */

/** @typedef {{start: number, end: number, sheet: string, x: number, y: number, width: number, height: number}} Cue times in seconds */

const TIMES = /^((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})/;
const PLACE = /^(.+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

/**
 * The rectangles of a WebVTT file in the order of the film; lines that make no sense are passed over.
 * @param {string} text
 * @returns {Cue[]}
 */
export function parseCues(text) {
  /** @type {Cue[]} */
  const cues = [];
  /** @type {{start: number, end: number} | null} */
  let times = null;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    const stretch = TIMES.exec(line);
    if (stretch) {
      times = { start: secondsOf(stretch[1]), end: secondsOf(stretch[2]) };
      continue;
    }
    const place = times && PLACE.exec(line);
    if (!times || !place) continue;
    const [x, y, width, height] = place.slice(2).map(Number);
    if (width && height) cues.push({ ...times, sheet: place[1], x, y, width, height });
    times = null;
  }
  return cues.sort((one, other) => one.start - other.start);
}

/** The rectangle of an instant, the last one before it where there is a gap. @param {Cue[]} cues @param {number} seconds */
export function cueAt(cues, seconds) {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle].start <= seconds + 1e-6) low = middle + 1;
    else high = middle;
  }
  return cues[Math.max(0, low - 1)] ?? null;
}

/** @param {string} time such as "01:02:03.400" */
function secondsOf(time) {
  return time
    .replace(",", ".")
    .split(":")
    .reduce((total, part) => total * 60 + Number(part), 0);
}

export class Sprites {
  /** @type {Cue[]} */
  #cues = [];
  /** Sheets by name: the address once it is there, null while it is on its way. @type {Map<string, string | null>} */
  #sheets = new Map();
  #isAsked = false;

  /** @param {string} url of the WebVTT file @param {() => void} onArrival something that can be shown has arrived */
  constructor(url, onArrival) {
    this.url = url;
    this.onArrival = onArrival;
  }

  /** Begins to load, once. */
  load() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    fetch(this.url)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => {
        this.#cues = parseCues(text);
        if (this.#cues.length) this.onArrival();
      })
      .catch(() => (this.#isAsked = false));
  }

  /** Where the picture of an instant is, once its sheet is there; else null, and the sheet is asked for. @param {number} seconds */
  at(seconds) {
    const cue = cueAt(this.#cues, seconds);
    if (!cue) return null;
    return { ...cue, image: this.#sheet(cue.sheet) };
  }

  /** @param {string} name */
  #sheet(name) {
    const known = this.#sheets.get(name);
    if (known !== undefined) return known;
    this.#sheets.set(name, null);
    const picture = new Image();
    const address = new URL(name, new URL(this.url, location.href)).href;
    picture.onload = () => {
      this.#sheets.set(name, address);
      this.onArrival();
    };
    picture.src = address;
    return null;
  }
}
