/** Dragging over the timeline: the film follows the pointer, and runs on afterwards if it ran before. */
import { useRef } from "react";

/** How far a finger may slip and still tap, and how near to a mark a tap means it; in pixels. */
const SLIP = 6;
const TAP_REACH = 22;

/**
 * @param {object} timeline
 * @param {import("./engine.js").Engine | null} timeline.engine
 * @param {number} timeline.frames
 * @param {(at: {frame: number, x: number} | null) => void} timeline.onHover where the pointer is, null when it left
 * @param {(frame: number, reach: number) => boolean} timeline.onTap a finger tapped: true when a mark within `reach` frames took it
 */
export function useScrub({ engine, frames, onHover, onTap }) {
  const drag = useRef({ isOn: false, wasPlaying: false, from: 0, hasMoved: false });

  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const place = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.min(box.width, Math.max(0, event.clientX - box.left));
    return { x, frame: Math.round((x / (box.width || 1)) * (frames - 1)), framesPerPixel: frames / (box.width || 1) };
  };

  return {
    /** @param {import("react").PointerEvent<HTMLElement>} event */
    onPointerDown(event) {
      if (!engine || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { isOn: true, wasPlaying: engine.snapshot.isPlaying, from: event.clientX, hasMoved: false };
      const { frame, x } = place(event);
      if (event.pointerType === "mouse") engine.seek(frame);
      onHover({ frame, x });
    },
    /** @param {import("react").PointerEvent<HTMLElement>} event */
    onPointerMove(event) {
      const { frame, x } = place(event);
      if (drag.current.isOn && Math.abs(event.clientX - drag.current.from) > SLIP) drag.current.hasMoved = true;
      const follows = drag.current.isOn && (drag.current.hasMoved || event.pointerType === "mouse");
      if (follows && frame !== engine?.frame) engine?.seek(frame);
      if (follows || event.pointerType === "mouse") onHover({ frame, x });
    },
    /** @param {import("react").PointerEvent<HTMLElement>} event */
    onPointerUp(event) {
      if (!drag.current.isOn) return;
      const { frame, framesPerPixel } = place(event);
      const { hasMoved, wasPlaying } = drag.current;
      drag.current.isOn = false;
      if (event.pointerType !== "mouse") onHover(null);
      if (!hasMoved && event.pointerType !== "mouse") {
        if (onTap(frame, framesPerPixel * TAP_REACH)) return;
        engine?.seek(frame);
      }
      if (wasPlaying) engine?.transport.play();
    },
    onPointerCancel() {
      drag.current.isOn = false;
      onHover(null);
    },
    onPointerLeave() {
      if (!drag.current.isOn) onHover(null);
    },
  };
}
