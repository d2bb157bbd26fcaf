/** Films held over the page, wherever: says where they would go, and takes them when they are let go. Also takes pasted files. */
import { createElement as h, useEffect, useRef, useState } from "react";
import CircleSlash from "lucide-react/dist/esm/icons/circle-slash.mjs";
import Clapperboard from "lucide-react/dist/esm/icons/clapperboard.mjs";
import Layers from "lucide-react/dist/esm/icons/layers.mjs";
import Upload from "lucide-react/dist/esm/icons/upload.mjs";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { holdsFiles, picksOf } from "./picking.js";
import { currentPlace } from "./places.js";

/** @typedef {"version" | "film"} Zone */

/** @param {{onPicks: (picks: import("./uploads.js").Pick[], zone?: Zone) => void}} props */
export function DropAnywhere({ onPicks }) {
  const [held, setHeld] = useState(/** @type {{count: number, zone: Zone | undefined} | null} */ (null));
  const latest = useRef(onPicks);
  latest.current = onPicks;

  useEffect(() => {
    let isOwn = false; // a picture of this page being dragged also claims to be a file
    /** @param {DragEvent} event */
    const over = (event) => {
      if (isOwn || !currentPlace() || !holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      const count = [...(event.dataTransfer?.items ?? [])].length;
      const zone = zoneOf(event);
      setHeld((before) => (before && before.count === count && before.zone === zone ? before : { count, zone }));
    };
    /** @param {DragEvent} event */
    const leave = (event) => {
      if (event.relatedTarget === null) setHeld(null);
    };
    /** @param {DragEvent} event */
    const drop = async (event) => {
      setHeld(null);
      if (isOwn || !currentPlace() || !holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      const zone = zoneOf(event);
      latest.current(await picksOf(event.dataTransfer), zone);
    };
    /** @param {ClipboardEvent} event */
    const paste = async (event) => {
      if (!currentPlace() || !event.clipboardData?.files.length) return;
      const isWriting = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (isWriting && event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      latest.current(await picksOf(event.clipboardData));
    };
    const begin = () => {
      isOwn = true;
    };
    const end = () => {
      isOwn = false;
    };
    /** @type {[string, any][]} */
    const heard = [
      ["dragenter", over],
      ["dragover", over],
      ["dragleave", leave],
      ["drop", drop],
      ["paste", paste],
      ["dragstart", begin],
      ["dragend", end],
    ];
    for (const [name, listener] of heard) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of heard) window.removeEventListener(name, listener);
    };
  }, []);

  return held && h(Overlay, { count: held.count, zone: held.zone });
}

/** @param {{count: number, zone: Zone | undefined}} props */
function Overlay({ count, zone }) {
  const { t } = useTexts();
  const place = currentPlace();
  if (!place) return null;
  const { kind, projectName = "", videoTitle = "" } = place;
  const several = count > 1;
  const zones =
    kind === "room"
      ? [
          !several && {
            zone: "version",
            icon: Layers,
            title: t("upload.drop.version"),
            text: t("upload.drop.version_text", { title: videoTitle }),
          },
          { zone: "film", icon: Clapperboard, title: t("upload.drop.film"), text: t("upload.drop.film_text", { name: projectName }) },
        ].filter((each) => each !== false)
      : [{ zone: "", ...wordsOf(kind, t, projectName) }];
  return h(
    "div",
    { className: "fixed inset-0 z-[85] flex animate-arrive bg-canvas/85 p-3 backdrop-blur-sm sm:p-6 max-sm:flex-col", role: "presentation" },
    zones.map(({ zone: name, icon, title, text }) =>
      h(
        "div",
        {
          key: name,
          "data-zone": name || undefined,
          "data-over": (zones.length === 1 && kind !== "closed") || zone === name || undefined,
          className:
            "m-1.5 flex min-w-0 grow basis-0 flex-col items-center justify-center gap-2 rounded-xl border-2 border-dashed " +
            "border-line-strong px-6 text-center text-muted transition-colors duration-120 data-over:border-accent data-over:bg-tint " +
            "data-over:text-accent",
        },
        h(icon, { size: 36, strokeWidth: 1.5, "aria-hidden": true, className: "pointer-events-none mb-2" }),
        h("p", { className: "pointer-events-none max-w-full truncate text-xl font-bold text-ink" }, title),
        h("p", { className: "pointer-events-none max-w-[44ch] text-pretty text-muted" }, text),
      ),
    ),
  );
}

/** @param {string} kind @param {(key: string, params?: any) => string} t @param {string} name */
function wordsOf(kind, t, name) {
  if (kind === "closed") return { icon: CircleSlash, title: t("upload.drop.closed"), text: t("upload.drop.closed_text") };
  if (kind === "any") return { icon: Upload, title: t("upload.drop.any"), text: t("upload.drop.any_text") };
  if (kind === "link") return { icon: Upload, title: t("upload.drop.link"), text: t("upload.drop.link_text") };
  return { icon: Upload, title: t("upload.drop.project", { name }), text: t("upload.drop.project_text") };
}

/** @param {DragEvent} event @returns {Zone | undefined} */
function zoneOf(event) {
  const element = event.target instanceof Element ? event.target.closest("[data-zone]") : null;
  return /** @type {Zone | undefined} */ (element?.getAttribute("data-zone") ?? undefined);
}
