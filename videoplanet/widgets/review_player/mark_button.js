/** One mark on the timeline: its author ringed in the kind's colour, and how many more stand in the same place. */
import { createElement as h } from "react";
import { avatarColour, avatarInitial } from "$/public/external/videoplanet/shared/ui/avatar/avatar.js";
import { usePlayer } from "./context.js";
import { nextOfCrowd } from "./marks.js";
import { timecodeOf } from "./timecode.js";

/** Letters of a comment that a mark shows when it is pointed at. */
const EXCERPT = 140;

/**
 * @param {object} props
 * @param {import("./marks.js").Crowd} props.crowd
 * @param {number} props.place on the timeline, 0 to 1
 * @param {boolean} props.isSelected
 * @param {boolean} props.isTabStop of all marks one is reached by Tab, the others from there by the up and down keys
 * @param {string | null | undefined} props.selectedId
 * @param {(mark: import("./marks.js").FrameMark) => void} props.onSelect
 */
export function MarkButton({ crowd, place, isSelected, isTabStop, selectedId, onSelect }) {
  const { t, timebase } = usePlayer();
  const { lead, marks } = crowd;
  const others = marks.length - 1;
  const timecode = timecodeOf(timebase, lead.frame_in);
  const named = t("player.mark", { name: lead.author.name, kind: t(`player.kind.${lead.kind}`), timecode });
  return h(
    "button",
    {
      type: "button",
      className: "rp-mark",
      "data-kind": lead.kind,
      "data-selected": isSelected || undefined,
      "data-resolved": lead.status === "resolved" || undefined,
      "data-pending": lead.pending ? true : undefined,
      "data-edge": edgeOf(place),
      style: { left: `${place * 100}%` },
      tabIndex: isTabStop ? 0 : -1,
      "aria-label": others ? t("player.mark_and_more", { mark: named, count: others }) : named,
      "aria-current": isSelected || undefined,
      onClick: () => onSelect(nextOfCrowd(crowd, selectedId)),
      onKeyDown: moveFocus,
    },
    h(
      "span",
      { className: "rp-mark-face", style: { "--face": avatarColour(lead.author.name) } },
      avatarInitial(lead.author.name),
    ),
    others ? h("span", { className: "rp-mark-count" }, `+${others}`) : null,
    h(
      "span",
      { className: "rp-mark-note" },
      h(
        "span",
        { className: "rp-mark-note-head" },
        h("b", null, lead.author.name),
        h("span", { className: "rp-figures" }, timecode),
      ),
      lead.body ? h("span", { className: "rp-mark-note-body" }, excerptOf(lead.body)) : null,
    ),
  );
}

/** @param {import("react").KeyboardEvent<HTMLElement>} event */
function moveFocus(event) {
  const direction = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!direction) return;
  event.preventDefault();
  /** @type {HTMLElement | null} */ (event.currentTarget[/** @type {"nextElementSibling"} */ (direction)])?.focus();
}

/** Near an end of the timeline the note opens inwards. @param {number} place */
function edgeOf(place) {
  if (place < 0.2) return "start";
  return place > 0.8 ? "end" : undefined;
}

/** @param {string} body */
function excerptOf(body) {
  const line = body.replace(/\s+/g, " ").trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
}
