/** The control row: transport, timecode, range, speed, quality, sound and full screen. */
import { createElement as h, useRef } from "react";
import { useFrame, usePlayer, useSnapshot } from "./context.js";
import { ControlButton } from "./control_button.js";
import { Icon } from "./icons.js";
import { MoreMenu, QualityMenu, SoundMenu, SpeedMenu } from "./menus.js";
import { TimecodeField } from "./timecode_field.js";
import { lengthOf, timecodeOf } from "./timecode.js";
import { useIsWaveformShown } from "./waveform.js";

/**
 * @param {object} props
 * @param {boolean} props.hasAudio
 * @param {boolean} props.isFullscreen
 * @param {import("./keyboard.js").Actions} props.actions
 * @param {() => void} props.onCopyLink
 */
export function Controls({ hasAudio, isFullscreen, actions, onCopyLink }) {
  const { engine, frames, timebase, t } = usePlayer();
  const { isPlaying, isLooping, isMuted } = useSnapshot();
  const isWaveformShown = useIsWaveformShown();
  const press = (/** @type {string} */ name) => () => actions[name](false);
  const isDisabled = !engine;
  return h(
    "div",
    { className: "rp-controls" },
    h(
      ControlButton,
      {
        label: t(isPlaying ? "player.pause" : "player.play"),
        shortcut: "Space",
        onPress: press("toggle"),
        isDisabled,
        className: "rp-square",
      },
      h(Icon, { name: isPlaying ? "pause" : "play" }),
    ),
    h(
      ControlButton,
      {
        label: t("player.previous_frame"),
        shortcut: "ArrowLeft",
        onPress: press("previous_frame"),
        isDisabled,
        className: "rp-square",
      },
      h(Icon, { name: "previous" }),
    ),
    h(
      ControlButton,
      {
        label: t("player.next_frame"),
        shortcut: "ArrowRight",
        onPress: press("next_frame"),
        isDisabled,
        className: "rp-square",
      },
      h(Icon, { name: "next" }),
    ),
    h(TimecodeField),
    h("span", { className: "rp-length rp-figures" }, `/ ${frames ? lengthOf(timebase, frames) : "--:--:--:--"}`),
    h(FrameChip, { onCopyLink }),
    h("span", { className: "rp-gap" }),
    h(RangeControls, { actions }),
    h(
      ControlButton,
      {
        label: t("player.loop"),
        shortcut: "KeyL+Shift",
        onPress: press("loop"),
        isPressed: isLooping,
        isDisabled,
        className: "rp-text rp-wide",
      },
      h(Icon, { name: "loop", size: 16 }),
      h("span", { className: "rp-wider" }, t("player.loop_short")),
    ),
    h(SpeedMenu),
    h(QualityMenu),
    h(SoundMenu),
    actions.waveform
      ? h(
          ControlButton,
          {
            label: t("player.waveform"),
            shortcut: "KeyW",
            onPress: press("waveform"),
            isPressed: isWaveformShown,
            className: "rp-square rp-wide rp-calm",
          },
          h(Icon, { name: "waveform" }),
        )
      : null,
    hasAudio ? h(Volume) : null,
    h(
      ControlButton,
      { label: t("player.help"), shortcut: "?", onPress: press("help"), className: "rp-square rp-wide" },
      h(Icon, { name: "keyboard" }),
    ),
    h(MoreMenu, {
      acts: [
        ...(hasAudio
          ? [
              {
                label: t(isMuted ? "player.unmute" : "player.mute"),
                icon: isMuted ? /** @type {const} */ ("muted") : /** @type {const} */ ("volume"),
                run: press("mute"),
                className: "rp-small",
              },
            ]
          : []),
        { label: t("player.set_in"), icon: /** @type {const} */ ("in"), run: press("set_in") },
        { label: t("player.set_out"), icon: /** @type {const} */ ("out"), run: press("set_out") },
        { label: t("player.clear_range"), icon: /** @type {const} */ ("clear"), run: press("clear_range") },
        {
          label: t(isLooping ? "player.loop_off" : "player.loop"),
          icon: /** @type {const} */ ("loop"),
          run: press("loop"),
        },
        ...(actions.waveform
          ? [
              {
                label: t(isWaveformShown ? "player.waveform_off" : "player.waveform_on"),
                icon: /** @type {const} */ ("waveform"),
                run: press("waveform"),
              },
            ]
          : []),
        { label: t("player.copy_link"), icon: /** @type {const} */ ("link"), run: onCopyLink },
        {
          label: t("player.fullscreen"),
          icon: /** @type {const} */ ("fullscreen"),
          run: press("fullscreen"),
          className: "rp-smallest",
        },
        { label: t("player.help"), icon: /** @type {const} */ ("keyboard"), run: press("help"), className: "rp-keys" },
      ],
    }),
    h(
      ControlButton,
      {
        label: t(isFullscreen ? "player.leave_fullscreen" : "player.fullscreen"),
        shortcut: "KeyF",
        onPress: press("fullscreen"),
        className: "rp-square rp-roomy",
      },
      h(Icon, { name: isFullscreen ? "leave_fullscreen" : "fullscreen" }),
    ),
  );
}

