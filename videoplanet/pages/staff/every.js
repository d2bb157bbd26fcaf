/** Asks again every few seconds while somebody looks at the page, and at once when they come back to it. */
import { useEffect, useRef } from "react";

/**
 * @param {object} props
 * @param {number} props.seconds
 * @param {() => void} props.onTime
 */
export function Every({ seconds, onTime }) {
  const tell = useRef(onTime);
  tell.current = onTime;

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") tell.current();
    };
    const timer = setInterval(look, seconds * 1000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [seconds]);

  return null;
}
