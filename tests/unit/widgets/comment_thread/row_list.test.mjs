/** The list on a page: what is drawn, measured and scrolled, on a stand-in for the browser that lays rows out one below the other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../browser.mjs";
import { RowList } from "../../../../videoplanet/widgets/comment_thread/row_list.js";
import { comment, opened, operation } from "./surroundings.mjs";

/** @typedef {import("node:test").TestContext} TestContext */

const COUNT = 1500;
const numbered = (/** @type {number} */ at) => comment(`c${at}`, { frame_in: at });

/** A browser that shows the list, after the rows around its first screen are drawn. @param {TestContext} context */
async function shown(context) {
  const { thread, draw } = await opened({ comments: Array.from({ length: COUNT }, (_, at) => numbered(at)), seq: 1 });
  const page = { height: 600, width: 400, wraps: 1, content: 0, top: 0 };
  /** @type {Set<{tell: () => void}>} */
  const sized = new Set();
  /** @type {(() => void)[]} */
  const frames = [];
  const heightOf = (/** @type {string} */ id) => (70 + (Number(id.replace(/\D/g, "")) % 5) * 31) * page.wraps;
  /** @type {Map<string, {id: string, top: number, attributes: Map<string, string>}>} */
  let rows = new Map();
  let isAsked = false;
  const scroller = new EventTarget();
  const element = /** @type {EventTarget & {scrollTop: number}} */ (
    Object.assign(scroller, { scrollTop: 0, querySelectorAll: () => [...rows.values()] })
  );
  Object.defineProperties(element, {
    clientHeight: { get: () => page.height },
    clientWidth: { get: () => page.width },
    scrollTop: {
      get: () => page.top,
      set: (top) => {
        page.top = Math.min(Math.max(0, top), Math.max(0, page.content - page.height));
      },
    },
  });
  context.mock.method(document, "querySelector", () => element);
  context.mock.method(document, "getElementById", (/** @type {string} */ id) => rows.get(id) ?? null);
  context.mock.method(globalThis, "requestAnimationFrame", (/** @type {() => void} */ act) => frames.push(act));
  /** @this {{tell: () => void}} */
  function observe() {
    sized.add(this);
  }
  context.mock.method(ResizeObserver.prototype, "observe", observe);
  const list = new RowList(thread, () => {
    isAsked = true;
  });
  thread.subscribe(() => {
    list.take();
    isAsked = true;
  });

  /** Lays out what was drawn last. */
  function layOut() {
    let y = 0;
    for (const [id, row] of rows) {
      const each = list.view.rows.find((drawn) => `comment-${drawn.id}` === id);
      y += each?.space ?? 0;
      row.top = y;
      y += heightOf(id);
    }
    page.content = y + list.view.after;
    element.scrollTop = page.top;
  }

  const at = {
    list,
    thread,
    page,
    element,
    /** Lets React draw what was published, and everything that follows from that. */
    rest() {
      for (let round = 0; round < 30; round++) {
        draw();
        if (isAsked) {
          isAsked = false;
          const before = rows;
          rows = new Map(
            list.view.rows.map(({ id }) => {
              const name = `comment-${id}`;
              const attributes = before.get(name)?.attributes ?? new Map();
              const row = {
                id: name,
                top: 0,
                attributes,
                getBoundingClientRect: () => ({ height: heightOf(name) }),
                getAttribute: (/** @type {string} */ key) => attributes.get(key) ?? null,
                setAttribute: (/** @type {string} */ key, /** @type {string} */ value) => attributes.set(key, value),
              };
              return [name, row];
            }),
          );
          layOut();
          list.drawn();
        } else if (frames.length) for (const act of frames.splice(0)) act();
        else return at.screen();
      }
      throw new Error("it never comes to rest");
    },
    /** @param {number} top */
    scroll(top) {
      element.scrollTop = top;
      element.dispatchEvent(new Event("scroll"));
      return at.rest();
    },
    /** @param {Partial<typeof page>} changes */
    resize(changes) {
      Object.assign(page, changes);
      layOut();
      for (const observer of sized) observer.tell();
      return at.rest();
    },
    /** Where the rows on the screen stand; there is no gap between them. @returns {Map<string, number>} */
    screen() {
      const seen = [...rows.values()].filter(({ id, top }) => top + heightOf(id) > page.top && top < page.top + page.height);
      if (page.height) {
        assert.ok(seen[0].top <= page.top, "a gap above");
        const last = seen[seen.length - 1];
        assert.ok(last.top + heightOf(last.id) >= page.top + page.height, "a gap below");
        seen.slice(1).forEach((row, place) => {
          assert.equal(row.top, seen[place].top + heightOf(seen[place].id));
        });
      }
      return new Map(seen.map(({ id, top }) => [id.slice("comment-".length), Math.round(top - page.top)]));
    },
    /** @param {string} id @param {string} name */
    attribute: (id, name) => rows.get(`comment-${id}`)?.attributes.get(name),
    get drawn() {
      return rows.size;
    },
  };
  list.take();
  isAsked = true;
  at.rest();
  return at;
}

