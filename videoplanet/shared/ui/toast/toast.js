/**
 * The region where notes appear: stacked, read out, closed by time, by hand or by a swipe.
 * Notes come from the page's state (prop `notes`) and from scripts: a window event `videoplanet:toast` whose detail is
 * `{kind, text}` or `{kind, key, params}`, with `undo`, a function, when the act can be taken back: by the note's button, or by
 * Ctrl+Z (⌘Z) outside of fields, for as long as the note stands.
 */
import { createElement, useContext, useEffect } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { ReflexEvent } from "$/utils/state";
import { Toast } from "@base-ui/react/toast";
import CircleAlert from "lucide-react/dist/esm/icons/circle-alert.mjs";
import CircleCheck from "lucide-react/dist/esm/icons/circle-check.mjs";
import Info from "lucide-react/dist/esm/icons/info.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { coverPage } from "$/public/external/videoplanet/shared/ui/covering/covering.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { shortened } from "$/public/external/videoplanet/shared/ui/text/wording.js";

/** @typedef {{id: string, kind: string, key: string, params: string, undo: string}} Note */

const manager = Toast.createToastManager();
const SHOWN_KEY = "vp_toasts_shown";
const SHOWN_LIMIT = 30;
const SHORT_MS = 5000;
const UNDO_MS = 12_000; // stands still under the pointer, in focus, and while the window is not looked at
const ICONS = { success: CircleCheck, error: CircleAlert, info: Info };
const COLOURS = { success: "text-approve-ink", error: "text-fix-ink", info: "text-accent" };

/**
 * Shows a note: words as they are, or a text of the catalogue, which then follows the viewer's language.
 * @param {{kind?: string, text?: string, key?: string, params?: Record<string, unknown>, undo?: () => unknown}} note
 */
function add({ kind = "info", text, key, params, undo }) {
  if (!text && !key) return;
  const failed = kind === "error";
  manager.add({
    title: text,
    type: kind,
    data: { key, params: params && withShortNames(params), undo },
    priority: failed ? "high" : "low",
    timeout: failed ? 0 : undo ? UNDO_MS : SHORT_MS,
  });
}

/** @param {string | undefined} name @returns {keyof typeof ICONS} */
function kindOf(name) {
  return name === "success" || name === "error" ? name : "info";
}

/** @param {Record<string, unknown>} params */
function withShortNames(params) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? shortened(value) : value]),
  );
}

/** Takes back what a note told, once. @param {any} toast @param {(id: string) => void} close */
function takeBack(toast, close) {
  close(toast.id);
  toast.data.undo();
}

/** Where Ctrl+Z belongs to what is being typed. @param {EventTarget | null} target */
function isWriting(target) {
  const field = target instanceof HTMLElement ? target.closest("input, textarea, [contenteditable]") : null;
  return Boolean(field) && !(field instanceof HTMLTextAreaElement && field.value === "");
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
  const [addEvents] = useContext(EventLoopContext);
  useEffect(() => {
    for (const note of notes ?? []) {
      if (!isNew(note.id)) continue;
      const { kind, key, params, undo } = note;
      const event = undo ? JSON.parse(undo) : null;
      const takesBack = event ? () => addEvents([ReflexEvent(event.name, event.payload)], [], {}) : undefined;
      add({ kind, key, params: JSON.parse(params || "{}"), undo: takesBack });
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
  const { toasts, close } = Toast.useToastManager();
  const { t } = useTexts();

  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const isUndo = event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isUndo || event.defaultPrevented || isWriting(event.target)) return;
      const newest = toasts.find((toast) => toast.data?.undo && toast.transitionStatus !== "ending");
      if (!newest) return;
      event.preventDefault();
      takeBack(newest, close);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [toasts, close]);

  return toasts.map((toast) => {
    const kind = kindOf(toast.type);
    return createElement(
      Toast.Root,
      { key: toast.id, toast, ref: coverPage, className: "vp-toast" },
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
        toast.data?.undo &&
          createElement(
            Toast.Action,
            {
              onClick: () => takeBack(toast, close),
              "aria-keyshortcuts": "Control+Z Meta+Z",
              className:
                "-my-1 inline-flex h-8 shrink-0 items-center rounded-md px-2 text-base font-semibold text-accent hover:bg-hover " +
                "pointer-coarse:-my-3 pointer-coarse:h-11 pointer-coarse:px-3",
            },
            t("ui.undo"),
          ),
        createElement(
          Toast.Close,
          {
            "aria-label": t("ui.close"),
            className:
              "-m-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink " +
              "pointer-coarse:-m-3 pointer-coarse:size-11",
          },
          createElement(X, { size: 16, strokeWidth: 1.75, "aria-hidden": true }),
        ),
      ),
    );
  });
}
