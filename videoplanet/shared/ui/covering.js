/**
 * What lies over the lower edge of the page, such as the upload tray and notes, and the room that the page ends with for it (`--covered`,
 * see `base.css`): whatever it covers can be scrolled free. Framework-free; `coverPage` also serves as a React `ref`.
 */

/** Above and below what lies there. */
const AROUND_PX = 32;

/** @type {Map<Element, ResizeObserver>} */
const covers = new Map();
let room = 0;

/**
 * How much room the page ends with: as much as is needed, and what was given is taken back only out of sight, so that nothing
 * moves away under a finger that folds the tray.
 * @param {{needed: number, given: number, scrolled: number, windowHeight: number, pageHeight: number}} page `pageHeight` with what was given
 */
export function roomFor({ needed, given, scrolled, windowHeight, pageHeight }) {
  const inSight = scrolled > 0 ? scrolled + windowHeight - (pageHeight - given) : 0;
  return Math.max(needed, Math.min(given, Math.ceil(inSight)));
}

/**
 * Gives the page room for something that lies over its lower edge, for as long as it is there and as high as it is.
 * @param {HTMLElement | null} element
 * @returns {() => void} ends it
 */
export function coverPage(element) {
  if (!element) return () => {};
  const seen = new ResizeObserver(measure);
  seen.observe(element);
  if (!covers.size) window.addEventListener("scroll", measure, { passive: true });
  covers.set(element, seen);
  return () => {
    seen.disconnect();
    covers.delete(element);
    measure();
  };
}

function measure() {
  const heights = [...covers.keys()].map((element) => /** @type {HTMLElement} */ (element).offsetHeight);
  const needed = heights.length ? Math.max(...heights) + AROUND_PX : 0;
  const { scrollHeight: pageHeight } = document.documentElement;
  const next = roomFor({ needed, given: room, scrolled: window.scrollY, windowHeight: window.innerHeight, pageHeight });
  if (next !== room) document.documentElement.style.setProperty("--covered", `${next}px`);
  room = next;
  if (!covers.size && !room) window.removeEventListener("scroll", measure);
}
