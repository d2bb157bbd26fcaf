import assert from "node:assert/strict";
import { test } from "node:test";
import { peopleAfter, shownOf } from "../../../../videoplanet/widgets/presence_bar/people.js";
import { PresenceStore } from "../../../../videoplanet/widgets/presence_bar/presence_store.js";
import { Telling } from "../../../../videoplanet/widgets/presence_bar/telling.js";

/** @typedef {import("../../../../videoplanet/widgets/presence_bar/people.js").Person} Person */
/** @typedef {import("../../../../videoplanet/widgets/presence_bar/people.js").Told} Told */

/** @param {string} id @param {Partial<Person>} [changes] @returns {Person} */
const person = (id, changes = {}) => ({ id, kind: "user", name: `Name ${id}`, frame: null, typing: false, ...changes });
const coloursOf = (/** @type {string[]} */ names) => names.map((name, at) => `${at} ${name}`);
/** @param {string} type @param {...Told} people */
const frame = (type, ...people) => ({ type: `presence.${type}`, payload: { people } });

test("people come, move and go", () => {
  let people = peopleAfter([], frame("state", person("me"), person("a")));
  people = peopleAfter(people, frame("join", person("b")));
  people = peopleAfter(people, frame("update", { id: "a", name: "Name a", frame: 12, typing: true }));
  people = peopleAfter(people, frame("leave", person("b")));
  const shown = shownOf(people, "a", coloursOf);
  assert.deepEqual(
    shown.people.map(({ id }) => id),
    ["a", "me"],
  );
  assert.equal(shown.count, 2);
  assert.deepEqual(shown.writing, []);
  assert.deepEqual(shownOf(people, "me", coloursOf).ghosts, [{ id: "a", name: "Name a", frame: 12, colour: "0 Name a" }]);
  assert.deepEqual(
    shownOf(people, "me", coloursOf).writing.map(({ id }) => id),
    ["a"],
  );
});

test("who is here is known in each room by itself", () => {
  const [one, other] = [new PresenceStore("film", "me", coloursOf), new PresenceStore("another", "me", coloursOf)];
  let told = 0;
  one.subscribe(() => told++);
  one.hear(frame("state", person("me"), person("a")));
  assert.deepEqual([one.view.count, other.view.count, told], [2, 0, 1]);
  for (const store of [one, other]) store.hear({ ...frame("join", person("b")), video_id: "another" });
  assert.deepEqual([one.view.count, other.view.count], [2, 1]);
});

test("a frame that says nothing new of people changes nothing", () => {
  const people = [person("a")];
  assert.equal(peopleAfter(people, { type: "version.progress", payload: {} }), people);
});

test("a moving playhead is told four times a second at most, and its last place always", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  /** @type {object[]} */
  const sent = [];
  const telling = new Telling(
    async (change) => sent.push(change),
    () => now,
  );
  for (let frameNumber = 0; frameNumber < 100; frameNumber++) {
    telling.tell({ frame: frameNumber });
    now += 10;
    context.mock.timers.tick(10);
  }
  now += 250;
  context.mock.timers.tick(250);
  assert.ok(sent.length <= 6, `told ${sent.length} times`);
  assert.deepEqual(sent.at(-1), { frame: 99 });
  telling.tell({ frame: 99 });
  now += 250;
  context.mock.timers.tick(250);
  assert.deepEqual(sent.at(-1), { frame: 99 });
  const before = sent.length;
  telling.tell({ frame: 99, typing: false });
  now += 250;
  context.mock.timers.tick(250);
  assert.deepEqual(sent.slice(before), [{ typing: false }]);
});

test("somebody has the same colour on everybody's page, in whatever order they came", () => {
  const [a, b] = [person("a", { frame: 1 }), person("b", { frame: 2 })];
  const colours = [shownOf([a, b], "a", coloursOf), shownOf([b, a], "b", coloursOf)].map(({ people }) =>
    people.map(({ id, colour }) => [id, colour]).sort(),
  );
  assert.deepEqual(colours[0], [
    ["a", "0 Name a"],
    ["b", "1 Name b"],
  ]);
  assert.deepEqual(colours[1], colours[0]);
});
