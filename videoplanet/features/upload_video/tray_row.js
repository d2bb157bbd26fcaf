/** One upload in the tray: its name, how far it is, what may be done about it. */
import { createElement as h, Fragment, useState } from "react";
import Check from "lucide-react/dist/esm/icons/check.mjs";
import Copy from "lucide-react/dist/esm/icons/copy.mjs";
import Film from "lucide-react/dist/esm/icons/film.mjs";
import Pause from "lucide-react/dist/esm/icons/pause.mjs";
import Play from "lucide-react/dist/esm/icons/play.mjs";
import ShieldCheck from "lucide-react/dist/esm/icons/shield-check.mjs";
import TriangleAlert from "lucide-react/dist/esm/icons/triangle-alert.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { timeLeftText } from "$/public/external/videoplanet/shared/ui/time_left/time_left.js";
import { sizeText } from "$/public/external/videoplanet/shared/ui/size/size.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { uploads } from "./engine.js";
import { ICON, SECONDARY, SMALL } from "./looks.js";
import { ArrivedActs, RowActs } from "./row_acts.js";
import { percentOf } from "./rows.js";
import { speedOf } from "./wording.js";

/** @typedef {import("./engine.js").TrayView["rows"][number]} Row */

const PAUSABLE = new Set(["waiting", "looking", "comparing", "sending"]);
const WITH_BAR = new Set(["comparing", "sending", "checking", "paused", "unfinished", "elsewhere", "processing"]);

/** @param {{row: Row, isOffline: boolean, busySeconds: number}} props */
export function TrayRow({ row, isOffline, busySeconds }) {
  const { t } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const { id, name, state } = row;
  const isUnderWay = PAUSABLE.has(state) || state === "paused" || state === "unfinished";
  const cancel = () => {
    if (isUnderWay) setAsking(true);
    else uploads.remove(id);
  };
  return h(
    "li",
    { "aria-label": name, className: "border-b border-line px-3.5 py-2 last:border-b-0" },
    h(
      "div",
      { className: "flex items-center gap-2" },
      h(StateIcon, { state }),
      h("span", { title: name, className: "min-w-0 grow truncate text-sm font-semibold" }, name),
      h(
        "span",
        { className: "-my-1 -mr-2 flex h-8 shrink-0 items-center pointer-coarse:h-11" },
        PAUSABLE.has(state) && h(Act, { label: t("upload.pause"), icon: Pause, act: () => uploads.pause(id) }),
        state === "paused" && h(Act, { label: t("upload.resume"), icon: Play, act: () => uploads.resume(id) }),
        state !== "checking" &&
          state !== "elsewhere" &&
          h(Act, { label: t(isUnderWay ? "upload.cancel" : "upload.dismiss"), icon: X, act: cancel }),
      ),
    ),
    h(Destination, { row }),
    isAsking && isUnderWay
      ? h(CancelQuestion, { row, onKeep: () => setAsking(false) })
      : h(
          Fragment,
          null,
          WITH_BAR.has(state) && h(Bar, { row, isOffline }),
          h(Standing, { row, isOffline, busySeconds }),
          h(RowActs, { row }),
          h(More, { row }),
        ),
  );
}

/** @param {{state: Row["state"]}} props */
function StateIcon({ state }) {
  const [icon, colour] =
    state === "ready"
      ? [Check, "text-approve-ink"]
      : state === "refused" || state === "failed"
        ? [TriangleAlert, "text-fix-ink"]
        : state === "known" || state === "unfinished"
          ? [TriangleAlert, "text-idea-ink"]
          : [Film, "text-faint"];
  return h(icon, { size: 18, strokeWidth: 1.75, "aria-hidden": true, className: `shrink-0 ${colour}` });
}

/** Where it goes, and how large it is. @param {{row: Row}} props */
function Destination({ row: { target, size } }) {
  const { t } = useTexts();
  const text = target.videoId
    ? t("upload.to.version", { title: target.videoTitle ?? "" })
    : target.projectName
      ? t("upload.to.project", { name: target.projectName })
      : "";
  return h("p", { className: "truncate pl-[26px] text-xs text-faint tabular-nums" }, [sizeText(size), text].filter(Boolean).join(" · "));
}

/** @param {{row: Row, isOffline: boolean}} props */
function Bar({ row: { name, percent, state }, isOffline }) {
  const { t } = useTexts();
  const isResting = state === "paused" || state === "unfinished" || state === "elsewhere" || (state === "sending" && isOffline);
  const colour = isResting ? "bg-line-strong" : "bg-accent";
  return h(
    "div",
    {
      role: "progressbar",
      "aria-label": t("upload.progress_of", { name }),
      "aria-valuemin": 0,
      "aria-valuemax": 100,
      "aria-valuenow": percent,
      className: "mt-1.5 h-1 overflow-hidden rounded-full bg-line",
    },
    h("div", {
      key: state === "comparing" || state === "processing" ? state : "sent", // another measure does not run back from this one
      className: `h-full rounded-full transition-[width] duration-180 ease-quick ${colour} ${state === "checking" ? "animate-pulse" : ""}`,
      style: { width: `${percent}%` },
    }),
  );
}

