/** How much of a project's storage is used: a quiet line on its page, and a word above the uploads when it is nearly full. */
import { createElement as h, useEffect, useState } from "react";
import HardDrive from "lucide-react/dist/esm/icons/hard-drive.mjs";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { sizeText } from "$/public/external/videoplanet/shared/ui/size/size.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

/** @typedef {{used_bytes: number, reserved_bytes: number, quota_bytes: number | null, percent: number | null, is_near: boolean}} Used */

/** @param {{projectId: string, stamp: number}} props `stamp` changes when there is reason to ask again */
export function StorageNote({ projectId, stamp }) {
  const used = useStorage(projectId, stamp);
  return used?.is_near ? h(Warning, { used, className: "border-t border-line px-4 py-2 text-sm" }) : null;
}

/**
 * @param {{projectId: string, stamp?: number}} props `stamp` changes when there is reason to ask again, as the number of films
 */
export function StorageMeter({ projectId, stamp = 0 }) {
  const { t } = useTexts();
  const used = useStorage(projectId, stamp);
  if (!used) return h("p", { "aria-hidden": true, className: "h-5" });
  const { used_bytes: bytes, quota_bytes: quota, is_near: isNear } = used;
  const percent = Math.min(100, Math.round(used.percent ?? 0));
  const text = quota
    ? t("upload.storage.of", { used: sizeText(bytes), quota: sizeText(quota) })
    : t("upload.storage.used", { used: sizeText(bytes) });
  return h(
    "div",
    { className: "flex flex-col gap-3" },
    h(
      "div",
      { className: "flex h-5 items-center gap-2.5 text-sm text-faint tabular-nums" },
      h(HardDrive, { size: 15, strokeWidth: 1.75, "aria-hidden": true }),
      h("span", null, text),
      quota &&
        h(
          "span",
          {
            role: "meter",
            "aria-label": t("upload.storage.label"),
            "aria-valuemin": 0,
            "aria-valuemax": 100,
            "aria-valuenow": percent,
            className: "h-1.5 w-24 overflow-hidden rounded-full bg-line",
          },
          h("span", {
            className: `block h-full rounded-full ${isNear ? "bg-idea" : "bg-line-strong"}`,
            style: { width: `${percent}%` },
          }),
        ),
    ),
    isNear && h(Warning, { used, className: "rounded-lg px-4 py-3 font-medium" }),
  );
}

/** @param {{used: Used, className: string}} props */
function Warning({ used, className }) {
  const { t } = useTexts();
  const left = Math.max(0, (used.quota_bytes ?? 0) - used.used_bytes - used.reserved_bytes);
  const words = { percent: Math.round(used.percent ?? 0), left: sizeText(left) };
  return h("p", { role: "status", className: `bg-idea-soft text-idea-ink ${className}` }, t("upload.storage.near", words));
}

/** @param {string} projectId @param {number} stamp */
function useStorage(projectId, stamp) {
  const [used, setUsed] = useState(/** @type {Used | null} */ (null));
  useEffect(() => {
    let isOver = false;
    const ask = () =>
      createApi()
        .get(`/projects/${projectId}/storage`)
        .then(
          (answer) => isOver || setUsed(answer),
          () => {}, // a guess would be worse than nothing
        );
    if (projectId) void ask();
    window.addEventListener("videoplanet:film-arrived", ask);
    return () => {
      isOver = true;
      window.removeEventListener("videoplanet:film-arrived", ask);
    };
  }, [projectId, stamp]);
  return used;
}
