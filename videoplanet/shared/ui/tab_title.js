/** The tab's title, by what only a part of the page knows; draws nothing. */
import { useEffect } from "react";

/** @param {{words: string}} props */
export function TabTitle({ words }) {
  useEffect(() => {
    document.title = words;
  }, [words]);
  return null;
}
