/** The timecode of the shown frame, which can be typed into: a timecode, minutes and seconds, `54f`, `+10`, `-1`. */
import { createElement as h, useEffect, useRef, useState } from "react";
import { useFrame, usePlayer } from "./context.js";
import { timecodeOf, typedFrame } from "./timecode.js";

export function TimecodeField() {
  const { engine, timebase, frames, root, t } = usePlayer();
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const isEdited = useRef(false);
  const [isRefused, setRefused] = useState(false);

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
    setRefused(false);
    write();
  };
  const submit = () => {
    const frame = typedFrame(timebase, input.current?.value ?? "", engine?.frame ?? 0);
    if (frame === null) return setRefused(true);
    engine?.seek(Math.min(frames - 1, Math.max(0, frame)));
    leave();
    root.current?.focus({ preventScroll: true });
  };

  return h("input", {
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
    "aria-invalid": isRefused || undefined,
    title: t("player.timecode_hint"),
    onFocus() {
      isEdited.current = true;
      if (engine?.snapshot.isPlaying) engine.transport.pause();
      input.current?.select();
    },
    onInput: () => setRefused(false),
    onBlur: leave,
    onKeyDown(/** @type {import("react").KeyboardEvent} */ event) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === "Enter") submit();
      if (event.key !== "Escape") return;
      leave();
      root.current?.focus({ preventScroll: true });
    },
  });
}
