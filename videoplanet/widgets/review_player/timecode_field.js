/** The timecode of the shown frame, which can be typed into: see `timecode_entry.js`. A wrong entry stays, and is told why. */
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { useFrame, usePlayer } from "./context.js";
import { timecodeOf } from "./timecode.js";
import { readEntry } from "./timecode_entry.js";

export function TimecodeField() {
  const { engine, timebase, frames, root, t } = usePlayer();
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const isEdited = useRef(false);
  const [problem, setProblem] = useState("");
  const problemId = useId();

  const lastFrame = useRef(0); // stays while another version is opened

  const write = () => {
    if (!input.current) return;
    if (!engine) input.current.dataset.trusted = "false";
    if (!isEdited.current) input.current.value = timecodeOf(timebase, lastFrame.current);
  };
  useEffect(write);
  useFrame(
    ({ frame, trusted }) => {
      lastFrame.current = frame;
      write();
      if (input.current) input.current.dataset.trusted = String(trusted);
    },
    [timebase],
  );

  const leave = () => {
    isEdited.current = false;
    setProblem("");
    write();
  };
  const submit = () => {
    const typed = input.current?.value.trim() ?? "";
    const entry = readEntry(timebase, frames, typed, engine?.frame ?? 0);
    if ("problem" in entry) {
      const [first, last] = [0, frames - 1].map((frame) => timecodeOf(timebase, frame));
      input.current?.select(); // typing again replaces what was refused
      return setProblem(t(`player.timecode_problem.${entry.problem}`, { typed, first, last }));
    }
    engine?.seek(entry.frame);
    leave();
    root.current?.focus({ preventScroll: true });
  };

  const field = h("input", {
    ref: input,
    className: "rp-timecode rp-figures",
    type: "text",
    size: 11,
    maxLength: 16,
    autoComplete: "off",
    spellCheck: false,
    enterKeyHint: "go",
    disabled: !engine,
    defaultValue: timecodeOf(timebase, 0),
    "aria-label": t("player.timecode"),
    "aria-invalid": problem !== "" || undefined,
    "aria-describedby": problem ? problemId : undefined,
    title: t("player.timecode_hint"),
    onFocus() {
      isEdited.current = true;
      if (engine?.snapshot.isPlaying) engine.transport.pause();
      input.current?.select();
    },
    onInput: () => setProblem(""),
    onBlur: leave,
    onKeyDown(/** @type {import("react").KeyboardEvent} */ event) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === "Enter") submit();
      if (event.key !== "Escape") return;
      leave();
      root.current?.focus({ preventScroll: true });
    },
  });
  return h(
    "span",
    { className: "rp-timecode-place" },
    field,
    h("span", { className: "rp-timecode-problem", role: "alert", id: problemId }, problem),
  );
}
