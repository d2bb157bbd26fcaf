/** How a part of the interface finds the player it belongs to, and what that publishes: two players may stand on one page. */
import { createContext, useContext, useSyncExternalStore } from "react";
import { NOTHING_YET } from "./shown.js";

export const PlayerContext = createContext(/** @type {import("./interface.js").PlayerInterface | null} */ (null));

export function usePlayer() {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("a part of the player stands outside of it");
  return player;
}

/** One part of what the player publishes; renders again only when that part changed. @param {keyof typeof NOTHING_YET} part */
export function useShown(part) {
  const { published } = usePlayer();
  return useSyncExternalStore(
    published.subscribe,
    () => published.parts[part],
    () => NOTHING_YET[part],
  );
}
