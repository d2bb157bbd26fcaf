import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../../../videoplanet/widgets/comment_thread/drafts.js";
import { MemoryStorage } from "../../memory_storage.mjs";
import { Gateway, Refused, settled } from "./surroundings.mjs";

const PLACE = { version: 1, frame_in: 12, frame_out: null, kind: "idea" };

/** @typedef {import("../../../../videoplanet/widgets/comment_thread/drafts.js").Place} Place */
/** @typedef {{box: string, body: string} & Partial<Place>} Item words as the server has them */

/** @param {{items?: Item[], storage?: MemoryStorage, gateway?: Gateway}} [furniture] */
function desk({ items = [], storage = new MemoryStorage(), gateway = new Gateway() } = {}) {
  /** @type {Map<string, {body: string}>} */
  const kept = new Map(items.map((item) => [item.box, { version: null, frame_in: null, frame_out: null, kind: null, ...item }]));
  gateway.answer = ({ method, path, body }) => {
    if (method === "GET") return { items: [...kept.values()] };
    const box = path.split("/drafts/")[1];
    if (body.body) kept.set(box, { box, ...body });
    else kept.delete(box);
    return null;
  };
  /** @type {number[]} */
  const changes = [];
  const options = { storage, prefix: "vp:draft:film:me:", videoId: "film", api: gateway, onChange: () => changes.push(1) };
  return { drafts: new Drafts(options), again: () => new Drafts(options), gateway, storage, kept, changes };
}

test("what is written is here at once and at the server after a pause, once", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { drafts, again, gateway, kept } = desk();
  for (const words of ["ㄱ", "가", "가나"]) drafts.write("new", words, PLACE);
  assert.equal(again().read("new"), "가나");
  assert.deepEqual(again().placeOf("new"), PLACE);
  assert.equal(gateway.asked.length, 0);
  context.mock.timers.tick(3000);
  await settled();
  assert.deepEqual(gateway.asked, [{ method: "PUT", path: "/videos/film/drafts/new", body: { body: "가나", ...PLACE, over: "" } }]);
  assert.equal(kept.get("new")?.body, "가나");
  drafts.write("new", "가나", PLACE);
  context.mock.timers.tick(3000);
  await settled();
  assert.equal(gateway.asked.length, 1);
});

test("what another device wrote is there; what is not sent from here is kept and given", async () => {
  const storage = new MemoryStorage();
  const first = desk({ storage });
  first.drafts.write("reply:c1", "here");
  const at = desk({
    storage,
    items: [
      { box: "new", body: "there", ...PLACE },
      { box: "reply:c1", body: "older" },
    ],
  });
  await at.drafts.load();
  assert.deepEqual([at.drafts.read("new"), at.drafts.read("reply:c1")], ["there", "here"]);
  assert.deepEqual(at.drafts.placeOf("new"), PLACE);
  assert.equal(at.drafts.arrivals, 1);
  assert.equal(at.kept.get("reply:c1")?.body, "here");
  assert.equal(at.drafts.boxOf("c1"), "reply");
  first.drafts.close();
});

test("what was sent or emptied elsewhere is gone here too", async () => {
  const at = desk();
  at.drafts.write("new", "sent from the phone", PLACE);
  await at.drafts.push();
  at.kept.clear();
  await at.drafts.load();
  assert.equal(at.drafts.read("new"), "");
  assert.deepEqual(Object.keys(at.storage), []);
});

test("an emptied box is forgotten by the server, also after a reload in between", async () => {
  const at = desk({ items: [{ box: "new", body: "words" }] });
  await at.drafts.load();
  at.drafts.write("new", "");
  const again = at.again();
  await again.load();
  assert.equal(again.read("new"), "");
  assert.equal(at.kept.size, 0);
  assert.deepEqual(Object.keys(at.storage), []);
  at.drafts.close();
});

test("an answer that is older than the writing does not overwrite it", async () => {
  const at = desk({ items: [{ box: "new", body: "old" }] });
  await at.drafts.load();
  const loading = at.drafts.load();
  at.drafts.write("new", "");
  await at.drafts.push();
  await loading;
  assert.equal(at.drafts.read("new"), "");
});

test("words are kept while the line is down, and given when it is back", async () => {
  const at = desk();
  const { answer } = at.gateway;
  at.gateway.answer = () => {
    throw new Error("no line");
  };
  at.drafts.write("new", "words", PLACE);
  await at.drafts.push();
  assert.equal(at.again().read("new"), "words");
  at.gateway.answer = answer;
  await at.drafts.push();
  assert.equal(at.kept.get("new")?.body, "words");
  at.drafts.close();
});

test("words that the server refuses stay on this device", async () => {
  const at = desk();
  const { answer } = at.gateway;
  at.gateway.answer = () => {
    throw new Refused("too long");
  };
  at.drafts.write("new", "words", PLACE);
  await at.drafts.push();
  at.gateway.answer = answer;
  const again = at.again();
  await again.load();
  assert.equal(again.read("new"), "words");
});

