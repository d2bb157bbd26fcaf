/** Sends one part to its signed address. Fetch does not tell how much was sent, so this is an XMLHttpRequest. */
import { Unreached } from "./line.js";

/** The address does not take the part: it was damaged on its way, or the upload is over. */
export class PartRefused extends Error {
  name = "PartRefused";
  /** @param {number} status @param {any} problem */
  constructor(status, problem) {
    super(problem?.detail ?? "");
    this.status = status;
    this.code = String(problem?.code ?? "");
  }
}

const STALLED_MS = 30_000;
const ANSWER_MS = 180_000;

/**
 * @param {object} options
 * @param {string} options.url @param {Record<string, string>} options.headers @param {ArrayBuffer} options.body
 * @param {(sent: number) => void} options.onProgress @param {AbortSignal} options.signal
 * @returns {Promise<void>} rejects with `Unreached` or `PartRefused`
 */
export function putPart({ url, headers, body, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    /** @type {ReturnType<typeof setTimeout>} */
    let watch;
    const wait = (/** @type {number} */ milliseconds) => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), milliseconds);
    };
    const abort = () => request.abort();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      wait(loaded < body.byteLength ? STALLED_MS : ANSWER_MS);
      onProgress(loaded);
    };
    request.onload = () => {
      const { status } = request;
      if (status >= 200 && status < 300) resolve();
      else if (status >= 500 || status === 429 || status === 408)
        reject(new Unreached(String(status), Number(request.getResponseHeader("Retry-After")) || 0));
      else reject(new PartRefused(status, parsed(request.responseText)));
    };
    request.onerror = () => reject(new Unreached("network"));
    request.onabort = () => reject(new Unreached("stalled"));
    request.onloadend = () => {
      clearTimeout(watch);
      signal.removeEventListener("abort", abort);
    };
    signal.addEventListener("abort", abort);
    wait(STALLED_MS);
    request.send(body);
  });
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
