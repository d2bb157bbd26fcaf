/**
 * The region where notes appear: stacked, read out, closed by time, by hand or by a swipe.
 * Notes come from the page's state (prop `notes`) and from scripts: a window event `videoplanet:toast` whose detail is
 * `{kind, text}` or `{kind, key, params}`.
 */
import { createElement, useEffect } from "react";
import { Toast } from "@base-ui/react/toast";
import CircleAlert from "lucide-react/dist/esm/icons/circle-alert.mjs";
import CircleCheck from "lucide-react/dist/esm/icons/circle-check.mjs";
import Info from "lucide-react/dist/esm/icons/info.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

/** @typedef {{id: string, kind: string, key: string, params: string}} Note */

const manager = Toast.createToastManager();
const SHOWN_KEY = "vp_toasts_shown";
const SHOWN_LIMIT = 30;
const SHORT_MS = 5000;
const ICONS = { success: CircleCheck, error: CircleAlert, info: Info };
const COLOURS = { success: "text-approve-ink", error: "text-fix-ink", info: "text-accent" };

/**
 * Shows a note: words as they are, or a text of the catalogue, which then follows the viewer's language.
 * @param {{kind?: string, text?: string, key?: string, params?: Record<string, unknown>}} note
 */
function add({ kind = "info", text, key, params }) {
  if (!text && !key) return;
  const failed = kind === "error";
  manager.add({
    title: text,
    type: kind,
    data: { key, params },
    priority: failed ? "high" : "low",
    timeout: failed ? 0 : SHORT_MS,
  });
}

/** Notes survive in the state over a reload; each is shown once a tab. @param {string} id */
function isNew(id) {
  /** @type {string[]} */
  const shown = JSON.parse(sessionStorage.getItem(SHOWN_KEY) ?? "[]");
  if (shown.includes(id)) return false;
  sessionStorage.setItem(SHOWN_KEY, JSON.stringify([...shown, id].slice(-SHOWN_LIMIT)));
  return true;
}

/** @param {{notes: Note[]}} props */
export function ToastRegion({ notes }) {
  useEffect(() => {
    for (const note of notes ?? []) {
      if (isNew(note.id)) add({ kind: note.kind, key: note.key, params: JSON.parse(note.params || "{}") });
    }
  }, [notes]);

  useEffect(() => {
    /** @param {Event} event */
    const onToast = (event) => add(/** @type {CustomEvent} */ (event).detail ?? {});
    window.addEventListener("videoplanet:toast", onToast);
    return () => window.removeEventListener("videoplanet:toast", onToast);
  }, []);

  return createElement(
    Toast.Provider,
    { toastManager: manager, limit: 4 },
    createElement(Toast.Portal, null, createElement(Region)),
  );
}

function Region() {
  const { t } = useTexts();
  return createElement(Toast.Viewport, { className: "vp-toasts", "aria-label": t("ui.toasts") }, createElement(List));
}

function List() {
  const { toasts } = Toast.useToastManager();
  const { t } = useTexts();
  return toasts.map((toast) => {
    const kind = toast.type in ICONS ? toast.type : "info";
    return createElement(
      Toast.Root,
      { key: toast.id, toast, className: "vp-toast" },
      createElement(
        Toast.Content,
        { className: "flex items-start gap-3 overflow-hidden p-3.5 data-behind:opacity-0 data-expanded:opacity-100" },
        createElement(ICONS[kind], {
          size: 18,
          strokeWidth: 1.75,
          "aria-hidden": true,
          className: `mt-0.5 shrink-0 ${COLOURS[kind]}`,
        }),
        createElement(
          Toast.Title,
          { className: "min-w-0 grow text-base font-medium", render: createElement("p") },
          toast.data?.key ? t(toast.data.key, toast.data.params) : toast.title,
        ),
        createElement(
          Toast.Close,
          {
            "aria-label": t("ui.close"),
            className:
              "-m-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink",
          },
          createElement(X, { size: 16, strokeWidth: 1.75, "aria-hidden": true }),
        ),
      ),
    );
  });
}
