/** Keeps what a page was asked for in its address, so that a reload, a link and a way back show the same. */
import { useEffect, useRef } from "react";

/**
 * Writes `value` under `name` into the address whenever it changes; draws nothing. What it is at first came from the address, or is
 * about to be read from there.
 * @param {{name: string, value: string}} props
 */
export function InAddress({ name, value }) {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    const address = new URL(location.href);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    history.replaceState(history.state, "", address.href);
  }, [name, value]);
  return null;
}
