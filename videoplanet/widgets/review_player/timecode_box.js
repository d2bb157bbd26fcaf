/**
 * The field with the timecode of the shown frame: writes each frame into it past React, and goes where an entry says (see
 * `timecode_entry.js`). A wrong entry stays, and what is wrong with it is published.
 */
import { timecodeOf } from "./timecode.js";
import { readEntry } from "./timecode_entry.js";

const NO_PROBLEM = { kind: "", typed: "", first: "", last: "" };

export class TimecodeBox {
  /** @type {HTMLInputElement | null} */
  #input = null;
  #isEdited = false;
  /** Stays while another version is opened. */
  #frame = 0;

  /** @param {import("./interface.js").PlayerInterface} player */
  constructor(player) {
    this.player = player;
  }

  /** @param {HTMLElement} element @returns {() => void} ends it */
  attach(element) {
    const input = /** @type {HTMLInputElement} */ (element);
    const abort = new AbortController();
    const on = { signal: abort.signal };
    this.#input = input;
    input.addEventListener("focus", () => this.#enter(), on);
    input.addEventListener("input", () => this.player.published.publish({ timecode_problem: NO_PROBLEM }), on);
    input.addEventListener("blur", () => this.#leave(), on);
    input.addEventListener("keydown", (event) => this.#pressed(event), on);
    this.write();
    return () => {
      abort.abort();
      this.#input = null;
    };
  }

  /** @param {import("./engine.js").FrameReport} report */
  show({ frame, trusted }) {
    this.#frame = frame;
    this.write();
    if (this.#input) this.#input.dataset.trusted = String(trusted);
  }

  /** Writes the frame anew, since the film or its timecode has changed. */
  write() {
    if (!this.#input) return;
    if (!this.player.engine) this.#input.dataset.trusted = "false";
    if (!this.#isEdited) this.#input.value = timecodeOf(this.player.timebase, this.#frame);
  }

  #enter() {
    const { engine } = this.player;
    this.#isEdited = true;
    if (engine?.snapshot.isPlaying) engine.transport.pause();
    this.#input?.select();
  }

  #leave() {
    this.#isEdited = false;
    this.player.published.publish({ timecode_problem: NO_PROBLEM });
    this.write();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.#submit();
    if (event.key === "Escape") this.#done();
  }

  #submit() {
    const { engine, timebase, frames, published } = this.player;
    const typed = this.#input?.value.trim() ?? "";
    if (!typed) return this.#done();
    const entry = readEntry(timebase, frames, typed, engine?.frame ?? 0);
    if ("problem" in entry) {
      const [first, last] = [0, frames - 1].map((frame) => timecodeOf(timebase, frame));
      this.#input?.select(); // typing again replaces what was refused
      return published.publish({ timecode_problem: { kind: entry.problem, typed, first, last } });
    }
    engine?.seek(entry.frame);
    this.#done();
  }

  /** The field says the shown frame again, and the keys are the film's. */
  #done() {
    this.#leave();
    this.player.takeKeys();
  }
}
