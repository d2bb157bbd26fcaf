/** Leaves the page for an address that only the server knows, such as one that sets a cookie. */
import { useEffect } from "react";
import { Leaving } from "./leaving.js";
import { withWayBack } from "./way_back.js";

const REFLEX_TOKEN = "token";
const DRAFTS = "vp:draft:";
const EARLY = "vp:early:";

const leaving = typeof window === "undefined" ? null : new Leaving(window);

/**
 * Loads `to` anew as soon as it is given; draws nothing. Paths of this site only.
 * Who one is changes there, so the tab forgets its Reflex token, and with it what the server kept for whoever was here.
 * @param {{to?: string, forgets?: boolean}} props `forgets`: this browser also forgets what was being written in it
 */
export function LeavePage({ to, forgets }) {
  useEffect(() => {
    if (!to || !/^\/(?![/\\])/.test(to) || !leaving?.begin()) return;
    sessionStorage.removeItem(REFLEX_TOKEN);
    if (forgets) forgetDrafts();
    window.location.assign(withWayBack(to, location));
  }, [to, forgets]);
  return null;
}

/** What was typed in this tab is nobody's who signs in next. Words that the server has leave no trace here; those it could not be given, for want of a line, wait for their writer. */
function forgetDrafts() {
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(EARLY))) sessionStorage.removeItem(key);
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(DRAFTS))) {
    if (/"state":"saved"|"body":""/.test(localStorage.getItem(key) ?? "")) localStorage.removeItem(key);
  }
}
