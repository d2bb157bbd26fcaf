/** What every part of the player's interface reads: the engine, the film's timebase and the texts. */
import { createContext, useContext, useEffect, useSyncExternalStore } from "react";

/**
 * @typedef {object} Player
 * @property {import("./engine.js").Engine | null} engine null until the film and the media element are there
 * @property {import("./timecode.js").Timebase} timebase
 * @property {number} frames how long the film is
 * @property {string | null} sprite the address of the timeline's pictures, where there are any
 * @property {string | null} waveform the address of the film's loudness, where there is any
 * @property {(key: string, params?: Record<string, unknown>) => string} t
 * @property {import("react").RefObject<HTMLDivElement | null>} root
 */

export const PlayerContext = createContext(/** @type {Player | null} */ (null));

/** @returns {Player} */
export function usePlayer() {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("a part of the player stands outside of it");
  return player;
}

/** @type {import("./engine.js").Snapshot} */
const NOTHING_YET = {
  isPlaying: false,
  speed: 1,
  isLooping: false,
  range: { in: null, out: null },
  isMuted: false,
  volume: 1,
  isWaiting: true,
  hasPicture: false,
  source: {
    kind: null,
    choice: "auto",
    heights: [],
    height: null,
    notice: null,
    sounds: [],
    sound: null,
    hasOriginal: false,
    isOriginalUntrue: false,
  },
};

/** What the interface shows; the component renders again when it changes. Frames are not part of it: see `useFrame`. */
export function useSnapshot() {
  const { engine } = usePlayer();
  return useSyncExternalStore(
    engine?.subscribe ?? neverChanges,
    () => engine?.snapshot ?? NOTHING_YET,
    () => NOTHING_YET,
  );
}

/**
 * Writes each shown frame straight into the page, past React.
 * @param {(report: import("./engine.js").FrameReport) => void} write
 * @param {unknown[]} dependencies of `write`
 */
export function useFrame(write, dependencies) {
  const { engine } = usePlayer();
  // the caller names what `write` depends on
  useEffect(() => engine?.onFrame(write), [engine, ...dependencies]);
}

const neverChanges = () => () => {};
