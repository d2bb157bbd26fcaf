import assert from "node:assert/strict";
import { test } from "node:test";
import { Leaving } from "../../../../videoplanet/shared/ui/leaving.js";

const asked = () => new Event("beforeunload", { cancelable: true });

test("a page is left once", () => {
  const leaving = new Leaving(new EventTarget());
  assert.equal(leaving.begin(), true);
  assert.equal(leaving.begin(), false);
});

test("who is asked and stays can be led away later, whoever asks after us", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new EventTarget();
  const leaving = new Leaving(page);
  page.addEventListener("beforeunload", (event) => event.preventDefault());
  leaving.begin();
  page.dispatchEvent(asked());
  assert.equal(leaving.begin(), false);
  context.mock.timers.tick(1000);
  assert.equal(leaving.begin(), true);
});

test("a page that nobody keeps is still being left, however slow the line is", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new EventTarget();
  const leaving = new Leaving(page);
  leaving.begin();
  page.dispatchEvent(asked());
  context.mock.timers.tick(60_000);
  assert.equal(leaving.begin(), false);
});

test("a page shown again can be left again", () => {
  const page = new EventTarget();
  const leaving = new Leaving(page);
  leaving.begin();
  page.dispatchEvent(new Event("pageshow"));
  assert.equal(leaving.begin(), true);
});
