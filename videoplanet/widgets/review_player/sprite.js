/**
 * The little pictures of the timeline: a WebVTT file names, for each stretch of the film, a rectangle of a sheet
 * (`sprite-0.jpg#xywh=0,0,160,90`). Loaded when they are first pointed at; where there are none, nothing is missing.
 */

/** @typedef {{start: number, end: number, sheet: string, x: number, y: number, width: number, height: number}} Cue times in seconds */

const TIMES = /^((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})/;
/** From so many seconds a stretch on, its picture is the nearest that can be begun with. */
const NEAR_PICTURES_FROM = 4;
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

/**
 * The frame that a rectangle shows: the one on the screen at the beginning of its stretch. Null where stretches are so long
 * that only pictures near to it were looked at.
 * @param {Cue} cue @param {import("./timecode.js").Rate} rate
 */
export function frameOfCue({ start, end }, { num, den }) {
  if (end - start >= NEAR_PICTURES_FROM) return null;
  return Math.floor((Math.round(start * 1000) * num) / (1000 * den));
}

/** The rectangle whose picture is nearest to a frame. @param {Cue[]} cues @param {import("./timecode.js").Rate} rate @param {number} frame */
export function cueNear(cues, rate, frame) {
  const before = cueAt(cues, ((frame + 0.5) * rate.den) / rate.num);
  const after = before && cues[cues.indexOf(before) + 1];
  if (!before || !after) return before;
  const middle = ((before.start + after.start) * rate.num) / (2 * rate.den);
  return frame > middle ? after : before;
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

  /**
   * The picture nearest to a frame: where it is, null until its sheet is there, and which frame it shows, null if not known.
   * @param {number} frame @param {import("./timecode.js").Rate} rate
   */
  near(frame, rate) {
    const cue = cueNear(this.#cues, rate, frame);
    if (!cue) return null;
    return { ...cue, image: this.#sheet(cue.sheet), frame: frameOfCue(cue, rate) };
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
