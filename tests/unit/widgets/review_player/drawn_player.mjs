/** A player whose engine plays nothing, and as much of its elements as it writes to or listens on. */
import { PlayerInterface } from "../../../../videoplanet/widgets/review_player/interface.js";
import "../../browser.mjs";
import { VERSION } from "./engine_stand_in.mjs";

/** @typedef {import("../../../../videoplanet/widgets/review_player/telling.js").Surroundings} Surroundings */

const timebase = { rate: { num: 25, den: 1 }, start: 0, dropFrame: false };

/** @param {import("./engine_stand_in.mjs").StandIn} engine @param {Partial<Surroundings>} [more] */
export function playerWith(engine, more = {}) {
  const player = new PlayerInterface();
  /** @type {Surroundings} */
  const around = {
    engine,
    timebase,
    frames: 101,
    version: VERSION,
    marks: [],
    ghosts: [],
    selectedId: null,
    select: () => {},
    actions: {},
    sprite: null,
    waveform: null,
    isCompact: false,
    isFullscreen: false,
    viewer: { language: "ko", t: (/** @type {string} */ key) => key },
    ...more,
  };
  const surround = (/** @type {Partial<Surroundings>} */ changed) => player.surround({ ...around, ...changed });
  surround({});
  return { player, surround, parts: () => player.published.parts };
}

/** As much of an element as is written to or listened on. */
class Part extends EventTarget {
  style = { transform: "" };
  dataset = { trusted: "" };
  /** @type {Record<string, string>} */
  attributes = {};
  value = "";
  textContent = "";
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  select() {}
  setPointerCapture() {}
  getBoundingClientRect() {
    return { left: 0, width: 100 };
  }
}

/** @param {PlayerInterface} player @param {string} name */
export function drawn(player, name) {
  const part = new Part();
  player.ref(name)(/** @type {HTMLElement} */ (/** @type {unknown} */ (part)));
  return part;
}
