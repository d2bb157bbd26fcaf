/** The list of uploads and the question where they go, for the interface: what Python draws of them, and what is pressed there. */
import { useSyncExternalStore } from "react";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { copyDigest, currentView, keep, keepAll, leave, processAgain, subscribe, unfold, uploads } from "./engine.js";
import { Folding } from "./folding.js";
import { chooseWithHandles, filesOf } from "./picking.js";
import { ask, currentQuestion, subscribeToQuestion } from "./places.js";
import { Question } from "./question.js";

/** @typedef {import("./places.js").Look} Look */

const folding = new Folding(
  { isOpen: (look) => currentView()[`open_${look}`], fold: (look) => unfold(look, false), answerNo: keepAll },
  document,
);
/** @type {Set<() => void>} */
const questionListeners = new Set();
const question = new Question({
  get: (path) => createApi().get(path),
  memory: sessionStorage,
  answer: ({ picks, look }, target) => {
    ask(null);
    unfold(look, true);
    uploads.add(target, picks);
  },
  onChange: () => {
    for (const listener of questionListeners) listener();
  },
});

subscribe(() => folding.keepFocus()); // before what is drawn hears of it
subscribeToQuestion(() => void question.open(currentQuestion()));
void question.open(currentQuestion());
folding.begin();

/** One part of what the tray shows; renders again only when that part changed. @param {keyof ReturnType<typeof currentView>} part */
export function useTray(part) {
  const read = () => currentView()[part];
  return useSyncExternalStore(subscribe, read, read);
}

/** The question that is open. */
export function useQuestion() {
  return useSyncExternalStore(
    (listener) => {
      questionListeners.add(listener);
      return () => void questionListeners.delete(listener);
    },
    () => question.view,
    () => question.view,
  );
}

const ACTS = {
  /** @param {Look} look */
  toggle: (look) => (currentView()[`open_${look}`] ? folding.fold() : unfold(look, true)),
  pause: (/** @type {string} */ id) => uploads.pause(id),
  resume: (/** @type {string} */ id) => uploads.resume(id),
  pause_all: () => uploads.pauseAll(),
  resume_all: () => uploads.resumeAll(),
  clear: () => uploads.clear(),
  leave,
  keep,
  remove: (/** @type {string} */ id) => uploads.remove(id),
  send_anyway: (/** @type {string} */ id) => uploads.sendAnyway(id),
  send_as_version: (/** @type {string} */ id) => uploads.sendAnyway(id, uploads.row(id)?.films[0]?.video_id),
  process_again: processAgain,
  stop_processing: (/** @type {string} */ id) => uploads.following.steerJob(id, "cancel"),
  copy: copyDigest,
  choose: (/** @type {string} */ value) => question.choose(value),
  answer: () => question.submit(),
  close_question: () => ask(null),
};

/** Does what was pressed. @param {keyof typeof ACTS} name @param {any[]} values */
export function act(name, ...values) {
  void (/** @type {(...values: any[]) => unknown} */ (ACTS[name])(...values));
}

/** Keys pressed in the open tray. */
export const keepKeys = folding.keep;

/**
 * Goes on with an upload of an earlier visit: by itself where the browser may still read its file, else with the file that is chosen.
 * @param {import("react").MouseEvent<HTMLElement>} event @param {string} id
 */
export async function goOn({ currentTarget }, id) {
  const field = /** @type {HTMLInputElement | null} */ (currentTarget.nextElementSibling);
  if (uploads.row(id)?.hasFile && (await uploads.goOn(id))) return;
  const picks = await chooseWithHandles(false);
  if (!picks) field?.click();
  else if (picks[0]) await uploads.giveFile(id, picks[0].file, picks[0].handle);
}

/** The file was chosen with the field. @param {{currentTarget: HTMLInputElement}} event @param {string} id */
export function fileGiven({ currentTarget }, id) {
  const [pick] = filesOf(currentTarget);
  if (pick) void uploads.giveFile(id, pick.file);
}
