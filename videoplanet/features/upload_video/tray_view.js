/** What the tray shows, as plain values: Python draws them (`tray.py`, `row.py`). Rows that say the same as before stay the same objects. */
import { percentOf } from "./rows.js";

/** @typedef {import("./rows.js").Upload & {speed: number}} Row */
/**
 * @typedef {object} Circumstances
 * @property {boolean} isSending @property {number} speed of all together, in bytes a second
 * @property {(bytes: number) => number | null} secondsFor
 * @property {boolean} isOffline @property {number} busySeconds when the server itself asked to wait
 * @property {Set<string>} asked ids of rows that ask whether to cancel @property {Set<string>} copied of those whose digest was copied
 */
/** @typedef {ReturnType<typeof rowView>} RowView */
/** @typedef {ReturnType<typeof trayView>} View */

const RUNNING = new Set(["looking", "comparing", "sending", "checking"]);
const ASKING = new Set(["known", "unfinished"]);
const MOVING = new Set(["waiting", "looking", "comparing", "sending", "checking", "paused"]);
const PAUSABLE = new Set(["waiting", "looking", "comparing", "sending"]);
const NEEDING_HELP = new Set(["known", "unfinished", "refused", "failed"]);
const OVER = new Set(["ready", "processing", "failed", "refused"]);
const WAITING_FOR_LINE = new Set(["sending", "looking", "checking"]);
const WITH_BAR = new Set(["comparing", "sending", "checking", "paused", "unfinished", "elsewhere", "processing"]);
const RESTING = new Set(["paused", "unfinished", "elsewhere"]);

/** @param {Row[]} uploads @param {Circumstances} circumstances @param {RowView[]} [before] the rows that were shown last */
export function trayView(uploads, circumstances, before = []) {
  const sorted = [...uploads].sort((one, other) => rankOf(one) - rankOf(other));
  const moving = sorted.filter(({ state }) => MOVING.has(state));
  const paused = moving.filter(({ state }) => state === "paused").length;
  const size = moving.reduce((sum, row) => sum + row.size, 0);
  const sent = moving.reduce((sum, row) => sum + Math.min(row.sent, row.size), 0);
  const isResting = moving.length > 0 && paused === moving.length;
  const { isSending, speed, secondsFor } = circumstances;
  const rest = isResting ? "paused" : moving.some((row) => isWaitingForLine(row, circumstances)) ? lineOf(circumstances) : "";
  return {
    rows: keptOf(
      sorted.map((row) => rowView(row, circumstances)),
      before,
    ),
    count: sorted.length,
    moving: moving.length,
    percent: size ? Math.floor((100 * sent) / size) : 0,
    speed: isSending && !rest ? speed : 0,
    seconds_left: isSending && !rest ? secondsFor(size - sent) : null,
    rest,
    needs_help: sorted.some(({ state }) => NEEDING_HELP.has(state)),
    may_pause_all: moving.length > 1 && !isResting,
    may_resume_all: moving.length > 1 && isResting,
    may_clear: sorted.every(({ state }) => OVER.has(state)),
    storage_of: sorted.find(({ target, state }) => !target.shareToken && state !== "ready")?.target.projectId ?? "",
    ...summaryOf(sorted, moving.length, rest),
  };
}

/** What runs stands first, then what asks its viewer and what waits, then what went wrong, what is done last. @param {Row} row */
function rankOf({ state }) {
  if (RUNNING.has(state)) return 0;
  if (ASKING.has(state)) return 1;
  return !OVER.has(state) ? 2 : NEEDING_HELP.has(state) ? 3 : state === "processing" ? 4 : 5;
}

/** The title of the tray: which words, about how many. @param {Row[]} rows @param {number} moving @param {string} rest why nothing moves */
function summaryOf(rows, moving, rest) {
  const count = (/** @type {string[]} */ ...states) => rows.filter(({ state }) => states.includes(state)).length;
  /** @type {[string, number][]} */
  const titles = [
    [rest || "moving", moving],
    ["unfinished", count("unfinished", "elsewhere")],
    ["known", count("known")],
    ["wrong", count("refused", "failed")],
  ];
  const [summary, summary_count] = titles.find(([, many]) => many > 0) ?? ["done", rows.length];
  return { summary, summary_count };
}

