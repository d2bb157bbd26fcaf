import assert from "node:assert/strict";
import { test } from "node:test";
import { Question } from "../../../../videoplanet/features/upload_video/question.js";

/** @typedef {import("../../../../videoplanet/features/upload_video/places.js").Question} Asked */

const FILE = new File(["12345"], "a.mp4");

/** @param {Asked["place"]} place @param {number} [count] @returns {Asked} */
const asked = (place, count = 1) => ({ place, picks: Array.from({ length: count }, () => ({ file: FILE })), look: "corner" });

/** @param {Record<string, {id: string, name: string, client: string}[]>} pages by cursor @param {Record<string, string>} [remembered] */
function desk(pages, remembered = {}) {
  /** @type {import("../../../../videoplanet/features/upload_video/rows.js").Target[]} */
  const sent = [];
  /** @type {string[]} */
  const paths = [];
  const cursors = Object.keys(pages);
  const question = new Question({
    async get(path) {
      paths.push(path);
      const cursor = new URLSearchParams(path.split("?")[1]).get("cursor") ?? "";
      if (!pages[cursor]) throw new Error("away");
      return { items: pages[cursor], next_cursor: cursors[cursors.indexOf(cursor) + 1] ?? null };
    },
    memory: {
      getItem: (name) => remembered[name] ?? null,
      setItem(name, value) {
        remembered[name] = value;
      },
    },
    answer: (_, target) => void sent.push(target),
    onChange: () => {},
  });
  return { question, sent, paths, remembered };
}

const project = (/** @type {string} */ id) => ({ id, name: `Project ${id}`, client: "" });

test("the projects are those to which the server says one may upload, all pages of them", async () => {
  const { question, sent, paths, remembered } = desk({ "": [project("a"), project("b")], "c+1": [project("c")] });
  await question.open(asked({ kind: "any" }));
  assert.deepEqual(
    question.view.choices.map(({ value }) => value),
    ["a", "b", "c"],
  );
  assert.deepEqual(paths, ["/projects?may=upload&limit=100", "/projects?may=upload&limit=100&cursor=c%2B1"]);
  assert.deepEqual([question.view.chosen, question.view.name, question.view.size], ["a", "a.mp4", 5]);
  question.choose("c");
  question.submit();
  assert.deepEqual(sent, [{ projectId: "c", projectName: "Project c" }]);
  assert.equal(remembered.vp_upload_project, "c");
});

test("the project of the last time is offered first, and one project is no question", async () => {
  const again = desk({ "": [project("a"), project("b")] }, { vp_upload_project: "b" });
  await again.question.open(asked({ kind: "any" }));
  assert.equal(again.question.view.chosen, "b");
  const only = desk({ "": [project("a")] });
  await only.question.open(asked({ kind: "any" }));
  assert.deepEqual([only.question.view.is_open, only.sent.length], [false, 1]);
});

test("in a room one film may become a version; several are films of their own", async () => {
  const room = { kind: /** @type {const} */ ("room"), projectId: "p", projectName: "Spring", videoId: "v", videoTitle: "Main" };
  const { question, sent } = desk({});
  await question.open(asked(room));
  assert.deepEqual(question.view.choices, [
    { value: "version", title: "", text: "Main" },
    { value: "film", title: "", text: "Spring" },
  ]);
  question.submit();
  assert.equal(sent[0].videoId, "v");
  await question.open(asked(room, 2));
  assert.deepEqual([question.view.choices.map(({ value }) => value), question.view.name, question.view.count], [["film"], "", 2]);
});

test("where nothing can be chosen it says so and sends nothing; what is taken back is closed", async () => {
  const { question, sent } = desk({});
  await question.open(asked({ kind: "any" }));
  assert.deepEqual([question.view.is_open, question.view.choices, question.view.chosen], [true, [], ""]);
  question.submit();
  await question.open(null);
  assert.deepEqual([question.view.is_open, sent], [false, []]);
});
