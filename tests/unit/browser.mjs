/**
 * What a browser has and Node does not: imported by the suites of modules that need it. All suites share one process, so it stands
 * there for all of them alike; what one test wants otherwise, it changes through its `context.mock`, which puts it back.
 */
import { MemoryStorage } from "./memory_storage.mjs";

/** A page with nothing on it. */
class Document extends EventTarget {
  hidden = false;

  getElementById() {
    return null;
  }
  querySelector() {
    return null;
  }
  querySelectorAll() {
    return [];
  }
}

/** Observes nothing; a test may have it tell. */
class SizeObserver {
  /** @param {() => void} tell */
  constructor(tell) {
    this.tell = tell;
  }
  observe() {}
  unobserve() {}
  disconnect() {}
}

const PARTS = {
  ResizeObserver: SizeObserver,
  Element: class {},
  HTMLMediaElement: class {
    static HAVE_METADATA = 1;
    static HAVE_CURRENT_DATA = 2;
    static HAVE_FUTURE_DATA = 3;
  },
  MediaError: class {
    static MEDIA_ERR_NETWORK = 2;
    static MEDIA_ERR_DECODE = 3;
    static MEDIA_ERR_SRC_NOT_SUPPORTED = 4;
  },
  document: new Document(),
  window: new EventTarget(),
  location: new URL("https://review.example.com/videos/film"),
  localStorage: new MemoryStorage(),
  requestAnimationFrame: (/** @type {() => void} */ callback) => setTimeout(callback, 1),
  cancelAnimationFrame: clearTimeout,
  matchMedia: () => ({ matches: false }),
};

for (const [name, value] of Object.entries(PARTS)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
