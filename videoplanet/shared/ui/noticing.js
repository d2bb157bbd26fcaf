/** Tells the page when a value that only the browser knows is another one than before, and at first; draws nothing. */
import { useEffect, useRef } from "react";

/** @param {{value: unknown, onChange: () => void}} props */
export function Noticed({ value, onChange }) {
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => void tell.current(), [value]);
  return null;
}
