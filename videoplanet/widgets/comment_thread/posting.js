/**
 * A comment is posted once every frame it names was proven on the screen. Until then the words stay where they were written:
 * the player is asked for the frame, and where it cannot show it, nothing is posted and nothing is lost. They also wait until it
 * is known which version they are about, and words of another version until their writer has said where they belong.
 */

export class Posting {
  /** @type {{words: string, onPosted: () => void} | null} */
  #waiting = null;
  /** @type {number | null} */
  #asked = null;

  /**
   * @param {import("./composer.js").Composer} composer
   * @param {object} page
   * @param {(frame: number) => void} page.ask the player is to show this frame
   * @param {(words: string) => void} page.post
   */
  constructor(composer, page) {
    this.composer = composer;
    this.page = page;
    composer.subscribe(() => this.goOn());
  }

  /** @param {string} words @param {() => void} onPosted the words may leave their box */
  begin(words, onPosted) {
    if (this.composer.urge()) return;
    this.composer.stand();
    this.#waiting = { words, onPosted };
    this.#asked = null;
    this.goOn();
  }

  /** The words have changed: these are not to be posted. */
  cancel() {
    this.#waiting = null;
  }

  /** The box has got other words: those that wait are not to be posted with what these are about. @param {string} words */
  keepOnly(words) {
    if (this.#waiting?.words !== words) this.cancel();
  }

  /** Asks once more for the frame that was not shown. */
  proveAgain() {
    const frame = this.composer.view.unproven;
    if (frame !== null) this.#ask(frame);
  }

  /** Something has changed that words may have waited for. */
  goOn() {
    if (!this.#waiting || !this.composer.knowsVersion) return;
    if (this.composer.view.is_away) {
      this.cancel();
      this.composer.urge();
      return;
    }
    const { unproven, is_missed: isMissed, is_settling: isSettling } = this.composer.view;
    if (isSettling) return;
    if (unproven === null) {
      const { words, onPosted } = this.#waiting;
      this.#waiting = null;
      this.page.post(words);
      onPosted();
    } else if (unproven !== this.#asked) {
      this.#ask(unproven);
    } else if (isMissed) {
      this.#waiting = null;
    }
  }

  /** @param {number} frame */
  #ask(frame) {
    this.#asked = frame;
    this.composer.expect(frame);
    this.page.ask(frame);
  }
}