test("words of the release before are found again", async () => {
  const storage = new MemoryStorage();
  storage.setItem("vp:draft:film:me:new", "plain words");
  assert.equal(desk({ storage }).drafts.read("new"), "plain words");
});

/** Two windows of one writer, in one browser or in two, before a server that lets words go only over those that were known.
 * @param {{isOneBrowser: boolean}} where */
function windows({ isOneBrowser }) {
  /** @type {Map<string, {box: string, body: string}>} */
  const kept = new Map();
  const gateways = [new Gateway(), new Gateway()];
  for (const gateway of gateways) {
    gateway.answer = ({ method, path, body }) => {
      if (method === "GET") return { items: [...kept.values()] };
      const box = path.split("/drafts/")[1];
      const there = kept.get(box)?.body;
      if (there && body.over !== undefined && ![body.over, body.body].includes(there)) throw new Elsewhere();
      if (body.body) kept.set(box, { box, ...body });
      else kept.delete(box);
      return null;
    };
    gateway.refusalOf = (error) => (error instanceof Elsewhere ? { code: "draft.elsewhere", detail: "", fields: {} } : null);
  }
  const storage = new MemoryStorage();
  const open = (/** @type {number} */ index) =>
    new Drafts({
      storage: isOneBrowser ? storage : new MemoryStorage(),
      prefix: "vp:draft:film:me:",
      videoId: "film",
      api: gateways[index],
      onChange: () => undefined,
    });
  return { one: open(0), two: open(1), open, gateways, kept, bodies: () => [...kept.values()].map(({ body }) => body).sort() };
}

class Elsewhere extends Error {}

const elsewhere = (/** @type {Drafts} */ drafts) =>
  drafts
    .all()
    .filter(({ isElsewhere }) => isElsewhere)
    .map(({ box, body }) => [box, body]);

for (const isOneBrowser of [true, false]) {
  const where = isOneBrowser ? "one browser" : "two browsers";
  test(`two windows of ${where} that write in one box keep the words of both, through posting and reload`, async () => {
    const at = windows({ isOneBrowser });
    for (const drafts of [at.one, at.two]) await drafts.load();
    at.one.write("new", "first words", PLACE);
    await at.one.push();
    at.two.write("new", "other", PLACE);
    await at.two.push();
    at.two.write("new", "other words", PLACE);
    at.one.write("new", "first words, more", PLACE);
    for (const drafts of [at.two, at.one]) await drafts.push();
    assert.deepEqual([at.one.read("new"), at.two.read("new")], ["first words, more", "other words"]);
    assert.deepEqual(at.bodies(), ["first words, more", "other words"]);
    assert.equal(elsewhere(at.two).length, 1);

    const third = at.open(0);
    await third.load();
    assert.deepEqual([third.read("new"), elsewhere(third)], ["first words, more", [["new", "other words"]]]);
    third.close();

    at.two.write("new", ""); // posted
    await at.two.push();
    assert.deepEqual(at.bodies(), ["first words, more"]);
    at.two.write("new", "next words", PLACE);
    await at.two.push();
    assert.deepEqual(at.bodies(), ["first words, more", "next words"]);
    for (const drafts of [at.one, at.two]) drafts.close();
  });
}

test("words that another window goes on with are not taken back by the one they began in", async () => {
  const at = windows({ isOneBrowser: false });
  at.one.write("new", "begun here", PLACE);
  await at.one.push();
  await at.two.load();
  at.two.write("new", "begun here, changed there", PLACE);
  await at.two.push();
  at.one.write("new", "begun here, and on", PLACE);
  await at.one.push();
  assert.deepEqual(at.bodies(), ["begun here, and on", "begun here, changed there"]);
  assert.deepEqual(elsewhere(at.one), [["new", "begun here, changed there"]]);
  for (const drafts of [at.one, at.two]) drafts.close();
});

test("posting removes only what was known: other words saved meanwhile stay", async () => {
  const at = windows({ isOneBrowser: false });
  at.one.write("new", "mine", PLACE);
  await at.one.push();
  await at.two.load();
  at.one.write("new", "mine, longer", PLACE);
  await at.one.push();
  at.two.write("new", "");
  await at.two.push();
  assert.deepEqual(at.bodies(), ["mine, longer"]);
  assert.deepEqual([at.two.read("new"), elsewhere(at.two)], ["", [["new", "mine, longer"]]]);
  for (const drafts of [at.one, at.two]) drafts.close();
});

test("an answer that was lost makes no stranger of one's own words", async () => {
  const at = windows({ isOneBrowser: false });
  const { answer } = at.gateways[0];
  at.one.write("new", "ㄱ", PLACE);
  at.gateways[0].answer = (asked) => {
    answer(asked);
    throw new Error("no line");
  };
  await at.one.push();
  at.gateways[0].answer = answer;
  at.one.write("new", "가나", PLACE);
  await at.one.push();
  assert.deepEqual(
    [...at.kept].map(([box, { body }]) => [box, body]),
    [["new", "가나"]],
  );
  at.one.close();
});
