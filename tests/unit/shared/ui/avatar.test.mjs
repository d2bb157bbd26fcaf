/** Faces without a photo: one letter as people see it, whatever it is made of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { avatarColour, avatarColours, avatarInitial } from "../../../../videoplanet/shared/ui/avatar.js";

test("an initial is one whole letter", () => {
  const whole = {
    mina: "M",
    김지우: "지",
    김준: "김",
    "👩‍👩‍👧‍👦 가족": "👩‍👩‍👧‍👦",
    "🇰🇷 Team": "🇰🇷",
    "👍🏽": "👍🏽",
    "e\u0301lodie": "É",
    " ": "?",
  };
  for (const [name, initial] of Object.entries(whole)) assert.equal(avatarInitial(name), initial);
});

test("a Korean name that was written in single letters goes by the same initial", () => {
  assert.equal(avatarInitial("김지우".normalize("NFD")), "지");
});

test("people who are together have a colour each, the same on everybody's page, while there are enough", () => {
  const names = Array.from({ length: 20 }, () => "김지우");
  const colours = avatarColours(names);
  assert.equal(colours[0], avatarColour("김지우"));
  assert.equal(new Set(colours.slice(0, 8)).size, 8);
  assert.equal(new Set(colours.slice(8, 16)).size, 8);
  assert.deepEqual(avatarColours(names.slice(0, 3)), colours.slice(0, 3));
});
