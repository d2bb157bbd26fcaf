/** Sound tracks are called by title and language, and the chosen one is remembered for a film. */
import assert from "node:assert/strict";
import test from "node:test";
import { recalledSound, rememberSound, soundLabel, soundsOf } from "../../../../videoplanet/widgets/review_player/sounds.js";
import { MemoryStorage } from "../comment_thread/surroundings.mjs";

globalThis.localStorage = new MemoryStorage();
const t = (key, params) => `${key} ${params.number}`;
const TRACKS = [
  { id: 0, name: "Main", lang: "ko" },
  { id: 1, name: "English", lang: "en" },
  { id: 2, name: "", lang: "ja" },
  { id: 3, name: "M&E", lang: "und" },
  { id: 4, lang: "not a language" },
];

test("a track is called by its title and its language in the reader's, else by its number", () => {
  const sounds = soundsOf(TRACKS);
  const labels = (locale) => sounds.map((sound, at) => soundLabel(sound, at, locale, t));
  assert.deepEqual(labels("en"), ["Main · Korean", "English", "Japanese", "M&E", "player.sound_number 5"]);
  assert.deepEqual(labels("ko"), ["Main · 한국어", "English · 영어", "일본어", "M&E", "player.sound_number 5"]);
});

test("the chosen track is remembered for its film, and forgotten where the film has other tracks", () => {
  const sounds = soundsOf(TRACKS);
  assert.equal(recalledSound("film", sounds), null);
  rememberSound("film", sounds, 2);
  assert.equal(recalledSound("film", sounds).id, 2);
  assert.equal(recalledSound("other", sounds), null);
  assert.equal(recalledSound("film", sounds.slice(0, 2)), null);
  rememberSound("film", sounds, 99);
  assert.equal(recalledSound("film", sounds).id, 2);
});

test("tracks that are called the same are told apart", () => {
  const six = soundsOf(Array.from({ length: 6 }, (_, id) => ({ id, name: "mono", lang: "" })));
  rememberSound("six", six, 2);
  assert.equal(recalledSound("six", six).id, 2);
});