/** @param {Row} row @param {Circumstances} circumstances */
function rowView(row, circumstances) {
  const { isOffline, asked, copied } = circumstances;
  const { id, name, size, state, percent, stored, target, problem, problemKey, noticeKey, sha256, isVerified, videoId } = row;
  const [film] = row.films;
  const isGuest = Boolean(target.shareToken);
  const isUnderWay = PAUSABLE.has(state) || state === "paused" || state === "unfinished";
  const isLineDown = state === "sending" && isOffline;
  const isWrong = Boolean(problem || problemKey);
  return {
    id,
    name,
    size,
    percent: state === "processing" ? Math.min(percent, 99) : percent, // all of it is where it is ready
    goes_to: target.videoId ? "version" : target.projectName ? "project" : "",
    place: (target.videoId ? target.videoTitle : target.projectName) ?? "",
    mark: markOf(state),
    may_pause: PAUSABLE.has(state),
    may_resume: state === "paused",
    may_leave: state !== "checking" && state !== "elsewhere",
    is_under_way: isUnderWay,
    is_asking: isUnderWay && asked.has(id),
    stored: percentOf(stored, size),
    has_stored: stored > 0,
    bar: !WITH_BAR.has(state) ? "" : state === "comparing" || state === "processing" ? state : "sent",
    is_resting: RESTING.has(state) || isLineDown,
    is_checking: state === "checking",
    notice: lastOf(noticeKey),
    problem,
    problem_key: problem ? "" : lastOf(problemKey),
    standing: isWrong && (state === "refused" || state === "failed") ? "none" : standingOf(row, circumstances),
    busy_seconds: circumstances.busySeconds,
    known_title: film?.title ?? "",
    known_address: state === "known" && film ? addressOf(target.shareToken, film.video_id, film.version) : "",
    may_become_version: state === "known" && !isGuest && !target.videoId,
    is_sending: state === "sending" || state === "comparing",
    is_processing: state === "processing",
    speed: state === "sending" && !isOffline ? Math.round(row.speed) : 0,
    seconds_left: (state === "sending" && !isOffline) || state === "processing" ? (row.secondsLeft ?? null) : null,
    go_on: state !== "unfinished" ? "" : !row.hasFile ? "choose_again" : noticeKey ? "begin_anew" : "go_on",
    may_retry: state === "refused" && row.hasFile && !row.isFinal,
    may_process_again: !isGuest && Boolean(row.jobId) && state === "failed",
    may_stop: !isGuest && Boolean(row.jobId) && state === "processing",
    address: videoId && (state === "ready" || row.isWatchable) ? addressOf(target.shareToken, videoId, row.version) : "",
    is_guest: isGuest,
    has_more: Boolean(videoId && (sha256 || isVerified)),
    is_verified: isVerified,
    sha256,
    sha256_start: sha256.slice(0, 8),
    sha256_end: sha256.slice(-8),
    is_copied: copied.has(id),
  };
}

/** @param {Row} row @param {Circumstances} circumstances */
function isWaitingForLine({ state }, { isOffline }) {
  return isOffline && WAITING_FOR_LINE.has(state);
}

/** What a line that is down is waited for. @param {Circumstances} circumstances */
function lineOf({ busySeconds }) {
  return busySeconds ? "busy" : "offline";
}

/** Which words say how it stands; the texts are `upload.standing.*`. @param {Row} row @param {Circumstances} circumstances */
function standingOf(row, circumstances) {
  const { state, size, stored, hasFile, noticeKey } = row;
  if (isWaitingForLine(row, circumstances)) return lineOf(circumstances);
  if (state === "unfinished") return noticeKey ? "" : `${hasFile ? "click" : "choose"}${stored ? "" : "_anew"}`;
  if (state === "paused" && size) return stored ? "paused_at" : "paused_anew";
  return state;
}

/** @param {string} state */
function markOf(state) {
  if (state === "ready") return "done";
  if (state === "refused" || state === "failed") return "wrong";
  return state === "known" || state === "unfinished" ? "asks" : "film";
}

/** Where a film is watched: a guest's room knows the films of its link. @param {string | undefined} token @param {string} videoId @param {number} version */
function addressOf(token, videoId, version) {
  return token ? `/s/${token}?video=${videoId}` : `/videos/${videoId}?v=${version}`;
}

/** @param {string} key of a text */
function lastOf(key) {
  return key.slice(key.lastIndexOf(".") + 1);
}

/** @param {RowView[]} rows @param {RowView[]} before */
function keptOf(rows, before) {
  const known = new Map(before.map((row) => [row.id, row]));
  const kept = rows.map((row) => {
    const last = known.get(row.id);
    return last && JSON.stringify(last) === JSON.stringify(row) ? last : row;
  });
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept;
}
