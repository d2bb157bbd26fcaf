/** The tray: every upload of this page, in a corner, or folded into a header. Loaded when there is something to show. */
import { createElement as h, Fragment, useEffect, useRef, useState, useSyncExternalStore } from "react";
import ChevronDown from "lucide-react/dist/esm/icons/chevron-down.mjs";
import ChevronUp from "lucide-react/dist/esm/icons/chevron-up.mjs";
import Pause from "lucide-react/dist/esm/icons/pause.mjs";
import Play from "lucide-react/dist/esm/icons/play.mjs";
import Upload from "lucide-react/dist/esm/icons/upload.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
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

const CARD = "flex flex-col overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-float animate-arrive";
const CORNER = "fixed right-4 bottom-4 z-40 w-[min(400px,calc(100vw-32px))] max-sm:inset-x-2 max-sm:bottom-2 max-sm:w-auto";
const BELOW_HEADER = "fixed top-[60px] right-4 z-40 w-[min(400px,calc(100vw-16px))] max-sm:inset-x-2 max-sm:w-auto";

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
    view.rows.length > 0 && (look === "corner" ? h(InCorner, { view }) : h(InHeader, { view })),
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

/** @param {{view: TrayView}} props */
function InCorner({ view }) {
  const { t } = useTexts();
  const { isOpen } = view;
  return h(
    "section",
    { "aria-label": t("upload.tray"), className: `${CARD} ${CORNER}` },
    h(Summary, {
      view,
      fold: {
        label: t(isOpen.corner ? "upload.fold" : "upload.unfold"),
        icon: isOpen.corner ? ChevronDown : ChevronUp,
        isOpen: isOpen.corner,
        act: () => unfold("corner", !isOpen.corner),
      },
    }),
    isOpen.corner && h(Rows, { view }),
  );
}

/** @param {{view: TrayView}} props */
function InHeader({ view }) {
  const { t } = useTexts();
  const chip = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const isOpen = view.isOpen.header;
  const needsHelp = view.rows.some(({ state }) => ["known", "unfinished", "refused", "failed"].includes(state));
  const fold = () => {
    unfold("header", false);
    chip.current?.focus();
  };
  return h(
    "div",
    {
      className: "contents",
      onKeyDown: (/** @type {import("react").KeyboardEvent} */ event) => {
        if (!isOpen) return;
        if (event.key === "Escape") fold();
        event.stopPropagation(); // the player's keys are not meant here
      },
    },
    h(
      "button",
      {
        ref: chip,
        type: "button",
        "aria-expanded": isOpen,
        "aria-label": t("upload.tray"),
        onClick: () => unfold("header", !isOpen),
        className: `${BUTTON} ${SECONDARY} px-2.5 text-sm tabular-nums`,
      },
      h(Upload, { size: 16, strokeWidth: 1.75, "aria-hidden": true, className: view.moving ? "text-accent" : "" }),
      view.moving ? `${view.percent}%` : view.rows.length,
      needsHelp && h("span", { "aria-hidden": true, className: "size-2 rounded-full bg-idea" }),
    ),
    isOpen &&
      h(
        "section",
        {
          "aria-label": t("upload.tray"),
          className: `${CARD} ${BELOW_HEADER}`,
        },
        h(Summary, { view, fold: { label: t("upload.fold"), icon: ChevronUp, isOpen, act: fold } }),
        h(Rows, { view }),
      ),
  );
}

/** @param {{view: TrayView}} props */
function Rows({ view }) {
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
      { ref: list, tabIndex: -1, className: "max-h-[min(52dvh,440px)] overflow-y-auto overscroll-contain border-t border-line outline-none" },
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
    { className: "relative flex items-center gap-1 py-2 pr-2 pl-4" },
    h(
      "div",
      { className: "min-w-0 grow" },
      h("p", { className: "truncate font-bold" }, titleOf(view, t)),
      figures.length > 0 &&
        h("p", { className: "truncate text-sm text-muted tabular-nums" }, figures.filter(Boolean).join(" · ")),
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
