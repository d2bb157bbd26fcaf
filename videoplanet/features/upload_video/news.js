/** What a screen reader says about uploads: beginnings and ends, and the line, never every per cent. */
import { useEffect, useRef, useState } from "react";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";

const TOLD = new Set(["sending", "processing", "ready", "known", "paused", "unfinished"]);

/** @param {import("./engine.js").TrayView} view */
export function useNews({ rows, isOffline, moving }) {
  const { t } = useTexts();
  const [news, setNews] = useState("");
  const before = useRef({ states: new Map(), isOffline: false });
  useEffect(() => {
    const { states, isOffline: wasOffline } = before.current;
    const changed = rows.filter(({ id, state }) => states.get(id) !== state && TOLD.has(state));
    const told = changed.map(({ name, state }) => t(`upload.news.${state}`, { name }));
    if (isOffline !== wasOffline && moving) told.push(t(isOffline ? "upload.offline" : "upload.news.online"));
    before.current = { states: new Map(rows.map(({ id, state }) => [id, state])), isOffline };
    if (told.length) setNews(told.join(" "));
  }, [rows, isOffline, moving]);
  return news;
}
