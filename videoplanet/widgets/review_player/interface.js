/**
 * One player between its engine and what is drawn of it: what is done on it by name, and the elements that are listened on or written
 * to at every frame. Drawn by Python (`store.py`); no React here, and nothing that a second player on the page would share.
 */
import { nextOfCrowd, placeOf } from "./marks.js";
import { dragRangeEnd } from "./range_drag.js";
import { Presses } from "./presses.js";
import { Scrub } from "./scrub.js";
import { UNKNOWN_FILM } from "./shown.js";
import { Telling } from "./telling.js";
import { TimecodeBox } from "./timecode_box.js";
import { typingPause } from "./typing_pause.js";
import { moveVolume } from "./volume.js";

export class PlayerInterface {
  root = { current: /** @type {HTMLElement | null} */ (null) };
  video = { current: /** @type {HTMLVideoElement | null} */ (null) };
  canvas = { current: /** @type {HTMLCanvasElement | null} */ (null) };

  /** @type {import("./telling.js").Surroundings | null} */
  #around = null;
  /** @type {import("./engine.js").FrameReport | null} */
  #shown = null;
  #stopFollowing = () => {};
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {Map<string, (element: HTMLElement | null) => undefined | (() => void)>} */
  #refs = new Map();

  #telling = new Telling();
  #presses = new Presses(() => this.#telling.aside.isAside);
  #timecode = new TimecodeBox(this);
  #scrub = new Scrub(this);
  /** @type {Promise<import("./preview.js").Preview> | null} */
  #preview = null;
  /** @type {import("./preview.js").Pointed | null} */
  #pointed = null;

