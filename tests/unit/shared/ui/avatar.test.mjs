/** Faces without a photo: one letter as people see it, whatever it is made of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { avatarInitial } from "../../../../videoplanet/shared/ui/avatar.js";

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
