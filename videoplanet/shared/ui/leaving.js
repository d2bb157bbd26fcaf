/**
 * Whether a page is being left: where it is led meanwhile, such as to the sign-in page when its session ends, changes nothing.
 * Whoever is asked by the browser, because a film is on its way, and stays, may be led away another time; so may a page that is
 * shown again by "back".
 */

const STAYED_MS = 1000;

export class Leaving {
  #isLeaving = false;

  /** @param {EventTarget} page */
  constructor(page) {
    const stay = () => {
      this.#isLeaving = false;
    };
    page.addEventListener("pageshow", stay);
    page.addEventListener("beforeunload", (event) => {
      // The question stops the page's clock: this goes on once it was answered, and only somebody who stays sees it.
      setTimeout(() => event.defaultPrevented && stay(), STAYED_MS);
    });
  }

  /** Begins to leave. @returns {boolean} whether the page was not being left already */
  begin() {
    if (this.#isLeaving) return false;
    this.#isLeaving = true;
    return true;
  }
}
