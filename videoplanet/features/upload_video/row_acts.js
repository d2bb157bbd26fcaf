/** What its viewer may decide about an upload: go on, choose the file again, take the film that is there, try again, watch. */
import { createElement as h, Fragment, useRef } from "react";
import { Link } from "react-router";
import { forgetReached } from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { uploads } from "./engine.js";
import { LINK, PRIMARY, SECONDARY, SMALL } from "./looks.js";
import { nameOf } from "./rows.js";
import { ACCEPTED, chooseWithHandles } from "./picking.js";

/** @typedef {import("./rows.js").Upload} Row */

/** @param {{row: Row}} props */
export function RowActs({ row }) {
  const { t } = useTexts();
  const { id, state, target } = row;
  const isGuest = Boolean(target.shareToken);
  const again = () => {
    forgetReached(nameOf(row));
    void uploads.following.steerJob(id, "retry");
  };
  /** @type {(import("react").ReactNode | false)[]} */
  const acts = [];
  if (state === "unfinished") acts.push(h(GoOn, { key: "go", row }));
  if (state === "known") {
    const [film] = row.films;
    acts.push(
      h(Watch, { key: "open", row, videoId: film.video_id, version: film.version, text: t("upload.known_open") }),
      !isGuest &&
        !target.videoId &&
        h(Button, { key: "version", text: t("upload.known_version"), act: () => uploads.sendAnyway(id, film.video_id) }),
      h(Button, { key: "anyway", text: t("upload.known_anyway"), act: () => uploads.sendAnyway(id) }),
    );
  }
  if (state === "refused" && row.hasFile && !row.isFinal) acts.push(h(Button, { key: "again", text: t("upload.retry"), act: () => uploads.resume(id) }));
  if (!isGuest && row.jobId && state === "failed") {
    acts.push(h(Button, { key: "redo", text: t("upload.retry_job"), act: again }));
  }
  const offered = acts.filter(Boolean);
  return offered.length ? h("div", { className: "mt-2 flex flex-wrap items-center gap-2" }, offered) : null;
}

/** @param {{row: Row}} props */
function GoOn({ row: { id, hasFile, noticeKey } }) {
  const { t } = useTexts();
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const goOn = async () => {
    if (hasFile && (await uploads.goOn(id))) return;
    const picks = await chooseWithHandles(false);
    if (!picks) input.current?.click();
    else if (picks[0]) await uploads.giveFile(id, picks[0].file, picks[0].handle);
  };
  const text = hasFile ? t(noticeKey ? "upload.begin_anew" : "upload.go_on") : t("upload.choose_again");
  return h(
    "span",
    null,
    h("button", { type: "button", onClick: () => void goOn(), className: `${SMALL} ${PRIMARY}` }, text),
    h("input", {
      ref: input,
      type: "file",
      accept: ACCEPTED,
      hidden: true,
      tabIndex: -1,
      "aria-label": text,
      onChange: (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ { target }) => {
        const file = target.files?.[0];
        if (file) void uploads.giveFile(id, file);
        target.value = "";
      },
    }),
  );
}

/** What may be done with a film that has arrived, in the line that says how it stands. @param {{row: Row}} props */
export function ArrivedActs({ row }) {
  const { t } = useTexts();
  const { id, state, target, videoId, version, jobId } = row;
  const maySteer = !target.shareToken && jobId && state === "processing";
  const stop = () => void uploads.following.steerJob(id, "cancel");
  return h(
    Fragment,
    null,
    maySteer &&
      h("button", { type: "button", onClick: stop, className: "rounded-sm text-muted hover:text-ink hover:underline" }, t("upload.stop_job")),
    videoId && (state === "ready" || row.isWatchable) && h(Watch, { row, videoId, version, text: t("upload.review") }),
  );
}

/** @param {{row: Row, videoId: string, version: number, text: string}} props */
function Watch({ row: { target }, videoId, version, text }) {
  const look = `inline-flex items-center text-sm ${LINK}`;
  // A guest's room knows the films of its link when it is loaded.
  if (target.shareToken) return h("a", { href: `/s/${target.shareToken}?video=${videoId}`, className: look }, text);
  return h(Link, { to: `/videos/${videoId}?v=${version}`, className: look }, text);
}

/** @param {{text: string, act: () => void}} props */
function Button({ text, act }) {
  return h("button", { type: "button", onClick: act, className: `${SMALL} ${SECONDARY}` }, text);
}
