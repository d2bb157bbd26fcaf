/** What buttons of the conversation do, by name. */
import { whenDialogIsGone } from "./drawing.js";
import { focusOn } from "./focus_keeper.js";
import { remove, removeAnswer, resolve } from "./undoing.js";
import { postUnsent } from "./writing.js";

/** @typedef {import("./session.js").Session} Session */

/** @type {Record<string, (at: Session, ...args: any[]) => unknown>} */
const ACTS = {
  show({ room }, id, frame) {
    room.tell("select", { comment_id: id });
    if (frame >= 0) room.tell("seek", { frame });
  },
  open: ({ thread }, id, box) => thread.setOpen({ id, box }),
  close: ({ thread }) => thread.leaveOpen(),
  /** The words stay, for another time. */
  put_away: ({ thread }) => thread.setOpen(null),
  asking: ({ thread }, isAsking) => thread.ask(isAsking),
  discard_words({ thread, list }) {
    const id = thread.open?.id ?? "";
    thread.discardOpen();
    whenDialogIsGone(() => list.show(id, focusOn));
  },
  resolve: ({ thread, list }, id, resolved) => resolve(thread, id, resolved, tellWithUndo(list, id)),
  remove: ({ thread, list }, id) => remove(thread, id, tellWithUndo(list, id)),
  remove_reply: ({ thread, list }, id, replyId) => removeAnswer(thread, id, replyId, tellWithUndo(list, id)),
  retry: ({ thread }, id) => thread.outbox.retry(id),
  discard: ({ thread }, id) => thread.outbox.remove(id),
  copy_unsent: ({ thread }, at) => thread.at.copy(thread.drafts.wordsAt(at), "review.unsent_copied"),
  post_unsent({ thread, room }, at) {
    const id = postUnsent(thread, at);
    if (id) room.tell("select", { comment_id: id });
  },
  discard_unsent({ thread }, at) {
    if (thread.open && at.includes(thread.open.id)) thread.setOpen(null);
    thread.drafts.forget(at);
  },
  point: ({ thread }, id) => thread.point(id),
  show_all: ({ thread }) => thread.arrange({ status: "all", kind: "all" }),
  arrange: ({ thread }, name, value) => thread.arrange({ [name]: value }),
  copy_link: ({ thread }, id, frame) => thread.at.copy(linkTo(thread.at.version, id, frame), "review.link_copied"),
  kind: ({ composer }, kind) => composer.setKind(kind),
  pin: ({ composer }) => composer.pinHere(),
  start_range: ({ composer }) => composer.startRange(),
  end_range: ({ composer }) => composer.endRange(),
  drop_range: ({ composer }) => composer.dropRange(),
  whole: ({ composer }) => composer.toggleWhole(),
  release: ({ composer }) => composer.release(),
  prove_again: ({ posting }) => posting.proveAgain(),
  go_to_words: ({ composer, room }) => room.tell("version", { number: composer.view.away_version }),
  take_here({ composer }) {
    composer.takeHere();
    document.getElementById("composer")?.focus();
  },
};

/** @param {Session} session @param {string} name @param {...any} args */
export function actIn(session, name, ...args) {
  void ACTS[name](session, ...args);
}

/** Says what was done to a comment; undoing it leads back to its row.
 * @param {import("./row_list.js").RowList} list @param {string} id @returns {import("./undoing.js").Tell} */
function tellWithUndo(list, id) {
  return (key, undo) => {
    const takeBack = async () => {
      if (await undo()) list.show(id, focusOn);
    };
    window.dispatchEvent(new CustomEvent("videoplanet:toast", { detail: { kind: "success", key, undo: takeBack } }));
  };
}

/** @param {number} version @param {string} id @param {number} frame */
function linkTo(version, id, frame) {
  const link = new URL(location.href);
  link.searchParams.set("v", String(version));
  if (frame >= 0) link.searchParams.set("f", String(frame));
  link.hash = `comment-${id}`;
  return link.href;
}
