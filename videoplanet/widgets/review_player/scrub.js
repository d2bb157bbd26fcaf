/**
 * The rail of the timeline: dragged over, the film follows the pointer, and runs on afterwards if it ran before; its slider is
 * moved by keys, and says the frame once it is proven.
 */
import { timecodeOf } from "./timecode.js";

/** How far a finger may slip and still tap, and how near to a mark a tap means it; in pixels. */
const SLIP = 6;
const TAP_REACH = 22;

export class Scrub {
  #isOn = false;
  #wasPlaying = false;
  #hasMoved = false;
  #from = 0;
  /** @type {HTMLElement | null} */
  #rail = null;

  /** @param {import("./interface.js").PlayerInterface} player */
  constructor(player) {
    this.player = player;
  }

  /** @param {HTMLElement} rail @returns {() => void} ends it */
  attach(rail) {
    const abort = new AbortController();
    const on = { signal: abort.signal };
    this.#rail = rail;
    rail.addEventListener("pointerdown", (event) => this.#begin(rail, event), on);
    rail.addEventListener("pointermove", (event) => this.#move(rail, event), on);
    rail.addEventListener("pointerup", (event) => this.#end(rail, event), on);
    rail.addEventListener("pointercancel", () => this.#cancel(), on);
    rail.addEventListener("pointerleave", () => !this.#isOn && this.player.point(null), on);
    rail.addEventListener("keydown", (event) => this.#pressed(event), on);
    return () => {
      abort.abort();
      this.#rail = null;
    };
  }

  /** @param {import("./engine.js").FrameReport} report */
  show({ frame, trusted, isPlaying }) {
    if (isPlaying || !trusted) return;
    this.#rail?.setAttribute("aria-valuenow", String(frame));
    this.#rail?.setAttribute("aria-valuetext", timecodeOf(this.player.timebase, frame));
  }

  /** @param {HTMLElement} rail @param {PointerEvent} event */
  #place(rail, event) {
    const { frames } = this.player;
    const box = rail.getBoundingClientRect();
    const x = Math.min(box.width, Math.max(0, event.clientX - box.left));
    return { x, frame: Math.round((x / (box.width || 1)) * (frames - 1)), framesPerPixel: frames / (box.width || 1) };
  }

  /** @param {HTMLElement} rail @param {PointerEvent} event */
  #begin(rail, event) {
    const { engine } = this.player;
    if (!engine || event.button !== 0 || this.player.isPressTaken) return;
    rail.setPointerCapture(event.pointerId);
    this.#isOn = true;
    this.#wasPlaying = engine.snapshot.isPlaying;
    this.#from = event.clientX;
    this.#hasMoved = false;
    const { frame, x } = this.#place(rail, event);
    if (event.pointerType === "mouse") engine.seek(frame);
    this.player.point({ frame, x });
  }

  /** @param {HTMLElement} rail @param {PointerEvent} event */
  #move(rail, event) {
    const { engine } = this.player;
    const { frame, x } = this.#place(rail, event);
    if (this.#isOn && Math.abs(event.clientX - this.#from) > SLIP) this.#hasMoved = true;
    const follows = this.#isOn && (this.#hasMoved || event.pointerType === "mouse");
    if (follows && frame !== engine?.frame) engine?.seek(frame);
    if (follows || event.pointerType === "mouse") this.player.point({ frame, x });
  }

  /** @param {HTMLElement} rail @param {PointerEvent} event */
  #end(rail, event) {
    if (!this.#isOn) return;
    const { engine } = this.player;
    const { frame, framesPerPixel } = this.#place(rail, event);
    this.#isOn = false;
    if (event.pointerType !== "mouse") this.player.point(null);
    if (!this.#hasMoved && event.pointerType !== "mouse") {
      if (this.player.chooseNear(frame, framesPerPixel * TAP_REACH)) return;
      engine?.seek(frame);
    }
    if (this.#wasPlaying) engine?.transport.play();
  }

  #cancel() {
    this.#isOn = false;
    this.player.point(null);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { num, den } = this.player.timebase.rate;
    const second = Math.round(num / den);
    const step = { PageUp: second, PageDown: -second, ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.player.engine?.transport.step(step);
  }
}
