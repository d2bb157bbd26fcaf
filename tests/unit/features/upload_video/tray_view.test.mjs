import assert from "node:assert/strict";
import { test } from "node:test";
import { NEW } from "../../../../videoplanet/features/upload_video/rows.js";
import { trayView } from "../../../../videoplanet/features/upload_video/tray_view.js";

/** @typedef {import("../../../../videoplanet/features/upload_video/tray_view.js").Row} Row */
/** @typedef {import("../../../../videoplanet/features/upload_video/tray_view.js").Circumstances} Circumstances */

const PROJECT = { projectId: "p", projectName: "Spring" };
const FILM = { video_id: "v", title: "Main", version: 2, created_at: "" };

/** @type {Circumstances} */
const QUIET = {
  isSending: false,
  speed: 0,
  secondsFor: () => null,
  isOffline: false,
  busySeconds: 0,
  asked: new Set(),
  copied: new Set(),
};

/** @param {Partial<Row>} row @returns {Row} */
function upload(row) {
  return { id: "u", target: PROJECT, name: "a.mp4", size: 1000, lastModified: 1, ...NEW, speed: 0, ...row };
}

/** @param {Partial<Row>} row @param {Partial<Circumstances>} [circumstances] */
function shown(row, circumstances = {}) {
  return trayView([upload(row)], { ...QUIET, ...circumstances }).rows[0];
}

test("a film that is sent says how far it is, how fast and for how long", () => {
  const row = shown({ state: "sending", percent: 40, sent: 400, stored: 300, speed: 99.6, secondsLeft: 6 });
  assert.deepEqual([row.bar, row.percent, row.speed, row.seconds_left, row.standing], ["sent", 40, 100, 6, "sending"]);
  assert.deepEqual([row.may_pause, row.may_resume, row.may_leave, row.is_resting], [true, false, true, false]);
  assert.deepEqual([row.goes_to, row.place], ["project", "Spring"]);
});

test("while the line is down nobody knows a speed, and it says what it waits for", () => {
  const row = shown({ state: "sending", speed: 100, secondsLeft: 6 }, { isOffline: true });
  assert.deepEqual([row.speed, row.seconds_left, row.standing, row.is_resting], [0, null, "offline", true]);
  assert.deepEqual(
    [
      shown({ state: "checking" }, { isOffline: true, busySeconds: 9 }).standing,
      shown({ state: "paused", size: 0 }, { isOffline: true }).standing,
    ],
    ["busy", "paused"],
  );
});

test("the tray's head says the same as the rows below it, while the line is down and while all rests", () => {
  const going = { isSending: true, speed: 50, secondsFor: () => 3 };
  /** @param {Partial<Circumstances>} circumstances @param {Row["state"][]} states */
  const head = (circumstances, ...states) => {
    const rows = states.map((state, index) => upload({ id: `${index}`, state, sent: 500 }));
    const { rest, summary, speed, seconds_left } = trayView(rows, { ...QUIET, ...going, ...circumstances });
    return [rest, summary, speed, seconds_left];
  };
  assert.deepEqual(head({}, "sending", "waiting"), ["", "moving", 50, 3]);
  assert.deepEqual(head({ isOffline: true }, "sending", "paused"), ["offline", "offline", 0, null]);
  assert.deepEqual(head({ isOffline: true, busySeconds: 9 }, "checking"), ["busy", "busy", 0, null]);
  assert.deepEqual(head({ isOffline: true }, "paused", "paused"), ["paused", "paused", 0, null]);
  assert.deepEqual(head({ isOffline: true }, "comparing"), ["", "moving", 50, 3]);
});

test("a film is not wholly there before it is ready", () => {
  const arrived = { videoId: "v", version: 3, percent: 100 };
  const percents = [shown({ ...arrived, state: "processing" }), shown({ ...arrived, state: "checking" })].map(
    ({ percent }) => percent,
  );
  assert.deepEqual(percents, [99, 100]);
});

test("an unfinished film says from where it goes on and what is needed for that", () => {
  const all = [
    shown({ state: "unfinished", stored: 470 }),
    shown({ state: "unfinished", stored: 470, hasFile: false }),
    shown({ state: "unfinished" }),
    shown({ state: "unfinished", noticeKey: "upload.notice.expired" }),
  ];
  assert.deepEqual(
    all.map(({ standing, go_on, notice }) => [standing, go_on, notice]),
    [
      ["click", "go_on", ""],
      ["choose", "choose_again", ""],
      ["click_anew", "go_on", ""],
      ["", "begin_anew", "expired"],
    ],
  );
  assert.deepEqual(
    [all[0].stored, shown({ state: "paused", stored: 470 }).standing, shown({ state: "paused" }).standing],
    [47, "paused_at", "paused_anew"],
  );
});

test("what was refused says why instead of how it stands, and may be tried again where that helps", () => {
  const row = shown({ state: "refused", problem: "No film" });
  assert.deepEqual([row.problem, row.problem_key, row.standing, row.mark, row.may_retry], ["No film", "", "none", "wrong", true]);
  assert.equal(shown({ state: "refused", problem: "No film", isFinal: true }).may_retry, false);
  assert.equal(shown({ state: "refused", problemKey: "upload.problem.unexpected" }).problem_key, "unexpected");
  const other = shown({ state: "unfinished", problemKey: "upload.problem.other_file" });
  assert.deepEqual([other.problem_key, other.standing], ["other_file", "click_anew"]);
});