/** The frame's number; pressed, it copies a link to this frame. @param {{onCopyLink: () => void}} props */
function FrameChip({ onCopyLink }) {
  const { engine, t } = usePlayer();
  const number = useRef(/** @type {HTMLSpanElement | null} */ (null));
  useFrame(({ frame }) => {
    if (number.current) number.current.textContent = `F ${frame}`;
  }, []);
  return h(
    "button",
    {
      type: "button",
      className: "rp-chip rp-figures",
      "data-tip": t("player.copy_link"),
      disabled: !engine,
      onClick: onCopyLink,
    },
    h("span", { ref: number }, "F 0"),
    h("span", { className: "rp-hidden" }, t("player.copy_link")),
  );
}

/** The in and out points: pressed, each is set to the shown frame. @param {{actions: import("./keyboard.js").Actions}} props */
function RangeControls({ actions }) {
  const { engine, timebase, t } = usePlayer();
  const { range } = useSnapshot();
  const written = (/** @type {number | null} */ frame) =>
    frame === null ? "" : timecodeOf(timebase, frame).replace(/^00[:]/, "");
  const end = (/** @type {"in" | "out"} */ which, /** @type {number | null} */ frame) => {
    const name = which === "in" ? "I" : "O";
    return h(
      ControlButton,
      {
        label: `${name} ${written(frame)} ${t(which === "in" ? "player.set_in" : "player.set_out")}`.replace(
          /\s+/g,
          " ",
        ),
        shortcut: which === "in" ? "KeyI" : "KeyO",
        onPress: () => actions[which === "in" ? "set_in" : "set_out"](false),
        isDisabled: !engine,
        className: "rp-point rp-figures",
      },
      `${name} ${written(frame)}`.trim(),
    );
  };
  return h(
    "div",
    { className: "rp-points rp-wide", role: "group", "aria-label": t("player.range") },
    end("in", range.in),
    h("span", { "aria-hidden": true }, "—"),
    end("out", range.out),
    range.in === null && range.out === null
      ? null
      : h(
          ControlButton,
          {
            label: t("player.clear_range"),
            shortcut: "KeyX",
            onPress: () => actions.clear_range(false),
            className: "rp-point",
          },
          h(Icon, { name: "clear", size: 14 }),
        ),
  );
}

function Volume() {
  const { engine, t } = usePlayer();
  const { isMuted, volume } = useSnapshot();
  const isSilent = isMuted || volume === 0;
  return h(
    "div",
    { className: "rp-volume rp-medium" },
    h(
      ControlButton,
      {
        label: t(isSilent ? "player.unmute" : "player.mute"),
        shortcut: "KeyM",
        onPress: () => engine?.toggleMute(),
        isDisabled: !engine,
        className: "rp-square",
      },
      h(Icon, { name: isSilent ? "muted" : "volume" }),
    ),
    h("input", {
      type: "range",
      className: "rp-volume-slider",
      min: 0,
      max: 100,
      value: isMuted ? 0 : Math.round(volume * 100),
      disabled: !engine,
      "aria-label": t("player.volume"),
      onChange: (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ event) =>
        engine?.setVolume(Number(event.target.value) / 100),
    }),
  );
}
