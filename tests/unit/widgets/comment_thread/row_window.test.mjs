/** Long lists: which rows are drawn, and that what is read stays where it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RowHeights } from "../../../../videoplanet/widgets/comment_thread/row_heights.js";
import { RowWindow } from "../../../../videoplanet/widgets/comment_thread/row_window.js";

const SCREEN = 700;

/** Rows are as high as one likes, known once they are drawn. @param {string} id */
const truly = (id) => 60 + (Number(id.replace(/\D/g, "")) % 7) * 40;

/** @param {number} count @param {string} [name] */
const ids = (count, name = "r") => Array.from({ length: count }, (_, at) => `${name}${at}`);

/** A list as a browser would show it: what was drawn stays until it is drawn anew. @param {readonly string[]} order */
function list(order, heightOf = truly) {
  const window = new RowWindow();
  window.look(0, SCREEN);
  window.arrange(order);
  let drawn = window.drawn;
  const at = {
    window,
    heightOf,
    /** Draws what is to be drawn. @returns {Map<string, number>} what stands where on the screen */
    draw() {
      drawn = window.drawn;
      return at.settle();
    },
    /** Measures, and draws until nothing else is to be drawn. */
    settle() {
      for (let round = 0; round < 20; round++) {
        const names = drawn.pieces.map((piece) => window.heights.ids[piece.at]);
        const isOther = window.measure(names.map((id) => [id, at.heightOf(id)]));
        const end = Math.max(0, window.heights.total - SCREEN); // no list is scrolled further
        const isBeyond = window.top > end && window.look(end);
        if (!isOther && !isBeyond) return at.seen();
        drawn = window.drawn;
      }
      throw new Error("it never comes to rest");
    },
    /** @returns {Map<string, number>} */
    seen() {
      const seen = new Map();
      let y = -window.top;
      for (const piece of drawn.pieces) {
        const id = window.heights.ids[piece.at];
        y += piece.space;
        if (y < SCREEN && y + at.heightOf(id) > 0) seen.set(id, Math.round(y));
        y += at.heightOf(id);
      }
      assert.equal(Math.round(y + window.top + drawn.after), Math.round(window.heights.total));
      return seen;
    },
    /** @param {number} top */
    scroll(top) {
      if (window.look(top)) drawn = window.drawn;
      return at.settle();
    },
  };
  at.draw();
  return at;
}

/** The screen is full: no gap above, between or below. @param {Map<string, number>} seen */
function assertFull(seen, heightOf = truly) {
  const [first] = seen;
  assert.ok(first[1] <= 0, "a gap above");
  let y = first[1];
  for (const [id, top] of seen) {
    assert.equal(top, Math.round(y));
    y += heightOf(id);
  }
  assert.ok(y >= SCREEN, "a gap below");
}

test("rows stand where those before them end, measured or not", () => {
  const heights = new RowHeights();
  heights.arrange(["a", "b", "c"]);
  heights.measure([
    ["a", 10],
    ["b", 20],
    ["c", 30],
  ]);
  assert.deepEqual(
    [0, 1, 2, 3].map((at) => heights.topOf(at)),
    [0, 10, 30, 60],
  );
  assert.deepEqual(
    [-5, 0, 9, 10, 29, 30, 59, 900].map((height) => heights.placeAt(height)),
    [0, 0, 0, 1, 1, 2, 2, 2],
  );
  heights.measure([["a", 15]]);
  assert.deepEqual([heights.topOf(1), heights.total, heights.placeOf("b"), heights.placeOf("x")], [15, 65, 1, -1]);
});

test("what is measured makes the guess for the rest", () => {
  const heights = new RowHeights();
  heights.arrange(ids(100));
  heights.measure(ids(5).map((id) => [id, 50]));
  assert.equal(heights.total, 5000);
});

