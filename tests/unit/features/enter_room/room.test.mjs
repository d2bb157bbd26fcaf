/** A room is a place of its own: what is told and kept in one is not known in another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Room } from "../../../../videoplanet/features/enter_room/room.js";

const forever = new AbortController().signal;

/** A store that says when it has changed. @param {unknown} view */
function store(view) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    view,
    subscribe: (/** @type {() => void} */ listener) => listeners.add(listener),
    /** @param {unknown} next */
    change(next) {
      this.view = next;
      for (const listener of listeners) listener();
    },
  };
}

test("what is told in a room is heard there, by everybody, and in no other room", () => {
  const [one, other] = [new Room(), new Room()];
  /** @type {[string, number][]} */
  const heard = [];
  one.listen("seek", ({ frame }) => heard.push(["one", frame]), forever);
  one.listen("seek", ({ frame }) => heard.push(["one again", frame]), forever);
  other.listen("seek", ({ frame }) => heard.push(["other", frame]), forever);
  one.tell("seek", { frame: 54 });
  assert.deepEqual(heard, [
    ["one", 54],
    ["one again", 54],
  ]);
  other.tell("seek", { frame: 3 });
  assert.deepEqual(heard.at(-1), ["other", 3]);
});

test("who has left hears nothing any more", () => {
  const room = new Room();
  const left = new AbortController();
  /** @type {boolean[]} */
  const heard = [];
  room.listen("typing", ({ active }) => heard.push(active), left.signal);
  room.tell("typing", { active: true });
  left.abort();
  room.tell("typing", { active: false });
  assert.deepEqual(heard, [true]);
});

test("a part's store is found in its room only, and its changes are told to who follows that part", () => {
  const [one, other] = [new Room(), new Room()];
  /** @type {string[]} */
  const told = [];
  one.follow("film", () => told.push("film of one"));
  one.follow("thread", () => told.push("thread of one"));
  other.follow("film", () => told.push("film of other"));
  const film = store("v1");
  const remove = one.keep("film", film);
  assert.deepEqual([one.at("film"), other.at("film"), one.at("thread")], [film, null, null]);
  film.change("v2");
  remove();
  assert.deepEqual(told, ["film of one", "film of one", "film of one"]);
  assert.equal(one.at("film"), null);
});

test("a store that another has followed takes nobody else's place when it goes, and is heard no more", () => {
  const room = new Room();
  const [before, after] = [store(1), store(2)];
  const removeBefore = room.keep("presence", before);
  room.keep("presence", after);
  let told = 0;
  room.follow("presence", () => told++);
  before.change(3);
  removeBefore();
  assert.deepEqual([room.at("presence"), told], [after, 0]);
});

test("who stops following hears nothing any more", () => {
  const room = new Room();
  let told = 0;
  const stop = room.follow("film", () => told++);
  room.keep("film", store(1));
  stop();
  room.keep("film", store(2));
  assert.equal(told, 1);
});
