/** Leaves the page for an address that only the server knows, such as one that sets a cookie. */
import { useEffect } from "react";

/** Loads `to` anew as soon as it is given; draws nothing. Paths of this site only. @param {{to?: string}} props */
export function LeavePage({ to }) {
  useEffect(() => {
    if (to && /^\/(?![/\\])/.test(to)) window.location.assign(to);
  }, [to]);
  return null;
}
