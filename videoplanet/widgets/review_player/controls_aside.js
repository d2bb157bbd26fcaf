/** On a low screen the controls lie over the picture in full screen, and step aside while the film runs and nobody does anything. */
import { isMenuOpen } from "./presses.js";

const LOW = "(max-height: 500px)"; // as player.css says it
const AFTER_MS = 3000;

export class ControlsAside {
  isAside = false;
  #mayBe = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(isAside: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @returns {() => void} ends it */
  open() {
    const abort = new AbortController();
    const on = { signal: abort.signal, capture: true };
    for (const name of ["pointerdown", "pointermove", "keydown"]) window.addEventListener(name, () => this.wake(), on);
    return () => {
      abort.abort();
      clearTimeout(this.#timer);
    };
  }

  /** @param {boolean} isRunning in full screen */
  follow(isRunning) {
    const mayBe = isRunning && matchMedia(LOW).matches;
    if (mayBe === this.#mayBe) return;
    this.#mayBe = mayBe;
    this.wake();
  }

  wake() {
    clearTimeout(this.#timer);
    this.#put(false);
    if (this.#mayBe) this.#timer = setTimeout(() => (isMenuOpen() ? this.wake() : this.#put(true)), AFTER_MS);
  }

  /** @param {boolean} isAside */
  #put(isAside) {
    if (isAside === this.isAside) return;
    this.isAside = isAside;
    this.tell(isAside);
  }
}
