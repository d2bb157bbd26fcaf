/**
 * The viewer's language and the texts in it, as one store that components subscribe to.
 * A page is prerendered in each language, and the server gives out the reader's (cookie `vp_lang`, which `assets/boot.js` sets). It is
 * taken over in the language in which it was drawn, so those texts are there before anything else; whoever wants another gets it then.
 */
import { useSyncExternalStore } from "react";
import { DEFAULT_LANGUAGE, DEFAULT_TEXTS, DEFAULT_TIME_ZONE, FORMS, LOADERS } from "$/utils/texts/languages";
import { fill } from "./wording.js";

/** @typedef {{language: string, timeZone: string, t: (key: string, params?: Record<string, unknown>) => string}} Viewer */

const COOKIE = "vp_lang";
const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** @type {Record<string, Record<string, string>>} */
const catalogues = { [DEFAULT_LANGUAGE]: DEFAULT_TEXTS };
/** @type {Set<() => void>} */
const listeners = new Set();

const drawn = await drawnIn();
const serverViewer = viewerOf(drawn, DEFAULT_TIME_ZONE);
let viewer = serverViewer;
let wanted = drawn;
let mounted = false;

/** @param {string} language @param {string} timeZone @returns {Viewer} */
function viewerOf(language, timeZone) {
  const texts = catalogues[language];
  const numbers = new Intl.NumberFormat(language);
  /** @param {string} key @param {Record<string, unknown>} [params] */
  const t = (key, params) => {
    const template = texts[key] ?? "";
    if (!params) return template;
    return fill(template, { language, forms: FORMS[language] }, params, (value) =>
      typeof value === "number" ? numbers.format(value) : String(value),
    );
  };
  return { language, timeZone, t };
}

/** The language of the page as it came, with its texts loaded; the default one where they cannot be. */
async function drawnIn() {
  /** @type {string | undefined} */
  const said =
    typeof document === "undefined"
      ? /** @type {any} */ (globalThis).process?.env.VIDEOPLANET_PAGE_LANGUAGE
      : document.documentElement.dataset?.drawn;
  if (said === undefined || !(said in LOADERS)) return DEFAULT_LANGUAGE;
  try {
    catalogues[said] = (await LOADERS[said]()).default;
  } catch {
    return DEFAULT_LANGUAGE;
  }
  return said;
}

/** Shows the page once it is in the viewer's language; see `assets/boot.js`. */
function reveal() {
  if (!mounted || viewer.language !== wanted) return;
  requestAnimationFrame(() => {
    document.documentElement.classList.remove("texts-pending");
    focusFirst();
  });
}

/** What is hidden takes no focus: the field to begin with gets it now, unless the viewer is somewhere else already. */
function focusFirst() {
  if (document.activeElement && document.activeElement !== document.body) return;
  for (const first of document.querySelectorAll("[data-autofocus]")) {
    if (!(first instanceof HTMLElement) || first.offsetParent === null) continue;
    first.focus({ preventScroll: true });
    return;
  }
}

/** @param {string} language */
async function show(language) {
  wanted = language;
  if (!catalogues[language]) {
    try {
      catalogues[language] = (await LOADERS[language]()).default;
    } catch {
      wanted = DEFAULT_LANGUAGE; // readable in the wrong language beats an empty page
    }
  }
  if (!catalogues[wanted]) return; // chosen anew meanwhile, and that language is still loading
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || DEFAULT_TIME_ZONE;
  viewer = viewerOf(wanted, timeZone);
  document.documentElement.lang = wanted;
  for (const listener of listeners) listener();
  reveal();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  if (!mounted) {
    mounted = true;
    reveal();
  }
  return () => listeners.delete(listener);
}

/**
 * Chooses the language and remembers it for a year.
 * @param {string} language
 */
export function setLanguage(language) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${COOKIE}=${language}; Path=/; Max-Age=${ONE_YEAR_SECONDS}; SameSite=Lax${secure}`;
  void show(language);
}

/** The viewer's language, time zone and texts; the component renders again when the language changes. */
export function useTexts() {
  return useSyncExternalStore(
    subscribe,
    () => viewer,
    () => serverViewer,
  );
}

/** The viewer outside of a component, for modules that write their own text. */
export function currentViewer() {
  return viewer;
}

if (typeof document !== "undefined") {
  const { lang } = document.documentElement;
  void show(lang in FORMS ? lang : DEFAULT_LANGUAGE);
}
