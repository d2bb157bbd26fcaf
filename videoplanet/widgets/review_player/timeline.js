/** The timeline: the sound, the conversation's marks and ranges, other people's playheads, the playhead, and scrubbing. */
import { createElement as h, useEffect, useMemo, useRef, useState } from "react";
import { avatarColour } from "$/public/external/videoplanet/shared/ui/avatar/avatar.js";
import { useFrame, usePlayer } from "./context.js";
import { crowdsOf, placeOf } from "./marks.js";
import { MarkButton } from "./mark_button.js";
import { usePreview } from "./preview.js";
import { RangeHandles } from "./range_handles.js";
import { useScrub } from "./scrub.js";
import { timecodeOf } from "./timecode.js";
import { Waveform } from "./waveform.js";

/** Room that one mark needs, in pixels. */
const MARK_ROOM = 28;

/**
 * @param {object} props
 * @param {import("./marks.js").FrameMark[]} props.marks
 * @param {{id: string, name: string, frame: number}[]} props.ghosts
 * @param {[number, number][]} props.unreadable frames, first and last, that could not be read
 * @param {string | null | undefined} props.selectedId
 * @param {(mark: import("./marks.js").FrameMark) => void} props.onSelect
 */
export function Timeline({ marks, ghosts, unreadable, selectedId, onSelect }) {
  const { engine, frames, t } = usePlayer();
  const area = useRef(/** @type {HTMLDivElement | null} */ (null));
  const width = useWidth(area);
  const crowds = useMemo(
    () => crowdsOf(marks, frames, width, MARK_ROOM, selectedId),
    [marks, frames, width, selectedId],
  );
  const preview = usePreview();

  const scrub = useScrub({
    engine,
    frames,
    onHover: preview.show,
    onTap(frame, reach) {
      const distance = (/** @type {import("./marks.js").FrameMark} */ mark) => Math.abs(mark.frame_in - frame);
      const nearest = marks.reduce(
        (best, mark) => (!best || distance(mark) < distance(best) ? mark : best),
        /** @type {any} */ (null),
      );
      if (!nearest || distance(nearest) > reach) return false;
      onSelect(nearest);
      return true;
    },
  });

  return h(
    "div",
    { className: "rp-timeline", ref: area, "aria-busy": !engine || undefined },
    h(Waveform),
    h(Rail, { scrub }),
    unreadable.map(([first, last]) =>
      h("span", {
        key: first,
        className: "rp-unreadable",
        title: t("player.unreadable"),
        style: { left: percent(placeOf(first, frames)), width: percent(placeOf(last, frames) - placeOf(first, frames)) },
      }),
    ),
    ranges(marks, frames, selectedId),
    h(RangeHandles, { area }),
    h(Playhead),
    ghosts.map(({ id, name, frame }) =>
      h("span", {
        key: id,
        className: "rp-ghost",
        title: name,
        style: { left: percent(placeOf(frame, frames)), background: avatarColour(name) },
      }),
    ),
    h(
      "div",
      { className: "rp-marks", role: "group", "aria-label": t("player.marks") },
      crowds.map((crowd, at) =>
        h(MarkButton, {
          key: crowd.lead.id,
          crowd,
          place: placeOf(crowd.lead.frame_in, frames),
          isSelected: crowd.lead.id === selectedId,
          isTabStop: crowds.some(({ lead }) => lead.id === selectedId) ? crowd.lead.id === selectedId : at === 0,
          selectedId,
          onSelect,
        }),
      ),
    ),
    preview.bubble,
  );
}

/** The bar itself: a slider for the keyboard and for screen readers. @param {{scrub: ReturnType<typeof useScrub>}} props */
function Rail({ scrub }) {
  const { engine, frames, timebase, t } = usePlayer();
  const slider = useRef(/** @type {HTMLDivElement | null} */ (null));
  const played = useRef(/** @type {HTMLDivElement | null} */ (null));

  useFrame(
    ({ frame, isPlaying, trusted }) => {
      if (played.current) played.current.style.transform = `scaleX(${placeOf(frame, frames)})`;
      if (slider.current && !isPlaying && trusted) {
        slider.current.setAttribute("aria-valuenow", String(frame));
        slider.current.setAttribute("aria-valuetext", timecodeOf(timebase, frame));
      }
    },
    [frames, timebase],
  );

  const second = Math.round(timebase.rate.num / timebase.rate.den);
  return h(
    "div",
    {
      className: "rp-rail",
      ref: slider,
      role: "slider",
      tabIndex: 0,
      "aria-label": t("player.timeline"),
      "aria-valuemin": 0,
      "aria-valuemax": Math.max(0, frames - 1),
      "aria-valuenow": 0,
      "aria-valuetext": timecodeOf(timebase, 0),
      "aria-disabled": !engine || undefined,
      onKeyDown(/** @type {import("react").KeyboardEvent} */ event) {
        const step = { PageUp: second, PageDown: -second, ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        engine?.transport.step(step);
      },
      ...scrub,
    },
    h("div", { className: "rp-bar" }, h("div", { className: "rp-played", ref: played })),
  );
}

function Playhead() {
  const { frames } = usePlayer();
  const track = useRef(/** @type {HTMLDivElement | null} */ (null));
  useFrame(
    ({ frame }) => {
      if (track.current) track.current.style.transform = `translateX(${placeOf(frame, frames) * 100}%)`;
    },
    [frames],
  );
  return h("div", { className: "rp-playhead-track", ref: track }, h("div", { className: "rp-playhead" }));
}

/** @param {import("./marks.js").FrameMark[]} marks @param {number} frames @param {string | null | undefined} selectedId */
function ranges(marks, frames, selectedId) {
  return marks
    .filter((mark) => Number.isInteger(mark.frame_out) && Number(mark.frame_out) > mark.frame_in)
    .map((mark) => {
      const from = placeOf(mark.frame_in, frames);
      const to = placeOf(Number(mark.frame_out), frames);
      return h("span", {
        key: mark.id,
        className: "rp-range",
        "data-kind": mark.kind,
        "data-resolved": mark.status === "resolved" || undefined,
        "data-selected": mark.id === selectedId || undefined,
        style: { left: percent(from), width: percent(to - from) },
      });
    });
}

/** @param {import("react").RefObject<HTMLElement | null>} element @returns {number} its width in pixels */
function useWidth(element) {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** @param {number} part */
function percent(part) {
  return `${part * 100}%`;
}
