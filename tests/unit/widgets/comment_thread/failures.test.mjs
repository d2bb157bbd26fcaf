import assert from "node:assert/strict";
import { test } from "node:test";
import { Failures } from "../../../../videoplanet/widgets/comment_thread/failures.js";

/** @param {string} id @param {string} [problem] @param {{id: string, problem: string}[]} [replies] */
const row = (id, problem = "", replies = []) => ({ id, problem, replies });

test("a reason is shown once, when it is known, of comments and replies; not those of an earlier day", () => {
  const failures = new Failures();
  assert.deepEqual(failures.look([row("old", "refused"), row("a")]), []);
  assert.deepEqual(failures.look([row("old", "refused"), row("a", "archived", [row("r", "")])]), [{ id: "a", row: "a" }]);
  assert.deepEqual(failures.look([row("old", "refused"), row("a", "archived", [row("r", "archived")])]), [{ id: "r", row: "a" }]);
  assert.deepEqual(failures.look([row("a", "archived", [row("r", "archived")])]), []);
  assert.deepEqual(failures.look([row("a")]), []);
  assert.deepEqual(failures.look([row("a", "archived")]), [{ id: "a", row: "a" }]);
});
