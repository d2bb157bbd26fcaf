/** Leaves the page for an address that only the server knows, such as one that sets a cookie. */
import { useEffect } from "react";

const REFLEX_TOKEN = "token";

/**
 * Loads `to` anew as soon as it is given; draws nothing. Paths of this site only.
 * Who one is changes there, so the tab forgets its Reflex token, and with it what the server kept for whoever was here.
 * @param {{to?: string}} props
 */
export function LeavePage({ to }) {
  useEffect(() => {
    if (!to || !/^\/(?![/\\])/.test(to)) return;
    sessionStorage.removeItem(REFLEX_TOKEN);
    window.location.assign(to);
  }, [to]);
  return null;
}
