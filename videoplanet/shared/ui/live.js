/**
 * Live frames in React. They arrive as values of a Reflex state; a burst sets them many times between two renderings, so it is the
 * state store that is listened to.
 */
import { useContext, useEffect, useRef } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { LiveFrames } from "./live_frames.js";

/**
 * Hears every frame that arrives while the component is mounted.
 * @param {string} state its full name
 * @param {string[]} fields its fields that carry frames, as the browser names them
 * @param {(frame: any) => void} heard
 * @returns {(field: string) => any} gives the last frame of a field, which may be older than the component; undefined before any
 */
export function useLive(state, fields, heard) {
  const states = useContext(StateStoreContext);
  const latest = useRef(heard);
  latest.current = heard;
  const named = fields.join();
  useEffect(() => {
    const frames = new LiveFrames(() => states.getSnapshot(state), named.split(","));
    return states.subscribe(state, () => frames.look((frame) => latest.current(frame)));
  }, [states, state, named]);
  return (field) => {
    const frame = states.getSnapshot(state)?.[field];
    return frame?.type ? frame : undefined;
  };
}
