/** What keys and buttons do by name (those of `keyboard.js`, and `copy_link`); and full screen. */
import { useEffect, useState } from "react";
import { neighbourMark } from "./marks.js";
import { pausesForTyping } from "./typing_pause.js";
import { waveformSwitch } from "./waveform.js";

const TEN = 10;

/**
 * @param {object} player
 * @param {import("./engine.js").Engine | null} player.engine
 * @param {import("./marks.js").FrameMark[]} player.marks by frame
 * @param {string | null | undefined} player.selectedId
 * @param {(mark: import("./marks.js").FrameMark) => void} player.select
 * @param {boolean} player.canComment
 * @param {() => void} player.compose asks for the composer
 * @param {boolean} player.hasWaveform
 * @param {() => void} player.toggleFullscreen
 * @param {() => Promise<void>} player.leaveFullscreen
 * @param {() => void} player.openHelp
 * @param {() => void} player.copyLink
 * @returns {import("./keyboard.js").Actions}
 */
export function playerActions(player) {
  const { engine, marks, selectedId, select, canComment, compose, hasWaveform, leaveFullscreen } = player;
  /** @param {1 | -1} direction */
  const goToMark = (direction) => () => {
    const mark = engine && neighbourMark(marks, engine.frame, direction, selectedId);
    if (mark) select(mark);
  };
  /** @param {(transport: import("./transport.js").Transport, frame: number) => void} act */
  const on = (act) => () => engine && act(engine.transport, engine.frame);
  return {
    toggle: on((transport) => transport.toggle()),
    play_backwards: on((transport) => transport.shuttleTo(-1)),
    pause: on((transport) => transport.pause()),
    play_forwards: on((transport) => transport.shuttleTo(1)),
    previous_frame: on((transport) => transport.step(-1)),
    next_frame: on((transport) => transport.step(1)),
    previous_ten: on((transport) => transport.step(-TEN)),
    next_ten: on((transport) => transport.step(TEN)),
    first_frame: on((transport) => transport.show(0)),
    last_frame: on((transport) => transport.show(Infinity)),
    set_in: on((transport, frame) => transport.setRange({ in: frame })),
    set_out: on((transport, frame) => transport.setRange({ out: frame })),
    go_in: on((transport) => transport.show(transport.range.in ?? 0)),
    go_out: on((transport) => transport.show(transport.range.out ?? Infinity)),
    clear_range: on((transport) => transport.setRange({ in: null, out: null })),
    loop: on((transport) => transport.toggleLoop()),
    previous_mark: goToMark(-1),
    next_mark: goToMark(1),
    ...(canComment ? { comment: () => void write(engine, compose, leaveFullscreen) } : {}),
    ...(hasWaveform ? { waveform: () => waveformSwitch.toggle() } : {}),
    mute: () => engine?.volume.toggleMute(),
    fullscreen: player.toggleFullscreen,
    help: player.openHelp,
    copy_link: player.copyLink,
  };
}

/**
 * Lets the reviewer write, on the frame that is shown; in full screen there is no composer.
 * @param {import("./engine.js").Engine | null} engine @param {() => void} compose @param {() => Promise<void>} leaveFullscreen
 */
async function write(engine, compose, leaveFullscreen) {
  if (engine?.snapshot.isPlaying && pausesForTyping()) engine.transport.pause();
  await leaveFullscreen();
  compose();
}

/**
 * The whole player on the whole screen; on an iPhone, which allows only that, the film alone.
 * @param {import("react").RefObject<HTMLElement | null>} root
 * @param {import("react").RefObject<HTMLVideoElement | null>} video
 */
export function useFullscreen(root, video) {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement === root.current && root.current !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, [root]);
  const leave = async () => {
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {}); // it has been left already
  };
  const toggle = () => {
    if (document.fullscreenElement) return void document.exitFullscreen();
    if (root.current?.requestFullscreen) return void root.current.requestFullscreen().catch(() => setOn(false));
    /** @type {{webkitEnterFullscreen?: () => void} | null} */ (/** @type {unknown} */ (video.current))?.webkitEnterFullscreen?.();
  };
  return { isOn, toggle, leave };
}
