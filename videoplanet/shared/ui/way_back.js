/** A page that is sent to sign in because its session has ended is where its reader wants to be again. */

const SIGN_IN = "/sign-in";

/**
 * Where to go, with the way back where there is one.
 * @param {string} to a path of this site
 * @param {{pathname: string, search: string}} page that is being left
 */
export function withWayBack(to, { pathname, search }) {
  const path = pathname.replace(/\/+$/, "");
  if (to !== SIGN_IN || !path || path === SIGN_IN) return to;
  return `${to}?next=${encodeURIComponent(path + search)}`;
}