  /** What listens on an element or writes to it, by the element's name. @type {Record<string, (element: HTMLElement) => () => void>} */
  #attached = {
    timecode: (element) => this.#timecode.attach(element),
    rail: (element) => this.#scrub.attach(element),
    waveform: (element) => this.#telling.waveform.attach(element),
    timeline: (element) => this.#telling.measure(element),
    range_in: (element) => dragRangeEnd(this, "in", element),
    range_out: (element) => dragRangeEnd(this, "out", element),
    marks: moveFocusByArrows,
    volume: (element) => moveVolume(this, element),
  };

  /** What is done besides the keys' actions. @type {Record<string, (value: any) => unknown>} */
  #acts = {
    press_picture: () => this.isPressTaken || this.act("toggle"),
    choose_speed: (speed) => this.engine?.transport.setSpeed(Number(speed)),
    choose_quality: (choice) => this.engine?.source.choose(Number(choice) || choice),
    choose_sound: (id) => this.engine?.source.hear(Number(id)),
    set_volume: (volume) => this.engine?.volume.set(Number(volume) / 100),
    pause_for_typing: (pauses) => typingPause.set(pauses),
    choose_mark: (id) => this.#chooseMark(id),
    retry: () => this.engine?.source.retry(),
    show_help: (isOpen) => this.#telling.showHelp(isOpen),
    lose_poster: (poster) => this.#telling.losePoster(poster),
  };

  /** Begins; the film is followed from `surround` on. @returns {() => void} ends it */
  open() {
    const stops = [this.#presses.open(), this.#telling.open()]; // in this order: a press wakes the controls
    return () => {
      for (const stop of stops) stop();
      this.#stopFollowing();
    };
  }

  get published() {
    return this.#telling.published;
  }

  get engine() {
    return this.#around?.engine ?? null;
  }

  /** Whether the press that is under way was meant for something else. */
  get isPressTaken() {
    return this.#presses.isTaken;
  }

  get timebase() {
    return this.#around?.timebase ?? UNKNOWN_FILM.timebase;
  }

  get frames() {
    return this.#around?.frames ?? 0;
  }

  /** @param {import("./telling.js").Surroundings} around as they are now */
  surround(around) {
    const before = this.#around;
    this.#around = around;
    this.#telling.surround(around);
    if (this.#pointed) this.point(this.#pointed);
    if (before?.engine !== around.engine || before?.timebase !== around.timebase) this.#follow(around.engine);
  }

  /** Does what a button, a menu or a mark asks for. @param {string} name @param {unknown} [value] */
  act = (name, value) => {
    const act = this.#acts[name];
    if (act) act(value);
    else this.#around?.actions[name]?.(false);
  };

  /** For React: keeps an element under its name, and lets work on it what belongs to it. @param {string} name */
  ref = (name) => {
    const known = this.#refs.get(name);
    if (known) return known;
    const ref = (/** @type {HTMLElement | null} */ element) => {
      if (!element) return undefined;
      this.#elements.set(name, element);
      const end = this.#attached[name]?.(element);
      if (this.#shown && this.engine) this.#write(this.#shown);
      return () => {
        end?.();
        this.#elements.delete(name);
      };
    };
    this.#refs.set(name, ref);
    return ref;
  };

  /** The keys go to the film. */
  takeKeys = () => {
    this.root.current?.focus({ preventScroll: true });
    return false;
  };

  /** After a click in a menu the keys go back to the film; by keyboard one stays where one was. @param {string} way */
  takeKeysAfter = (way) => way === "keyboard" || this.takeKeys();

  /** A click on the player gives it the keys, without moving the focus to the button that was clicked. @param {MouseEvent} event */
  pressed = (event) => {
    const target = /** @type {Element} */ (event.target);
    const isElsewhere = !this.root.current?.contains(target); // what React sends on from a menu in another place
    if (isElsewhere || target.closest("input, [role='menu'], [role='dialog'], [aria-haspopup]")) return;
    event.preventDefault();
    this.takeKeys();
  };

  /** A text `player.…` for a moment. @param {string} what */
  announce(what) {
    this.#telling.announce(what);
  }

  /** Where the pointer is on the timeline, null when it left. @param {import("./preview.js").Pointed | null} at */
  point(at) {
    this.#pointed = at;
    this.#preview ??= import("./preview.js").then(({ Preview }) => new Preview());
    this.#preview.then(
      (preview) => {
        const [box, around] = [this.#elements.get("preview"), this.#around];
        if (box && around) preview.show(box, this.#pointed, around);
      },
      () => {
        this.#preview = null; // asked for again when something is pointed at anew
      },
    );
  }

  /** A finger tapped: the nearest mark takes it, if one is so near. @param {number} frame @param {number} reach in frames */
  chooseNear(frame, reach) {
    const { marks = [], select } = this.#around ?? {};
    const distance = (/** @type {import("./marks.js").FrameMark} */ mark) => Math.abs(mark.frame_in - frame);
    const near = marks.filter((mark) => distance(mark) <= reach);
    if (near.length) select?.(near.reduce((best, mark) => (distance(mark) < distance(best) ? mark : best)));
    return near.length > 0;
  }

  /** @param {string} id of the mark that leads a crowd */
  #chooseMark(id) {
    const crowd = this.#telling.crowds.find(({ lead }) => lead.id === id);
    if (crowd) this.#around?.select(nextOfCrowd(crowd, this.#around.selectedId));
  }

  /** @param {import("./engine.js").Engine | null} engine */
  #follow(engine) {
    this.#stopFollowing();
    this.#stopFollowing = engine ? this.#followed(engine) : () => {};
    this.#timecode.write();
  }

  /** @param {import("./engine.js").Engine} engine @returns {() => void} ends it */
  #followed(engine) {
    let isSaid = engine.snapshot.source.isOriginalUntrue;
    const stopFrames = engine.onFrame((report) => this.#write(report));
    const stopSnapshots = engine.subscribe(() => {
      this.#telling.tell();
      if (isSaid || !engine.snapshot.source.isOriginalUntrue) return;
      isSaid = true;
      this.announce("original_untrue");
    });
    return () => {
      stopFrames();
      stopSnapshots();
    };
  }

  /** Past React, sixty times a second. @param {import("./engine.js").FrameReport} report */
  #write(report) {
    this.#shown = report;
    const place = placeOf(report.frame, this.frames);
    const [played, playhead, number] = ["played", "playhead", "frame_number"].map((name) => this.#elements.get(name));
    if (played) played.style.transform = `scaleX(${place})`;
    if (playhead) playhead.style.transform = `translateX(${place * 100}%)`;
    if (number) number.textContent = `F ${report.frame}`;
    this.#timecode.show(report);
    this.#scrub.show(report);
  }
}

/** @param {HTMLElement} group of buttons, of which one is reached by Tab @returns {() => void} ends it */
function moveFocusByArrows(group) {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const next = { ArrowDown: button?.nextElementSibling, ArrowUp: button?.previousElementSibling };
    if (!(event.key in next)) return;
    event.preventDefault();
    /** @type {HTMLElement | null | undefined} */ (next[/** @type {keyof typeof next} */ (event.key)])?.focus();
  };
  group.addEventListener("keydown", move);
  return () => group.removeEventListener("keydown", move);
}