/** @param {{row: Row, isOffline: boolean, busySeconds: number}} props */
function Standing({ row, isOffline, busySeconds }) {
  const { t } = useTexts();
  const { state, percent, problem, problemKey, noticeKey } = row;
  const wrong = problem || (problemKey && t(problemKey));
  const figures =
    state === "sending"
      ? [`${percent}%`, isOffline ? "" : speedOf(row.speed), isOffline ? "" : timeLeftText(row.secondsLeft, t)]
      : state === "comparing"
        ? [`${percent}%`]
        : [];
  // While it is converted there is something to do on the right.
  const afterWords = state === "processing" ? [`${percent}%`, timeLeftText(row.secondsLeft, t)].filter(Boolean) : [];
  return h(
    Fragment,
    null,
    noticeKey && h("p", { className: "mt-1.5 text-sm text-idea-ink" }, t(noticeKey)),
    wrong && h("p", { role: "alert", className: "mt-1.5 text-sm break-words text-fix-ink" }, wrong),
    !(wrong && (state === "refused" || state === "failed")) &&
      h(
        "p",
        { className: "mt-1 flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-muted" },
        h("span", { className: "tabular-nums" }, [standingOf(row, { t, isOffline, busySeconds }), ...afterWords].filter(Boolean).join(" · ")),
        h(
          "span",
          { className: "ml-auto flex items-baseline gap-x-3 tabular-nums" },
          figures.length > 0 && h("span", null, figures.filter(Boolean).join(" · ")),
          h(ArrivedActs, { row }),
        ),
      ),
  );
}

/** @param {Row} row @param {{t: import("./wording.js").Words, isOffline: boolean, busySeconds: number}} circumstances */
function standingOf({ state, size, stored, hasFile, noticeKey, films }, { t, isOffline, busySeconds }) {
  if (isOffline && ["sending", "looking", "checking"].includes(state)) {
    return busySeconds ? t("upload.busy", { count: busySeconds }) : t("upload.offline");
  }
  if (state === "unfinished") {
    if (noticeKey) return "";
    const way = hasFile ? "click" : "choose";
    return stored ? t(`upload.unfinished.${way}`, { percent: percentOf(stored, size) }) : t(`upload.unfinished.${way}_anew`);
  }
  if (state === "paused" && size) {
    return stored ? t("upload.paused_at", { percent: percentOf(stored, size) }) : t("upload.paused_anew");
  }
  if (state === "known") return t("upload.known", { title: films[0]?.title ?? "" });
  return t(`upload.state.${state}`);
}

/** @param {{row: Row, onKeep: () => void}} props */
function CancelQuestion({ row, onKeep }) {
  const { t } = useTexts();
  return h(
    "div",
    { role: "group", className: "mt-2" },
    h("p", { className: "text-sm" }, row.stored
        ? t("upload.cancel_question", { percent: percentOf(row.stored, row.size) })
        : t("upload.cancel_question_anew")),
    h(
      "div",
      { className: "mt-2 flex flex-wrap gap-2" },
      h("button", { type: "button", autoFocus: true, onClick: onKeep, className: `${SMALL} ${SECONDARY}` }, t("upload.keep_on")),
      h(
        "button",
        { type: "button", onClick: () => uploads.remove(row.id), className: `${SMALL} border-danger bg-danger text-white hover:bg-danger-hover` },
        t("upload.cancel"),
      ),
    ),
  );
}

/** What few want to know of a film that has arrived: that it is whole, and its digest. @param {{row: Row}} props */
function More({ row: { sha256, isVerified, videoId } }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  if (!videoId || (!sha256 && !isVerified)) return null;
  return h(
    "details",
    { className: "text-xs text-faint" },
    h("summary", { className: "inline-flex cursor-pointer items-center rounded-sm hover:text-ink pointer-coarse:min-h-11" }, t("upload.more")),
    h(
      "p",
      { className: "mt-1 flex flex-wrap items-center gap-x-3" },
      isVerified &&
        h(
          "span",
          { className: "inline-flex items-center gap-1 text-approve-ink", title: t("upload.verified_text") },
          h(ShieldCheck, { size: 14, strokeWidth: 1.75, "aria-hidden": true }),
          t("upload.verified"),
        ),
      sha256 &&
        h(
          "button",
          {
            type: "button",
            title: `SHA-256 ${sha256}`,
            "aria-label": t("upload.copy_sha256", { sha256 }),
            onClick: () => void navigator.clipboard?.writeText(sha256).then(() => setCopied(true)),
            className: "inline-flex items-center gap-1 rounded-sm tabular-nums hover:text-ink pointer-coarse:min-h-11",
          },
          `SHA-256 ${sha256.slice(0, 8)}…${sha256.slice(-8)}`,
          h(isCopied ? Check : Copy, { size: 13, strokeWidth: 1.75, "aria-hidden": true }),
        ),
    ),
  );
}

/** @param {{label: string, icon: any, act: () => void}} props */
function Act({ label, icon, act }) {
  return h(
    "button",
    { type: "button", "aria-label": label, onClick: act, className: ICON },
    h(icon, { size: 16, strokeWidth: 1.75, "aria-hidden": true }),
  );
}
