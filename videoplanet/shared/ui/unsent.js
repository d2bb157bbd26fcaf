/**
 * Dialogs with words in them do not close without a question, and neither does the page below them: which dialog asks, and what
 * closing it would do. A dialog's popup carries its name in `data-unsent`; what the question looks like is written in `dialog.py`.
 */
import { useEffect, useSyncExternalStore } from "react";
import { useBlocker } from "react-router";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const WRITTEN = "input:not([type=checkbox], [type=radio], [type=hidden], [type=file], [type=range], [readonly]), textarea";

/** From where the focus came into a dialog, by its name. @type {Map<string, {dialog: Element, from: EventTarget | null}>} */
const entered = new Map();
/** What each field held when somebody came to it. @type {WeakMap<Field, string>} */
const before = new WeakMap();
/** How each dialog that may ask is closed, by its name. @type {Map<string, (open: boolean) => void>} */
const changes = new Map();
/** @type {{name: string, close: () => void, stay?: () => void} | null} */
let question = null;
/** @type {Set<() => void>} */
const listeners = new Set();

if (typeof document !== "undefined") {
  document.addEventListener(
    "focusin",
    ({ target, relatedTarget }) => {
      const field = /** @type {Element} */ (target);
      const dialog = /** @type {HTMLElement | null | undefined} */ (field.closest?.("[data-unsent]"));
      const name = dialog?.dataset.unsent ?? "";
      if (dialog && entered.get(name)?.dialog !== dialog) entered.set(name, { dialog, from: relatedTarget });
      if (!field.matches?.(WRITTEN) || !field.closest("[data-unsent]")) return;
      const written = /** @type {Field} */ (field);
      if (!before.has(written)) before.set(written, written.value);
    },
    true,
  );
}

/**
 * Where the focus goes when a dialog closes: back to where it came from. A field that takes it by itself has it before the dialog looks
 * where it was. @param {string} name of the dialog @returns {HTMLElement | true} `true`: as dialogs do
 */
export function wayBack(name) {
  const from = entered.get(name)?.from;
  return from instanceof HTMLElement && from.isConnected ? from : true;
}

/** @param {string} name of the dialog */
function hasWords(name) {
  const fields = document.querySelectorAll(`[data-unsent="${name}"] :is(${WRITTEN})`);
  return [.../** @type {NodeListOf<Field>} */ (fields)].some((field) => (before.get(field) ?? field.value) !== field.value);
}

/** The dialog somebody has written in, if there is one. */
function written() {
  const dialogs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-unsent]"));
  return [...dialogs].map((dialog) => dialog.dataset.unsent ?? "").find(hasWords) ?? null;
}

/** Ways within the page lead on: they are taken when a dialog did its work. @param {{historyAction: string}} way */
function wouldLose({ historyAction }) {
  return historyAction === "POP" && written() !== null;
}

/** @param {BeforeUnloadEvent} event */
function askedByTheBrowser(event) {
  if (written() !== null) event.preventDefault();
}

/** "Back" and leaving ask too; one a page, draws nothing. */
export function KeepsWords() {
  const way = useBlocker(wouldLose);
  useEffect(() => {
    if (way.state !== "blocked") return;
    const name = written();
    if (name === null) return way.proceed();
    const close = () => {
      changes.get(name)?.(false);
      way.proceed();
    };
    ask({ name, close, stay: () => way.reset() });
  }, [way]);
  useEffect(() => {
    window.addEventListener("beforeunload", askedByTheBrowser);
    return () => window.removeEventListener("beforeunload", askedByTheBrowser);
  }, []);
  return null;
}

/**
 * What a dialog does when it is asked to open or to close: closes at once only while nothing was written in it.
 * @param {string} name @param {(open: boolean) => void} change
 * @returns {(open: boolean, details?: {cancel?: () => void}) => void}
 */
export function guarded(name, change) {
  changes.set(name, change);
  return (open, details) => {
    if (open || !hasWords(name)) return change(open);
    details?.cancel?.();
    ask({ name, close: () => change(false) });
  };
}

/** Whether this dialog asks now. @param {string} name @returns {boolean} */
export function useQuestion(name) {
  return useSyncExternalStore(
    subscribe,
    () => question?.name === name,
    () => false,
  );
}

/** The words stay. @param {boolean} [isOpen] */
export function keepWords(isOpen) {
  if (isOpen) return;
  const stay = question?.stay;
  ask(null);
  stay?.();
}

/** The words may go. */
export function discardWords() {
  const close = question?.close;
  ask(null);
  close?.();
}

/** @param {typeof question} asked */
function ask(asked) {
  question = asked;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
