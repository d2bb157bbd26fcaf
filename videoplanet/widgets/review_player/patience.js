/**
 * Sees to it that a frame that is waited for comes, or that it is told that it does not. Events of media elements get lost, parts
 * of a film never arrive, decoders stand still: the longer nothing happens the more is done, and at last it is said. What comes
 * after that still counts. Not for proving a frame: nothing here vouches for one.
 */

const LOOK_MS = 1000;
/** Looks without any sign of life between one remedy and the next. */
const LOOKS_A_REMEDY = 3;
/** What is done about it, one after the other. @type {("seek" | "open")[]} */
const REMEDIES = ["seek", "seek", "open", "seek", "open"];
/** The line may be slow, and something arrives all the time: after so many looks it is said nevertheless. */
const LOOKS_AT_MOST = 45;
/** Once it was said, there is one more remedy every so many looks. */
const LOOKS_AFTERWARDS = 15;

/**
 * @typedef {object} Wait
 * @property {() => boolean} isWaiting whether a frame is waited for
 * @property {() => number} arrived how much of the film has arrived: changes while the line works
 * @property {() => void} seekAgain
 * @property {() => void} openAgain opens the source anew
 * @property {() => void} giveUp says that the frame does not come
 */

export class Patience {
  #looks = 0;
  #quietLooks = 0;
  #remedies = 0;
  #arrived = 0;
  #isSaid = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Wait} wait */
  constructor(wait) {
    this.wait = wait;
  }

  /** Another frame is wished for: the wait begins anew. */
  restart() {
    this.end();
    this.begin();
  }

  /** Something is waited for, if it was not already. */
  begin() {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#looks = this.#quietLooks = this.#remedies = 0;
    this.#isSaid = false;
    this.#arrived = this.wait.arrived();
    this.#lookLater();
  }

  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Nothing is ever waited for again. */
  close() {
    this.#isClosed = true;
    this.end();
  }

  #lookLater() {
    this.#timer = setTimeout(() => {
      if (!this.wait.isWaiting()) return this.end();
      this.#lookLater();
      if (!document.hidden) this.#look(); // a page that is not looked at gets no pictures
    }, LOOK_MS);
  }

  #look() {
    const arrived = this.wait.arrived();
    this.#looks++;
    this.#quietLooks = arrived === this.#arrived ? this.#quietLooks + 1 : 0;
    this.#arrived = arrived;
    const every = this.#isSaid ? LOOKS_AFTERWARDS : LOOKS_A_REMEDY;
    const isDue = this.#quietLooks > 0 && this.#quietLooks % every === 0;
    const isSpent = this.#looks >= LOOKS_AT_MOST || (isDue && this.#remedies >= REMEDIES.length);
    if (isSpent && !this.#isSaid) {
      this.#isSaid = true;
      this.wait.giveUp();
    } else if (isDue) {
      this.#help();
    }
  }

  #help() {
    const remedy = REMEDIES[this.#remedies++ % REMEDIES.length];
    if (remedy === "open") this.wait.openAgain();
    else this.wait.seekAgain();
  }
}
