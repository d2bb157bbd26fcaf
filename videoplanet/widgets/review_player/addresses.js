/** What a film's addresses tell, and what answers there; and the moment at which a running film may be exchanged. */

/** A running film is exchanged at its next picture; one that shows none, such as behind another tab, after this. */
const NEXT_PICTURE_MS = 250;

/** The HTTP status of an address, or 0 when nobody answers. @param {string} url */
export async function statusOf(url) {
  try {
    const answer = await fetch(url, { headers: { Range: "bytes=0-0" }, cache: "no-store" });
    void answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Whether a ladder's address is that of all rungs. @param {string} url */
export function isWhole(url) {
  return nameOf(url) === "master.m3u8";
}

/** An address without the permission in it, which changes with time. @param {string | null} url */
export function nameOf(url) {
  return url?.split("/").pop() ?? "";
}

/** Asks for it as the player will, so that the browser keeps it. @param {string} url */
export async function isReachable(url) {
  return fetch(url).then(
    async (answer) => answer.ok && Boolean(await answer.text()),
    () => false,
  );
}

/** @param {HTMLVideoElement} video @returns {Promise<void>} */
export function nextPicture(video) {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback?.(() => resolve());
    setTimeout(resolve, NEXT_PICTURE_MS);
  });
}
