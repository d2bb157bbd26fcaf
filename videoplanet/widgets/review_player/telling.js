/** What one player publishes, kept up to date: of its engine at each change of the snapshot, of the page whenever that says something new. */
import { ControlsAside } from "./controls_aside.js";
import { keyLabel, listedKeys } from "./keyboard.js";
import { Published } from "./published.js";
import { NOTHING_YET, shownFilm, shownOf } from "./shown.js";
import { crowdsOn, shownCrowds, shownGhosts, shownRanges, shownUnreadable } from "./shown_marks.js";
import { typingPause } from "./typing_pause.js";
import { hasFilm, unreadableFrames } from "./version.js";
import { Waveform, waveformSwitch } from "./waveform.js";

/**
 * @typedef {object} Surroundings what the page and the engine's owner say
 * @property {import("./engine.js").Engine | null} engine null until the film and the media element are there
 * @property {import("./timecode.js").Timebase} timebase
 * @property {number} frames how long the film is
 * @property {import("./version.js").Version | null} version
 * @property {import("./marks.js").FrameMark[]} marks by frame
 * @property {{id: string, name: string, colour: string, frame: number}[]} ghosts
 * @property {string | null | undefined} selectedId
 * @property {(mark: import("./marks.js").FrameMark) => void} select
 * @property {import("./keyboard.js").Actions} actions
 * @property {string | null} sprite the address of the timeline's pictures, where there are any
 * @property {string | null} waveform the address of the film's loudness, where there is any
 * @property {boolean} isCompact
 * @property {boolean} isFullscreen
 * @property {{language: string, t: (key: string, params?: Record<string, unknown>) => string}} viewer
 */

const ANNOUNCED_FOR_MS = 4000;

export class Telling {
  published = new Published(NOTHING_YET);
  waveform = new Waveform((isDrawn) => this.published.publish({ is_waveform_drawn: isDrawn }));
  aside = new ControlsAside((isAside) => this.published.publish({ is_aside: isAside }));
  /** @type {import("./marks.js").Crowd[]} */
  crowds = [];

  /** @type {Surroundings | null} */
  #around = null;
  #width = 0;
  #lostPoster = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #announced;

  /** @returns {() => void} ends it */
  open() {
    const stops = [typingPause, waveformSwitch].map((each) => each.subscribe(() => this.tell()));
    stops.push(this.aside.open());
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.#announced);
      this.waveform.close();
    };
  }

  /** @param {Surroundings} around as they are now */
  surround(around) {
    const before = this.#around;
    this.#around = around;
    this.tell();
    if (before?.ghosts !== around.ghosts || before.frames !== around.frames)
      this.published.publish({ ghosts: shownGhosts(around.ghosts, around.frames) });
    const names = /** @type {const} */ (["marks", "timebase", "frames", "version", "selectedId"]);
    if (!before || names.some((name) => before[name] !== around[name])) this.#tellOfMarks();
  }

  /** What the engine's snapshot, the film and the choices of this browser say. */
  tell() {
    if (!this.#around) return;
    const { engine, version, viewer, isCompact, isFullscreen, waveform } = this.#around;
    const shown = shownOf(engine, this.#around, viewer);
    const poster = shown.has_picture ? "" : (version?.poster_url ?? "");
    this.published.publish({
      ...shown,
      ...shownFilm(version, this.#around),
      notice: hasFilm(version) ? shown.notice : "", // else the page says why there is none
      is_waiting: hasFilm(version) && shown.is_waiting && !shown.notice,
      poster: poster === this.#lostPoster ? "" : poster,
      is_compact: isCompact,
      is_fullscreen: isFullscreen,
      is_waveform_shown: waveformSwitch.isOn,
      typing_pauses: typingPause.isOn,
    });
    this.aside.follow(isFullscreen && shown.is_playing);
    this.waveform.use(waveformSwitch.isOn && shown.has_picture ? waveform : null);
  }

  /** A text `player.…` for a moment. @param {string} what */
  announce(what) {
    clearTimeout(this.#announced);
    this.published.publish({ announcement: what });
    this.#announced = setTimeout(() => this.published.publish({ announcement: "" }), ANNOUNCED_FOR_MS);
  }

  /** @param {boolean} isOpen */
  showHelp(isOpen) {
    this.published.publish({ is_help_open: isOpen });
    if (!isOpen) return; // its keys are seen while it closes
    const groups = listedKeys(this.#around?.actions ?? {}, matchMedia("(pointer: coarse)").matches);
    const written = (/** @type {typeof groups[number]["rows"]} */ rows) =>
      rows.map(({ name, keys }) => ({ name, keys: keys.map(keyLabel) }));
    this.published.publish({ key_groups: groups.map(({ group, rows }) => ({ group, rows: written(rows) })) });
  }

  /** @param {string} poster that does not load */
  losePoster(poster) {
    this.#lostPoster = poster;
    this.tell();
  }

  /** Keeps to the room there is. @param {HTMLElement} timeline @returns {() => void} ends it */
  measure(timeline) {
    const observer = new ResizeObserver(([entry]) => {
      this.#width = entry.contentRect.width;
      this.#tellOfMarks();
    });
    observer.observe(timeline);
    return () => observer.disconnect();
  }

  #tellOfMarks() {
    if (!this.#around) return;
    const { marks, version, frames } = this.#around;
    const timeline = { ...this.#around, width: this.#width };
    this.crowds = crowdsOn(marks, timeline);
    this.published.publish({
      crowds: shownCrowds(this.crowds, timeline),
      ranges: shownRanges(marks, timeline),
      unreadable: shownUnreadable(unreadableFrames(version), frames),
    });
  }
}
