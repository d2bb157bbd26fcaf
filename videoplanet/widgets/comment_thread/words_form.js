/**
 * A box to write in: grows with the words, sends by key or button (not while Korean is being composed), keeps what is typed, also for the
 * writer's other devices, and says when it is too long. What stands above and below it are its two children.
 */
import { Children, createElement, useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { isPosting, isTouched, onTouchedChange } from "./return_key.js";
import { usePart, useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { keepEarly } from "./early_words.js";
import { KINDS } from "./composer.js";
import { act } from "./thread.js";

const NEAR = 0.9;

/**
 * @param {object} props
 * @param {"comment" | "reply" | "edit"} props.target
 * @param {string} [props.commentId]
 * @param {string} [props.words] what an edit begins with
 * @param {number} props.limit in characters
 * @param {string} props.label
 * @param {string} [props.placeholder]
 * @param {string} [props.className]
 * @param {import("react").ReactNode} [props.children]
 */
export function WordsForm({ target, commentId = "", words: first = "", limit, label, placeholder, className, children }) {
  const box = target === "comment" ? "new" : `${target}:${commentId}`;
  const { t } = useTexts();
  const room = useRoom();
  /** @returns {import("./session.js").Session | null} */
  const session = () => room.at("thread");
  const noteId = useId();
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [words, setWords] = useState(first);
  const isTouch = useSyncExternalStore(onTouchedChange, isTouched, () => false);
  const length = [...words.trim()].length;
  const isOver = length > limit;

  /** Whether what was typed before the room was open was to be sent. */
  const isSentEarly = useRef(false);
  /** Grows whenever words came from another device; -1 while the room is not open. */
  const arrivals = usePart("thread", ({ thread }) => thread.drafts.arrivals, -1);

  useEffect(() => {
    const open = session();
    if (!open) return;
    const written = open.thread.drafts.read(box);
    setWords(written || first);
    if (isSentEarly.current) open.send(target, commentId, (written || first).trim(), () => setWords(""));
    isSentEarly.current = false;
  }, [box, first, arrivals]);

  useEffect(() => {
    if (target === "comment") return;
    const element = area.current;
    const list = element?.closest(".vp-comments");
    if (!element || !list) return undefined;
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    showWhole(element);
    // A phone's keyboard comes after the focus and takes half of the list.
    const room = new ResizeObserver(() => element === document.activeElement && showWhole(element));
    room.observe(list);
    return () => room.disconnect();
  }, [box, target]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
    if (target !== "comment" && element === document.activeElement) showWhole(element);
  }, [words]);

  /** @param {string} changed */
  const write = (changed) => {
    setWords(changed);
    isSentEarly.current = false;
    const isChanged = changed !== first;
    const open = session();
    if (open) open.typed(target, box, changed, isChanged);
    else keepEarly(sessionStorage, location.pathname, { target, box, words: changed, isChanged });
  };

  /** @param {import("react").SyntheticEvent} event */
  const submit = (event) => {
    event.preventDefault();
    area.current?.focus();
    if (length === 0 || isOver) return;
    const open = session();
    if (open) open.send(target, commentId, words.trim(), () => setWords(""));
    else isSentEarly.current = true;
  };

  /** @param {import("react").KeyboardEvent<HTMLTextAreaElement>} event */
  const press = (event) => {
    // 229 and isComposing: this Enter ends a syllable of Korean and is not ours.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const kind = event.altKey && target === "comment" && KINDS[Number(event.code.replace("Digit", "")) - 1];
    if (kind) {
      event.preventDefault();
      act(room, "kind", kind);
    } else if (isPosting(event, isTouch)) {
      event.preventDefault();
      area.current?.form?.requestSubmit();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (target === "comment") area.current?.blur();
      else act(room, "put_away");
    }
  };

  /** Left alone, the composer may show one line only: the first. */
  const rest = () => {
    area.current?.scrollTo(0, 0);
    act(room, "release");
  };

  /** Choosing a kind leaves the focus in the words, and a phone its keyboard. @param {import("react").MouseEvent} event */
  const stay = (event) => {
    const isButton = /** @type {Element} */ (event.target).closest("button");
    if (isButton && document.activeElement === area.current) event.preventDefault();
  };

  const [above, below] = Children.toArray(children);
  const note = isOver ? t("review.too_long", { limit, over: length - limit }) : "";
  return createElement(
    "form",
    { className, onSubmit: submit, onMouseDown: stay, "data-empty": length === 0 || undefined },
    above,
    createElement("textarea", {
      ref: area,
      id: target === "comment" ? "composer" : undefined,
      value: words,
      rows: 1,
      dir: "auto",
      enterKeyHint: isTouch ? "enter" : "send",
      placeholder,
      "aria-label": label,
      "aria-invalid": isOver || undefined,
      "aria-describedby": noteId,
      onChange: (/** @type {import("react").ChangeEvent<HTMLTextAreaElement>} */ event) => write(event.target.value),
      onKeyDown: press,
      onBlur: target === "comment" ? rest : undefined,
      className: "vp-words",
    }),
    createElement(
      "div",
      { id: noteId, className: "vp-words-note" },
      createElement("span", { role: isOver ? "alert" : undefined }, note),
      length > limit * NEAR &&
        createElement("span", { className: "tabular-nums" }, `${length.toLocaleString()} / ${limit.toLocaleString()}`),
    ),
    below,
  );
}

/** Scrolls the list so that a box stands in it with its buttons. @param {HTMLTextAreaElement} area */
function showWhole(area) {
  area.form?.scrollIntoView({ block: "nearest" });
}
