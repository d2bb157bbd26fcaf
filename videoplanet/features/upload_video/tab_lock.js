/** Sees to it that of several tabs only one sends an upload (Web Locks). Without them, every tab thinks it is alone. */

/**
 * @param {string} id of the upload
 * @returns {Promise<(() => void) | null>} gives the lock back; null when another tab has it
 */
export function takeLock(id) {
  if (!globalThis.navigator?.locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    void navigator.locks.request(nameOf(id), { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(null);
        return undefined;
      }
      return new Promise((release) => resolve(() => release(undefined)));
    });
  });
}

/** When the other tab has let go of it. @param {string} id @param {AbortSignal} signal */
export async function lockIsFree(id, signal) {
  await globalThis.navigator?.locks?.request(nameOf(id), { signal }, () => undefined);
}

/** @param {string} id */
function nameOf(id) {
  return `vp-upload-${id}`;
}
