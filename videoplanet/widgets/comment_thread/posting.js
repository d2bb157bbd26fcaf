/**
 * A comment is posted once every frame it names was proven on the screen. Until then the words stay where they were written:
 * the player is asked for the frame, and where it cannot show it, nothing is posted and nothing is lost.
 */

export class Posting {
  /** @type {{words: string, onPosted: () => void} | null} */
  #waiting = null;
  /** @type {number | null} */
  #asked = null;

  /**
   * @param {import("./composer.js").Composer} composer
   * @param {{ask: (frame: number) => void, post: (words: string) => void}} page `ask`: the player is to show this frame
   */
  constructor(composer, page) {
    this.composer = composer;
    this.page = page;
    composer.subscribe(() => this.#advance());
  }

  /** @param {string} words @param {() => void} onPosted the words may leave their box */
  begin(words, onPosted) {
    this.#waiting = { words, onPosted };
    this.#asked = null;
    this.#advance();
  }

  /** The words have changed: these are not to be posted. */
  cancel() {
    this.#waiting = null;
  }

  /** Asks once more for the frame that was not shown. */
  proveAgain() {
    const frame = this.composer.view.unproven;
    if (frame !== null) this.#ask(frame);
  }

  #advance() {
    if (!this.#waiting) return;
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
