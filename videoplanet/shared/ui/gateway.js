/** The REST gateway as the browser calls it: same origin, cookies, problem+json in the viewer's language. */
import { hearClock } from "$/public/external/videoplanet/shared/ui/clock/clock.js";
import { currentViewer } from "$/public/external/videoplanet/shared/ui/text/text.js";

const ROOT = "/api/v1";

/** The server's no, with its reason in the viewer's language; asking again the same way does not help. */
export class Refusal extends Error {
  /** @param {number} status @param {any} problem RFC 9457 problem details */
  constructor(status, problem) {
    super(problem?.detail ?? "");
    this.status = status;
    this.code = String(problem?.code ?? "");
    /** @type {Record<string, string>} */
    this.fields = Object.fromEntries((problem?.errors ?? []).map((/** @type {any} */ each) => [each.field, each.message]));
  }
}

/** The server was not reached, or cannot answer for the moment: asking again helps. */
export class Unreached extends Error {
  name = "Unreached";
  /** @param {string} why @param {number} [seconds] how long the server asks to wait, when it does */
  constructor(why, seconds = 0) {
    super(why);
    this.seconds = seconds;
  }
}

/**
 * @param {string} [shareToken] on a guest's page: the link whose guest asks
 */
export function createApi(shareToken) {
  /** @param {string} method @param {string} path @param {unknown} [body] @param {string} [key] @param {boolean} [keepalive] @returns {Promise<any>} */
  const ask = async (method, path, body, key, keepalive) => {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json", "Accept-Language": currentViewer().language };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    if (shareToken) headers["X-Share-Link"] = shareToken;
    const response = await fetch(ROOT + path, {
      method,
      headers,
      keepalive,
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error) => {
      throw new Unreached(String(error));
    });
    hearClock(response.headers.get("Date"));
    if (response.status >= 500 || response.status === 429 || response.status === 408) {
      throw new Unreached(String(response.status), Number(response.headers.get("Retry-After")) || 0);
    }
    const text = await response.text().catch((error) => {
      throw new Unreached(String(error));
    });
    const answer = parsed(text);
    if (!response.ok) throw new Refusal(response.status, answer);
    return answer;
  };
  return {
    /** @param {string} path */
    get: (path) => ask("GET", path),
    /** @param {string} path @param {unknown} [body] @param {string} [key] makes a repeated post harmless */
    post: (path, body, key) => ask("POST", path, body, key),
    /** @param {string} path @param {unknown} body */
    patch: (path, body) => ask("PATCH", path, body),
    /** Goes on its way even while the page is left. @param {string} path @param {unknown} body */
    put: (path, body) => ask("PUT", path, body, undefined, true),
    /** @param {string} path */
    remove: (path) => ask("DELETE", path),
    /** @param {unknown} error @returns {{code: string, detail: string, fields: Record<string, string>} | null} */
    refusalOf: (error) => (error instanceof Refusal ? { code: error.code, detail: error.message, fields: error.fields } : null),
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
