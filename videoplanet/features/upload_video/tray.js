/**
 * The tray: every upload of this page. Folded it is one button, in a corner or in a header; unfolded a small card, which Escape and a
 * press anywhere else fold again, and which in a room never lies over the conversation. Loaded when there is something to show.
 */
import { createElement as h, Fragment, useEffect, useRef, useState, useSyncExternalStore } from "react";
import ChevronDown from "lucide-react/dist/esm/icons/chevron-down.mjs";
import ChevronUp from "lucide-react/dist/esm/icons/chevron-up.mjs";
import Pause from "lucide-react/dist/esm/icons/pause.mjs";
import Play from "lucide-react/dist/esm/icons/play.mjs";
import Upload from "lucide-react/dist/esm/icons/upload.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { coverPage } from "$/public/external/videoplanet/shared/ui/covering/covering.js";
import { timeLeftText } from "$/public/external/videoplanet/shared/ui/time_left/time_left.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { currentView, subscribe, unfold, uploads } from "./engine.js";
import { BUTTON, ICON, SECONDARY } from "./looks.js";
import { ask, currentQuestion, subscribeToQuestion } from "./places.js";
import { Question } from "./question.js";
import { StorageNote } from "./storage.js";
import { TrayRow } from "./tray_row.js";
import { useNews } from "./news.js";
import { speedOf } from "./wording.js";

/** @typedef {import("./engine.js").TrayView} TrayView */

const CARD = "flex flex-col overflow-hidden rounded-xl border border-line bg-raised whitespace-normal text-ink shadow-float animate-arrive";
const IN_CORNER = "fixed right-4 bottom-[max(16px,env(safe-area-inset-bottom))] z-40";
const WIDE = "w-[min(340px,calc(100vw-32px))]";
/** `--beside` is how wide the conversation beside the player is; `--tray` how high the rows may be above one that stands below it. */
const BELOW_HEADER = "fixed top-[calc(var(--room-header,56px)+4px)] right-[calc(var(--beside,0px)+12px)] z-40";

/** @param {{look: "corner" | "header", shareToken?: string}} props */
export default function Tray({ look, shareToken }) {
  const view = useSyncExternalStore(subscribe, currentView, currentView);
  const question = useSyncExternalStore(subscribeToQuestion, currentQuestion, currentQuestion);
  const news = useNews(view);
  useEffect(() => void uploads.restore(shareToken).catch(() => {}), [shareToken]);
  useEffect(() => () => (look === "header" ? unfold("header", false) : undefined), [look]);
  return h(
    Fragment,
    null,
    h("p", { role: "status", className: "sr-only" }, news),
    view.rows.length > 0 && h(Folding, { view, look }),
    question &&
      h(Question, {
        question,
        onChosen: (target, picks) => {
          ask(null);
          unfold(look, true);
          uploads.add(target, picks);
        },
      }),
  );
}

/** @param {{view: TrayView, look: "corner" | "header"}} props */
function Folding({ view, look }) {
  const { t } = useTexts();
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const chip = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const isOpen = view.isOpen[look];
  const fold = () => {
    const hadFocus = place.current?.contains(document.activeElement);
    unfold(look, false);
    if (hadFocus) requestAnimationFrame(() => chip.current?.focus());
  };
  useDismissal(isOpen, place, fold);
  const inCorner = look === "corner";
  useEffect(() => (inCorner && place.current ? coverPage(place.current) : undefined), [inCorner]);
  const needsHelp = view.rows.some(({ state }) => ["known", "unfinished", "refused", "failed"].includes(state));
  return h(
    "div",
    {
      ref: place,
      className: inCorner ? IN_CORNER : "contents",
      // the player's keys are not meant here
      onKeyDown: (/** @type {import("react").KeyboardEvent} */ event) => isOpen && event.key !== "Escape" && event.stopPropagation(),
    },
    (!inCorner || !isOpen) &&
      h(
        "button",
        {
          ref: chip,
          type: "button",
          "aria-expanded": isOpen,
          "aria-label": t("upload.tray"),
          onClick: () => (isOpen ? fold() : unfold(look, true)),
          className: `${BUTTON} ${SECONDARY} px-2.5 text-sm tabular-nums ${inCorner ? "shadow-float" : ""}`,
        },
        h(Upload, { size: 16, strokeWidth: 1.75, "aria-hidden": true, className: view.moving ? "text-accent" : "" }),
        view.moving ? `${view.percent}%` : view.rows.length,
        needsHelp && h("span", { "aria-hidden": true, className: "size-2 rounded-full bg-idea" }),
      ),
    isOpen &&
      h(
        "section",
        { "aria-label": t("upload.tray"), className: `${CARD} ${WIDE} ${inCorner ? "" : BELOW_HEADER}` },
        h(Summary, { view, fold: { label: t("upload.fold"), icon: inCorner ? ChevronDown : ChevronUp, isOpen, act: fold } }),
        h(Rows, { view, look }),
      ),
  );
}