test("a film that is there already is opened, or sent all the same; guests and versions add none", () => {
  const row = shown({ state: "known", films: [FILM] });
  assert.deepEqual([row.known_title, row.known_address, row.may_become_version], ["Main", "/videos/v?v=2", true]);
  const guest = shown({ state: "known", films: [FILM], target: { projectId: "p", shareToken: "t" } });
  assert.deepEqual([guest.known_address, guest.may_become_version, guest.is_guest], ["/s/t?video=v", false, true]);
  const version = shown({ state: "known", films: [FILM], target: { ...PROJECT, videoId: "w", videoTitle: "Cut" } });
  assert.deepEqual([version.may_become_version, version.goes_to, version.place], [false, "version", "Cut"]);
});

test("a film that has arrived is watched as soon as there is something to watch", () => {
  const arrived = { videoId: "v", version: 3, jobId: "j", secondsLeft: 75, percent: 12 };
  const row = shown({ ...arrived, state: "processing" });
  assert.deepEqual([row.bar, row.is_processing, row.seconds_left, row.may_stop, row.address], ["processing", true, 75, true, ""]);
  assert.equal(shown({ ...arrived, state: "processing", isWatchable: true }).address, "/videos/v?v=3");
  const guest = shown({ ...arrived, state: "processing", target: { projectId: "p", shareToken: "t" } });
  assert.equal(guest.may_stop, false);
  const failed = shown({ ...arrived, state: "failed", problem: "Broken" });
  assert.deepEqual([failed.may_process_again, failed.address, failed.bar], [true, "", ""]);
  const ready = shown({ ...arrived, state: "ready", sha256: "0123456789abcdef0123", isVerified: true });
  assert.deepEqual([ready.mark, ready.has_more, ready.sha256_start, ready.sha256_end], ["done", true, "01234567", "cdef0123"]);
  assert.deepEqual([shown({ state: "ready", sha256: "01" }).has_more, shown({ state: "checking" }).may_leave], [false, false]);
});

test("only a film that is under way asks before it is cancelled", () => {
  const asked = new Set(["u"]);
  assert.deepEqual(
    [
      shown({ state: "sending" }, { asked }).is_asking,
      shown({ state: "ready" }, { asked }).is_asking,
      shown({ state: "sending" }).is_asking,
    ],
    [true, false, false],
  );
});

test("a row that says the same as before is the same row, and so is the list", () => {
  const uploads = [upload({ id: "a", state: "sending", percent: 10 }), upload({ id: "b" })];
  const { rows } = trayView(uploads, QUIET);
  const same = trayView(
    uploads.map((row) => ({ ...row, speed: 0.2 })),
    QUIET,
    rows,
  );
  assert.equal(same.rows, rows);
  const [first, second] = trayView([{ ...uploads[0], percent: 11 }, uploads[1]], QUIET, rows).rows;
  assert.deepEqual([first === rows[0], second === rows[1]], [false, true]);
});

test("what runs stands first, then what asks, waits, went wrong; what is done last", () => {
  /** @type {Row["state"][]} */
  const states = ["ready", "processing", "failed", "refused", "waiting", "paused", "known", "unfinished", "sending", "looking"];
  const { rows } = trayView(
    states.map((state) => upload({ id: state, state })),
    QUIET,
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    ["sending", "looking", "known", "unfinished", "waiting", "paused", "failed", "refused", "processing", "ready"],
  );
});

test("the title names what is most on its way, then what is left to do", () => {
  /** @param {Row["state"][]} states */
  const title = (...states) => {
    const { summary, summary_count } = trayView(
      states.map((state, index) => upload({ id: `${index}`, state })),
      QUIET,
    );
    return `${summary} ${summary_count}`;
  };
  assert.deepEqual(
    [
      title("sending", "paused", "known"),
      title("unfinished", "elsewhere", "known"),
      title("known", "refused"),
      title("refused", "failed"),
      title("ready", "processing"),
    ],
    ["moving 2", "unfinished 2", "known 1", "wrong 2", "done 2"],
  );
});

test("all that is sent counts together; where everything rests there is no speed", () => {
  const going = { isSending: true, speed: 50, secondsFor: (/** @type {number} */ bytes) => bytes / 50 };
  const sending = upload({ id: "a", state: "sending", sent: 500 });
  const paused = upload({ id: "b", state: "paused", sent: 100 });
  const both = trayView([sending, paused], { ...QUIET, ...going });
  assert.deepEqual(
    [both.percent, both.speed, both.seconds_left, both.may_pause_all, both.may_resume_all],
    [30, 50, 28, true, false],
  );
  const resting = trayView([paused, { ...paused, id: "c" }], QUIET);
  assert.deepEqual(
    [resting.rest, resting.seconds_left, resting.may_pause_all, resting.may_resume_all],
    ["paused", null, false, true],
  );
  assert.deepEqual(
    [trayView([], QUIET).percent, trayView([sending], QUIET).may_clear, trayView([upload({ state: "ready" })], QUIET).may_clear],
    [0, false, true],
  );
});

test("the storage that is looked at is that of a project something goes to, never a guest's", () => {
  assert.equal(trayView([upload({ state: "ready" }), upload({ id: "b", target: { projectId: "q" } })], QUIET).storage_of, "q");
  assert.equal(trayView([upload({ target: { projectId: "p", shareToken: "t" } })], QUIET).storage_of, "");
});
