/** What stands above the pointer on the timeline: the frame's timecode and number, and the picture nearest to it with its own. */
import { createElement as h, useCallback, useEffect, useMemo, useRef } from "react";
import { usePlayer } from "./context.js";
import { Sprites } from "./sprite.js";
import { timecodeOf } from "./timecode.js";

/** The largest picture, in pixels. */
const WIDEST = 192;
const HIGHEST = 132;

/** @typedef {{frame: number, x: number}} Pointed a frame, and how far from the timeline's left end, in pixels */

/** @returns {{bubble: import("react").ReactNode, show: (at: Pointed | null) => void}} */
export function usePreview() {
  const { timebase, sprite } = usePlayer();
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const picture = useRef(/** @type {HTMLDivElement | null} */ (null));
  const words = useRef(/** @type {HTMLParagraphElement | null} */ (null));
  const pointed = useRef(/** @type {Pointed | null} */ (null));

  const write = useRef(() => {});
  const sprites = useMemo(() => (sprite ? new Sprites(sprite, () => write.current()) : null), [sprite]);
  write.current = () => {
    const at = pointed.current;
    if (!box.current || !picture.current || !words.current) return;
    box.current.hidden = at === null;
    if (!at) return;
    words.current.firstElementChild?.replaceChildren(timecodeOf(timebase, at.frame));
    words.current.lastElementChild?.replaceChildren(`F ${at.frame}`);
    box.current.style.setProperty("--x", `${at.x}px`);
    place(picture.current, sprites?.near(at.frame, timebase.rate) ?? null);
    box.current.style.setProperty("--half", `${Math.ceil(box.current.offsetWidth / 2)}px`);
  };
  useEffect(() => write.current(), [sprites, timebase]);

  const show = useCallback(
    (/** @type {Pointed | null} */ at) => {
      pointed.current = at;
      if (at) sprites?.load();
      write.current();
    },
    [sprites],
  );

  const bubble = h(
    "div",
    { className: "rp-preview", ref: box, hidden: true, "aria-hidden": true },
    h("div", { className: "rp-preview-picture", ref: picture, hidden: true }, h("i"), h("span", { className: "rp-figures" })),
    h("p", { className: "rp-preview-words", ref: words }, h("b", null), h("span", null)),
  );
  return { bubble, show };
}

/** Shows a rectangle of a sheet, as large as it may be. @param {HTMLElement} element @param {ReturnType<Sprites["near"]>} cue */
function place(element, cue) {
  element.hidden = cue === null;
  if (!cue) return;
  const scale = Math.min(WIDEST / cue.width, HIGHEST / cue.height);
  element.style.width = `${Math.round(cue.width * scale)}px`;
  element.style.height = `${Math.round(cue.height * scale)}px`;
  element.toggleAttribute("data-shown", cue.image !== null);
  // the last picture stays until the next one is there
  if (cue.image === null) return;
  const [sheet, number] = /** @type {HTMLElement[]} */ ([...element.children]);
  number.textContent = cue.frame === null ? "" : `F ${cue.frame}`;
  sheet.style.width = `${cue.width}px`;
  sheet.style.height = `${cue.height}px`;
  sheet.style.transform = `scale(${scale})`;
  sheet.style.backgroundImage = `url("${cue.image}")`;
  sheet.style.backgroundPosition = `${-cue.x}px ${-cue.y}px`;
}
