/**
 * The newer version that somebody may go on to: told of over the picture for a while, unless they pass it over, and marked at the
 * button of the versions until it was looked at.
 */

/** How long it is told of over the picture. */
const NOTE_MS = 10_000;

export class NewerVersion {
  /** Where only one version is shown: the one that is shown from now on, while another is still on the screen. */
  ahead = 0;
  /** The newest version when the room was opened, or last looked at. */
  #seen = 0;
  /** The one that was told of and is not to be told of again. */
  #passedOver = 0;
  #told = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} onFold it was told of for long enough */
  constructor(onFold) {
    this.onFold = onFold;
  }

  /** The film was loaded. @param {number} newest of its versions */
  loaded(newest) {
    if (this.ahead || !this.#seen) this.#seen = newest;
    this.ahead = 0;
  }

  /** Somebody has chosen a version by themselves. @param {number} newest */
  looked(newest) {
    this.#seen = newest;
  }

  /** The one that waits, 0 without. @param {number} newest */
  waiting(newest) {
    return this.ahead || (newest > this.#seen ? newest : 0);
  }

  /** The one to be told of over the picture, 0 without. @param {number} newest */
  told(newest) {
    const waiting = this.waiting(newest);
    return waiting > this.#passedOver ? waiting : 0;
  }

  /** They stay with theirs. @param {number} newest */
  passOver(newest) {
    this.#passedOver = this.waiting(newest);
  }

  /** The note does not stand over the picture for long. @param {number} told */
  show(told) {
    if (told === this.#told) return;
    this.#told = told;
    clearTimeout(this.#timer);
    if (told) this.#timer = setTimeout(this.onFold, NOTE_MS);
  }

  close() {
    clearTimeout(this.#timer);
  }
}
