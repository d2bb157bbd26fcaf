import assert from "node:assert/strict";
import { test } from "node:test";
import { withWayBack } from "../../../../videoplanet/shared/ui/way_back.js";

test("a page that is sent to sign in is named as the way back, with its query", () => {
  const film = { pathname: "/videos/42/", search: "?v=2&f=7" };
  assert.equal(withWayBack("/sign-in", film), "/sign-in?next=%2Fvideos%2F42%3Fv%3D2%26f%3D7");
});

test("what leads elsewhere or has a way back already stays as it is, and nothing leads back to the sign-in page or the landing", () => {
  const film = { pathname: "/videos/42", search: "" };
  for (const to of ["/", "/api/v1/auth/session?ticket=1", "/sign-in?next=/home"]) assert.equal(withWayBack(to, film), to);
  assert.equal(withWayBack("/sign-in", { pathname: "/sign-in/", search: "" }), "/sign-in");
  assert.equal(withWayBack("/sign-in", { pathname: "/", search: "" }), "/sign-in");
});
