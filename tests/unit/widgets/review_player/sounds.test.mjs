/** Sound tracks are called by title and language, and the chosen one is remembered for a film. */
import assert from "node:assert/strict";
import test from "node:test";
import { recalledSound, rememberSound, soundLabel, soundsOf } from "../../../../videoplanet/widgets/review_player/sounds.js";
import "../../browser.mjs";

/** @param {string} key @param {Record<string, unknown>} [params] */
const t = (key, params) => [key, params?.number].join(" ").trim();
const TRACKS = [
  { id: 0, name: "Main", lang: "ko" },
  { id: 1, name: "English", lang: "en" },
  { id: 2, name: "", lang: "ja" },
  { id: 3, name: "M&E", lang: "und" },
  { id: 4, lang: "not a language" },
];

test("a track is called by its title and its language in the reader's, else by its number", () => {
  const sounds = soundsOf(TRACKS);
  const labels = (/** @type {string} */ locale) => sounds.map((sound) => soundLabel(sound, locale, t));
  const numbered = (/** @type {number} */ number) => `player.sound_number ${number}`;
  assert.deepEqual(labels("en"), ["Main · Korean", "English", `${numbered(3)} · Japanese`, "M&E", numbered(5)]);
  assert.deepEqual(labels("ko"), ["Main · 한국어", "English · 영어", `${numbered(3)} · 일본어`, "M&E", numbered(5)]);
});

test("numbers in the playlist's names are those of the film's own tracks, the mix of all is none of them", () => {
  const sounds = soundsOf([
    { id: 0, name: "mix" },
    { id: 1, name: "2" },
    { id: 2, name: "3 Boom", lang: "kor" },
  ]);
  assert.deepEqual(
    sounds.map((sound) => soundLabel(sound, "ko", t)),
    ["player.sound_mix", "player.sound_number 1", "Boom · 한국어"],
  );
  assert.deepEqual(
    soundsOf([
      { id: 0, name: "1" },
      { id: 1, name: "2", lang: "eng" },
    ]).map((sound) => soundLabel(sound, "ko", t)),
    ["player.sound_number 1", "player.sound_number 2 · 영어"],
  );
});

test("the chosen track is remembered for its film, and forgotten where the film has other tracks", (context) => {
  context.after(() => localStorage.clear());
  const sounds = soundsOf(TRACKS);
  assert.equal(recalledSound("film", sounds), null);
  rememberSound("film", sounds, 2);
  assert.equal(recalledSound("film", sounds)?.id, 2);
  assert.equal(recalledSound("other", sounds), null);
  assert.equal(recalledSound("film", sounds.slice(0, 2)), null);
  rememberSound("film", sounds, 99);
  assert.equal(recalledSound("film", sounds)?.id, 2);
});

test("tracks that are called the same are told apart", (context) => {
  context.after(() => localStorage.clear());
  const six = soundsOf(Array.from({ length: 6 }, (_, id) => ({ id, name: "mono", lang: "" })));
  rememberSound("six", six, 2);
  assert.equal(recalledSound("six", six)?.id, 2);
});