test("few rows of many are on the page, and each says which of how many it is", async (context) => {
  const at = await shown(context);
  assert.ok(at.drawn < 60);
  assert.deepEqual([at.attribute("c0", "aria-posinset"), at.attribute("c0", "aria-setsize")], ["1", String(COUNT)]);
  at.scroll(10_000_000);
  assert.ok(at.screen().has(`c${COUNT - 1}`));
  assert.equal(at.attribute(`c${COUNT - 1}`, "aria-posinset"), String(COUNT));
});

test("scrolled to wherever, the screen is full", async (context) => {
  const at = await shown(context);
  for (const top of [500, 90_000, 20_000, 19_400, 140_000, 3, 0]) at.scroll(top);
});

test("what comes live above leaves what is read where it is", async (context) => {
  const at = await shown(context);
  const before = at.scroll(40_000);
  for (let seq = 2; seq < 12; seq++) at.thread.offer(operation(seq, "comment.new", comment(`n${seq}`, { frame_in: 0 })));
  assert.deepEqual(at.rest(), before);
});

test("a resize leaves what is read where it is, however many rows above are higher now", async (context) => {
  const at = await shown(context);
  const [id, y] = [...at.scroll(80_000)][0];
  assert.equal(at.resize({ width: 200, wraps: 2 }).get(id), y);
  assert.equal(at.resize({ height: 300 }).get(id), y);
  assert.equal(at.resize({ width: 500, height: 700, wraps: 1 }).get(id), y);
});

test("a row far away is brought into sight, and what is done with it is done on the page", async (context) => {
  const at = await shown(context);
  /** @type {string[]} */
  const done = [];
  for (const id of ["c1400", "c3", "c700"]) {
    at.list.show(id, (row) => done.push(row.id));
    assert.ok(at.rest().has(id));
  }
  at.list.show("nobody", () => done.push("nobody"));
  at.rest();
  assert.deepEqual(done, ["comment-c1400", "comment-c3", "comment-c700"]);
});

test("a row with a box open in it stays on the page, scrolled away", async (context) => {
  const at = await shown(context);
  at.thread.setOpen({ id: "c2", box: "reply" });
  at.rest();
  at.scroll(100_000);
  assert.equal(at.attribute("c2", "aria-posinset"), "3");
  assert.equal(at.attribute("c40", "aria-posinset"), undefined);
});

test("while the list is hidden nothing is measured, and it is where it was when it is seen again", async (context) => {
  const at = await shown(context);
  const before = at.scroll(60_000);
  at.resize({ height: 0, width: 0 });
  at.thread.offer(operation(2, "comment.new", comment("n", { frame_in: 0 })));
  at.rest();
  const after = at.resize({ height: 600, width: 400 });
  for (const [id, y] of before) assert.equal(after.get(id), y);
});

test("another order begins at its first row; a filter keeps what is read", async (context) => {
  const at = await shown(context);
  const [id] = at.scroll(50_000).keys();
  at.thread.arrange({ kind: "fix" });
  assert.ok(at.rest().has(id));
  at.thread.arrange({ sort: "newest" });
  at.rest();
  assert.equal(at.page.top, 0);
});
