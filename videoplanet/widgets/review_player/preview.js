/** What stands above the pointer on the timeline: the frame's timecode and number, and the picture nearest to it with its own.
 * Loaded when something is first pointed at. */
import { Sprites } from "./sprite.js";
import { timecodeOf } from "./timecode.js";

/** The largest picture, in pixels. */
const WIDEST = 192;
const HIGHEST = 132;

/** @typedef {{frame: number, x: number}} Pointed a frame, and how far from the timeline's left end, in pixels */

/** @typedef {{timebase: import("./timecode.js").Timebase, sprite: string | null}} Film `sprite`: the address of its little pictures */

export class Preview {
  /** @type {Sprites | null} */
  #sprites = null;
  /** @type {string | null} */
  #address = null;
  #write = () => {};

  /**
   * @param {HTMLElement} box with a picture (a sheet and its number) and words (timecode and number)
   * @param {Pointed | null} at null hides it
   * @param {Film} film
   */
  show(box, at, { timebase, sprite }) {
    if (sprite !== this.#address) {
      this.#address = sprite;
      this.#sprites = sprite ? new Sprites(sprite, () => this.#write()) : null;
    }
    this.#write = () => write(box, at, timebase, this.#sprites);
    if (at) this.#sprites?.load();
    this.#write();
  }
}

/** @param {HTMLElement} box @param {Pointed | null} at @param {import("./timecode.js").Timebase} timebase @param {Sprites | null} sprites */
function write(box, at, timebase, sprites) {
  box.hidden = at === null;
  if (!at) return;
  const [picture, words] = /** @type {HTMLElement[]} */ ([...box.children]);
  words.firstElementChild?.replaceChildren(timecodeOf(timebase, at.frame));
  words.lastElementChild?.replaceChildren(`F ${at.frame}`);
  box.style.setProperty("--x", `${at.x}px`);
  place(picture, sprites?.near(at.frame, timebase.rate) ?? null);
  box.style.setProperty("--half", `${Math.ceil(box.offsetWidth / 2)}px`);
}

/** Shows a rectangle of a sheet, as large as it may be. @param {HTMLElement} element @param {ReturnType<Sprites["near"]>} cue */
function place(element, cue) {
  element.hidden = cue === null;
  if (!cue) return;
  const scale = Math.min(WIDEST / cue.width, HIGHEST / cue.height);
  element.style.width = `${Math.round(cue.width * scale)}px`;
  element.style.height = `${Math.round(cue.height * scale)}px`;
  element.toggleAttribute("data-shown", cue.image !== null);
  // the last picture stays until the next one is there
  if (cue.image === null) return;
  const [sheet, number] = /** @type {HTMLElement[]} */ ([...element.children]);
  number.textContent = cue.frame === null ? "" : `F ${cue.frame}`;
  sheet.style.width = `${cue.width}px`;
  sheet.style.height = `${cue.height}px`;
  sheet.style.transform = `scale(${scale})`;
  sheet.style.backgroundImage = `url("${cue.image}")`;
  sheet.style.backgroundPosition = `${-cue.x}px ${-cue.y}px`;
}
