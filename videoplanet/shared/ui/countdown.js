/** Seconds that run down while somebody waits for a moment the server named. */
import { useEffect, useState } from "react";

const SECOND_MS = 1000;

/**
 * How many of `seconds` are left since they were last told; 0 when the moment has come.
 * @param {number} seconds
 * @param {number} told how often they were told: the same number may be told twice
 * @returns {number}
 */
export function useCountdown(seconds, told) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds <= 0) return undefined;
    const end = performance.now() + seconds * SECOND_MS;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - performance.now()) / SECOND_MS));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [seconds, told]);
  return left;
}