test("of five thousand rows few are drawn, at first only those on the screen; a short list is drawn whole", () => {
  const long = list(ids(5000));
  assert.ok(long.window.drawn.pieces.length < 12);
  long.window.open();
  assertFull(long.draw());
  assert.ok(long.window.drawn.pieces.length < 60);
  const short = list(ids(100));
  assert.ok(short.window.drawn.pieces.length < 12);
  short.window.open();
  assert.equal(short.window.drawn.pieces.length, 100);
});

test("there is no gap wherever one scrolls to, and the last row is the end", () => {
  const at = list(ids(5000));
  at.window.open();
  for (const top of [300, 5000, 120000, 119000, 400000, 90000, 10, 0]) assertFull(at.scroll(top));
  at.window.bring("r4999");
  const seen = at.draw();
  assert.equal(Number(seen.get("r4999")) + truly("r4999"), SCREEN);
});

test("rows that turn out higher above what is read do not move it", () => {
  const at = list(ids(5000));
  at.window.open();
  at.scroll(200_000);
  for (let step = 0; step < 40; step++) {
    const before = at.seen();
    const [id] = [...before.keys()].slice(1);
    const after = at.scroll(at.window.top - 150);
    assert.equal(after.get(id), Number(before.get(id)) + 150);
  }
});

test("rows that come above or below, and rows that go, leave what is read where it is", () => {
  const order = ids(3000);
  const at = list(order);
  at.window.open();
  const before = at.scroll(50_000);
  at.window.arrange([...ids(7, "new"), ...order, ...ids(7, "end")]);
  assert.deepEqual(at.draw(), before);
  at.window.arrange(order.filter((id) => before.has(id) || Number(id.slice(1)) % 2));
  const after = at.draw();
  for (const [id, y] of before) assert.equal(after.get(id), y);
  const [first, second] = before.keys();
  at.window.arrange(order.filter((id) => id !== first));
  assert.equal(at.draw().get(second), before.get(second));
});

test("at the beginning what comes first is seen, unless the row that is pointed at would move", () => {
  const order = ids(3000);
  const at = list(order);
  at.window.open();
  at.window.arrange(["new0", ...order]);
  assert.equal(at.draw().get("new0"), 0);
  at.window.held = ["r2"];
  const before = at.seen();
  at.window.arrange(["new1", "new0", ...order]);
  assert.equal(at.draw().get("r2"), before.get("r2"));
});

test("a row with a box open in it stays drawn where it is and holds its place while it grows", () => {
  const heights = new Map([["r40", 300]]);
  const at = list(ids(3000), (id) => heights.get(id) ?? truly(id));
  at.window.open();
  at.scroll(at.window.heights.topOf(38));
  at.window.kept = at.window.held = ["r40"];
  at.window.look(at.window.top);
  const y = at.seen().get("r40");
  heights.set("r40", 420);
  heights.set("r39", 500);
  assert.equal(at.draw().get("r40"), y);
  at.scroll(150_000);
  assert.ok(at.window.isDrawn("r40"));
  assert.ok(!at.window.isDrawn("r45"));
  assertFull(at.seen(), (id) => heights.get(id) ?? truly(id));
  at.window.arrange(["new", ...at.window.heights.ids]);
  at.draw();
  assert.ok(at.window.isDrawn("r40"));
});

test("a row far away is brought on the screen, and stays there when it is measured", () => {
  const at = list(ids(5000));
  at.window.open();
  for (const id of ["r2500", "r17", "r4999", "r0"]) {
    assert.equal(at.window.bring(id), true);
    const y = Number(at.draw().get(id));
    assert.ok(y >= 0 && y + truly(id) <= SCREEN, `${id} at ${y}`);
  }
  assert.equal(at.window.bring("nobody"), false);
});

test("another width makes what was measured a guess, and nothing jumps", () => {
  let factor = 1;
  const at = list(ids(3000), (id) => truly(id) * factor);
  at.window.open();
  const before = at.scroll(70_000);
  const [id] = before.keys();
  factor = 1.6;
  at.window.heights.widen();
  const after = at.settle();
  assert.equal(after.get(id), before.get(id));
  assertFull(after, (each) => truly(each) * factor);
});
