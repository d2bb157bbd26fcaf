import assert from "node:assert/strict";
import { test } from "node:test";
import { isPosting } from "../../../../videoplanet/widgets/comment_thread/return_key.js";

const NONE = { key: "Enter", shiftKey: false, ctrlKey: false, metaKey: false };
/** @param {Partial<typeof NONE>} held @param {boolean} isTouch */
const posts = (held, isTouch) => isPosting({ ...NONE, ...held }, isTouch);

test("Return posts at a keyboard and is a new line on glass; with Shift a new line, with Ctrl or ⌘ a post", () => {
  assert.deepEqual([posts({}, false), posts({}, true)], [true, false]);
  for (const isTouch of [false, true]) {
    assert.equal(posts({ shiftKey: true }, isTouch), false);
    for (const held of ["ctrlKey", "metaKey"]) assert.equal(posts({ [held]: true }, isTouch), true);
    assert.equal(posts({ key: "a", ctrlKey: true }, isTouch), false);
  }
});
