/** How much of a project's storage is used, as plain values: asked for anew whenever a film has arrived. */
import { useEffect, useState } from "react";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";

const UNKNOWN = { is_known: false, used: 0, quota: 0, percent: 0, filled: 0, is_near: false, left: 0 };

/** @param {{used_bytes: number, reserved_bytes: number, quota_bytes: number | null, percent: number | null, is_near: boolean}} use */
function viewOf({ used_bytes: used, reserved_bytes: reserved, quota_bytes: quota, percent, is_near }) {
  const rounded = Math.round(percent ?? 0);
  const left = Math.max(0, (quota ?? 0) - used - reserved);
  return { is_known: true, used, quota: quota ?? 0, percent: rounded, filled: Math.min(100, rounded), is_near, left };
}

/**
 * @param {string} projectId empty while it is not known
 * @param {number} stamp changes when there is reason to ask again, as the number of films
 */
export function useStorage(projectId, stamp) {
  const [known, setKnown] = useState({ projectId: "", view: UNKNOWN });
  useEffect(() => {
    if (!projectId) return undefined;
    let isOver = false;
    const ask = () =>
      createApi()
        .get(`/projects/${projectId}/storage`)
        .then(
          (answer) => isOver || setKnown({ projectId, view: viewOf(answer) }),
          () => {}, // a guess would be worse than nothing
        );
    void ask();
    window.addEventListener("videoplanet:film-arrived", ask);
    return () => {
      isOver = true;
      window.removeEventListener("videoplanet:film-arrived", ask);
    };
  }, [projectId, stamp]);
  return known.projectId === projectId ? known.view : UNKNOWN;
}
