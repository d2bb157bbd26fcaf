/** What is wrong with a form comes into sight with its field, and what was refused is replaced by what is typed next. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { showComplaint } from "../../../../videoplanet/shared/ui/complaint.js";

/** @typedef {{id: string, checkVisibility: () => boolean, scrollIntoView: () => void, select: () => void}} Part */

/** @param {string} name @param {string[]} did @param {boolean} [isShown] @returns {Part} */
function part(name, did, isShown = true) {
  return {
    id: name,
    checkVisibility: () => isShown,
    scrollIntoView: () => did.push(`see ${name}`),
    select: () => did.push(`select ${name}`),
  };
}

/**
 * The part of a document that is looked at.
 * @param {{invalid?: Part[], words?: Record<string, Part>, form?: Part[], active?: Part | null}} shown
 * @returns {any}
 */
function page({ invalid = [], words = {}, form = [], active = null }) {
  return {
    querySelectorAll: (/** @type {string} */ selector) => (selector.includes("aria-invalid") ? invalid : form),
    getElementById: (/** @type {string} */ id) => words[id] ?? null,
    activeElement: active,
  };
}

test("the first wrong field that is shown is seen with its words, and its entry is selected", () => {
  /** @type {string[]} */
  const did = [];
  const [hidden, code, other] = [part("hidden", did, false), part("code", did), part("other", did)];
  showComplaint(page({ invalid: [hidden, code, other], words: { "code-error": part("words", did) }, active: code }));
  assert.deepEqual(did, ["see code", "see words", "select code"]);
});

test("nothing is selected in a field that its viewer has left", () => {
  /** @type {string[]} */
  const did = [];
  showComplaint(page({ invalid: [part("code", did)], active: part("name", did) }));
  assert.deepEqual(did, ["see code"]);
});

test("words about the whole form are seen too", () => {
  /** @type {string[]} */
  const did = [];
  showComplaint(page({ form: [part("hidden", did, false), part("form", did)] }));
  assert.deepEqual(did, ["see form"]);
});
