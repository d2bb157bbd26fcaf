/** The browser words texts as the server does: both read the same vectors. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fill, particle, pluralCategory, shortened } from "../../../../videoplanet/shared/ui/wording.js";

const vectors = JSON.parse(readFileSync(new URL("../../../assets/wording_vectors.json", import.meta.url), "utf8"));

test("a particle fits the word before it", () => {
  for (const vector of vectors.particles) {
    const [afterConsonant, afterVowel] = vector.pair.split("/");
    assert.equal(particle(vector.word, afterConsonant, afterVowel), vector.particle, JSON.stringify(vector));
  }
});

test("a number has its plural category", () => {
  for (const vector of vectors.plurals) {
    assert.equal(pluralCategory(vector.value, "en"), vector.category, JSON.stringify(vector));
  }
});

test("a long name loses its middle", () => {
  for (const vector of vectors.names) assert.equal(shortened(vector.name), vector.shown);
});

test("texts are filled", () => {
  for (const vector of vectors.fills) {
    assert.equal(
      fill(vector.template, { language: vector.language, forms: vector.language === "ko" ? "particle" : "plural" }, vector.params),
      vector.text,
    );
  }
});

test("a value is written as the caller says, and the particle follows what is written", () => {
  const shown = (/** @type {unknown} */ value) => new Intl.NumberFormat("ko").format(Number(value));
  assert.equal(fill("{count}{count:을/를}", { language: "ko", forms: "particle" }, { count: 1204 }, shown), "1,204를");
});
