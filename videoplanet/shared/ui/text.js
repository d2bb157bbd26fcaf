/**
 * The viewer's language and the texts in it, as one store that components subscribe to.
 * Pages are prerendered in Korean; English is loaded for those who read it: `assets/boot.js` has found that out (cookie `vp_lang`).
 */
import { useSyncExternalStore } from "react";
import korean from "$/utils/texts/ko";
import { fill } from "./wording.js";

/** @typedef {"ko" | "en"} Language */
/** @typedef {{language: Language, timeZone: string, t: (key: string, params?: Record<string, unknown>) => string}} Viewer */

const COOKIE = "vp_lang";
const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** @type {Record<string, Record<string, string>>} */
const catalogues = { ko: korean };
/** @type {Set<() => void>} */
const listeners = new Set();

const serverViewer = viewerOf("ko", "Asia/Seoul");
let viewer = serverViewer;
/** @type {Language} */
let wanted = "ko";
let mounted = false;

/** @param {Language} language @param {string} timeZone @returns {Viewer} */
function viewerOf(language, timeZone) {
  const texts = catalogues[language];
  const numbers = new Intl.NumberFormat(language);
  /** @param {string} key @param {Record<string, unknown>} [params] */
  const t = (key, params) => {
    const template = texts[key] ?? "";
    if (!params) return template;
    return fill(template, language, params, (value) => (typeof value === "number" ? numbers.format(value) : String(value)));
  };
  return { language, timeZone, t };
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

/** @param {Language} language */
async function show(language) {
  wanted = language;
  if (!catalogues[language]) {
    try {
      catalogues[language] = (await import("$/utils/texts/en")).default;
    } catch {
      wanted = "ko"; // readable in the wrong language beats an empty page
    }
  }
  if (!catalogues[wanted]) return; // chosen anew meanwhile, and that language is still loading
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Seoul";
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
 * @param {Language} language
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
  void show(document.documentElement.lang === "en" ? "en" : "ko");
}
