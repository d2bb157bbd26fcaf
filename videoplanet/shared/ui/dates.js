/** Times in the viewer's language and time zone. */
import { useSyncExternalStore } from "react";
import { partOfDay } from "./part_of_day.js";
import { serverNow, timeAgo } from "$/public/external/videoplanet/shared/ui/clock/clock.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

/** @typedef {"date" | "day" | "short" | "time" | "date_time"} Style */

const MINUTE = 60_000;

/** @type {Record<Style, Intl.DateTimeFormatOptions>} */
const STYLES = {
  date: { year: "numeric", month: "long", day: "numeric" },
  day: { month: "long", day: "numeric" },
  short: { month: "numeric", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  date_time: { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" },
};

/** @type {Set<() => void>} */
const listeners = new Set();
let minute = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** One timer for every relative time on the page. @param {() => void} listener */
function subscribe(listener) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    minute = Math.floor(Date.now() / MINUTE);
    for (const each of listeners) each();
  }, MINUTE / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** A function that writes an RFC 3339 time, or nothing for an empty one. */
export function useDates() {
  const { language, timeZone } = useTexts();
  /** @param {string | null | undefined} iso @param {Style} style */
  return (iso, style) => {
    const at = new Date(iso ?? "");
    if (Number.isNaN(at.getTime())) return "";
    return new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone }).format(at);
  };
}

/** What part of the day it is where the viewer is; goes with the clock. */
export function usePartOfDay() {
  useSyncExternalStore(
    subscribe,
    () => minute,
    () => 0,
  );
  return partOfDay(new Date().getHours());
}

/** A function that writes how long ago a time was by the server's clock: minutes, hours and days up to a week, then the day. */
export function useRelativeTime() {
  const { language, t } = useTexts();
  const write = useDates();
  useSyncExternalStore(
    subscribe,
    () => minute,
    () => 0,
  );
  /** @param {string | null | undefined} iso */
  return (iso) => {
    const at = new Date(iso ?? "").getTime();
    if (Number.isNaN(at)) return "";
    const ago = timeAgo(at);
    if (ago === "now") return t("ui.just_now");
    if (ago === "long") {
      const sameYear = new Date(at).getFullYear() === new Date(serverNow()).getFullYear();
      return write(iso, sameYear ? "day" : "date");
    }
    return new Intl.RelativeTimeFormat(language, { numeric: "always" }).format(-ago.count, ago.unit);
  };
}
