/** What the room's layout needs from the window: whether it is upright, and how high it is above a phone's keyboard. */
import { useEffect, useSyncExternalStore } from "react";
import "./room.css";
import "./small_room.css";

const UPRIGHT = "(max-width: 559px), (max-width: 900px) and (max-aspect-ratio: 1/1)";

/** @param {() => void} listener */
function subscribe(listener) {
  const query = window.matchMedia(UPRIGHT);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the picture stands above the conversation instead of beside it. */
export function useIsNarrow() {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(UPRIGHT).matches,
    () => false,
  );
}

/** Keeps `--visible-height` at the height that is not covered by an on-screen keyboard, while the page is shown. */
export function VisibleHeight() {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return undefined;
    const measure = () => {
      const height = viewport.height * viewport.scale; // zooming in is no keyboard
      document.documentElement.style.setProperty("--visible-height", `${Math.round(height)}px`);
      // iOS scrolls the page to show the focused field; the layout has made room already.
      if (viewport.offsetTop > 0 && viewport.scale === 1) window.scrollTo(0, 0);
    };
    measure();
    viewport.addEventListener("resize", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      document.documentElement.style.removeProperty("--visible-height");
    };
  }, []);
  return null;
}
