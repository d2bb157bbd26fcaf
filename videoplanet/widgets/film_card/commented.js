/**
 * How films stand that were commented on since their list was read: the live channel tells it of all at once, and a card shows what is
 * newer. The film that something happened to last comes first, as in the list.
 */
/** @typedef {{id: string, open_comments: number, touched_at: string}} Commented times of one form, in UTC */

/** @type {Map<string, Commented>} */
const commented = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
let count = 0;

/** Takes what was told. @param {Commented[]} videos */
export function tellCommented(videos) {
  for (const video of videos) commented.set(video.id, video);
  count++;
  for (const listener of listeners) listener();
}

/**
 * The films of a list as they stand by now.
 * @template {Commented} Film
 * @param {Film[] | null | undefined} films
 * @returns {Film[]} the very same while nothing was told of them
 */
export function asCommented(films) {
  if (!films?.some(({ id, touched_at }) => (commented.get(id)?.touched_at ?? "") > touched_at)) return films ?? [];
  return films
    .map((film) => {
      const told = commented.get(film.id);
      return told && told.touched_at > film.touched_at ? { ...film, ...told } : film;
    })
    .sort((a, b) => (a.touched_at < b.touched_at ? 1 : a.touched_at > b.touched_at ? -1 : 0));
}

/** For `useSyncExternalStore`. @param {() => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Grows with everything that is told. */
export function changes() {
  return count;
}