/**
 * Folds what is unfolded at Escape, and at a press anywhere else; not while a dialog or a menu has these for itself.
 * @param {boolean} isOpen
 * @param {import("react").RefObject<HTMLElement | null>} place
 * @param {() => void} fold
 */
function useDismissal(isOpen, place, fold) {
  const latest = useRef(fold);
  latest.current = fold;
  useEffect(() => {
    if (!isOpen) return undefined;
    const isElsewhere = () => document.querySelector("[role='dialog'][data-open], [role='menu'][data-open]") !== null;
    const press = (/** @type {PointerEvent} */ { target }) => {
      if (target instanceof Node && !place.current?.contains(target) && !isElsewhere()) latest.current();
    };
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere()) latest.current();
    };
    document.addEventListener("pointerdown", press);
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("keydown", key);
    };
  }, [isOpen, place]);
}

/** @param {{view: TrayView, look: "corner" | "header"}} props */
function Rows({ view, look }) {
  const list = useRef(/** @type {HTMLUListElement | null} */ (null));
  const count = view.rows.length;
  const [before, setBefore] = useState(count);
  useEffect(() => {
    // The button that took a row off the list went with it.
    if (count < before && document.activeElement === document.body) list.current?.focus();
    setBefore(count);
  }, [count]);
  const project = view.rows.find(({ target, state }) => !target.shareToken && state !== "ready")?.target.projectId;
  return h(
    Fragment,
    null,
    project && h(StorageNote, { key: project, projectId: project, stamp: view.moving }),
    h(
      "ul",
      {
        ref: list,
        tabIndex: -1,
        className: `overflow-y-auto overscroll-contain border-t border-line outline-none ${look === "corner" ? "max-h-[min(44dvh,320px)]" : "max-h-(--tray,320px)"}`,
      },
      view.rows.map((row) => h(TrayRow, { key: row.id, row, isOffline: view.isOffline, busySeconds: view.busySeconds })),
    ),
  );
}

/**
 * @param {object} props
 * @param {TrayView} props.view
 * @param {{label: string, icon: any, isOpen: boolean, act: () => void}} props.fold
 */
function Summary({ view, fold }) {
  const { t } = useTexts();
  const { rows, moving, paused, percent } = view;
  const isResting = moving > 0 && paused === moving;
  const figures = moving
    ? [`${percent}%`, isResting ? t("upload.state.paused") : speedOf(view.speed), timeLeftText(isResting ? null : view.secondsLeft, t)]
    : [];
  return h(
    "div",
    { className: "relative flex min-h-11 items-center gap-1 py-1 pr-1.5 pl-3.5" },
    h(
      "div",
      { className: "min-w-0 grow" },
      h("p", { className: "truncate text-sm font-bold" }, titleOf(view, t)),
      figures.length > 0 &&
        h("p", { className: "truncate text-xs text-muted tabular-nums" }, figures.filter(Boolean).join(" · ")),
    ),
    moving > 1 &&
      (isResting
        ? h(Act, { label: t("upload.resume_all"), icon: Play, act: () => uploads.resumeAll() })
        : h(Act, { label: t("upload.pause_all"), icon: Pause, act: () => uploads.pauseAll() })),
    h(
      "button",
      { type: "button", "aria-label": fold.label, "aria-expanded": fold.isOpen, onClick: fold.act, className: ICON },
      h(fold.icon, { size: 18, strokeWidth: 1.75, "aria-hidden": true }),
    ),
    rows.every(({ state }) => ["ready", "processing", "failed", "refused"].includes(state)) &&
      h(Act, { label: t("upload.clear"), icon: X, act: () => uploads.clear() }),
    moving > 0 &&
      h("span", {
        "aria-hidden": true,
        className: "absolute bottom-0 left-0 h-0.5 bg-accent transition-[width] duration-180 ease-quick",
        style: { width: `${percent}%` },
      }),
  );
}

/** @param {{label: string, icon: any, act: () => void}} props */
function Act({ label, icon, act }) {
  return h(
    "button",
    { type: "button", "aria-label": label, onClick: act, className: ICON },
    h(icon, { size: 17, strokeWidth: 1.75, "aria-hidden": true }),
  );
}

/** @param {TrayView} view @param {import("./wording.js").Words} t */
function titleOf({ rows, moving }, t) {
  if (moving) return t("upload.summary.moving", { count: moving });
  const count = rows.filter(({ state }) => state === "unfinished" || state === "elsewhere").length;
  if (count) return t("upload.summary.unfinished", { count });
  const waiting = rows.filter(({ state }) => state === "known").length;
  if (waiting) return t("upload.summary.known", { count: waiting });
  const wrong = rows.filter(({ state }) => state === "refused" || state === "failed").length;
  if (wrong) return t("upload.summary.wrong", { count: wrong });
  return t("upload.summary.done", { count: rows.length });
}
