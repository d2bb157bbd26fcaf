/**
 * Playing, pausing, stepping, shuttling (J K L) and looping over a range, in frames.
 * Backwards the film is stepped by the clock, since browsers play forwards only.
 */
/** @typedef {{in: number | null, out: number | null}} Range both frames belong to the range */

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
/** What J and L multiply the speed by; each press goes one place to the left or right. */
const SHUTTLE = [-8, -4, -2, -1, 1, 2, 4, 8];
const SLOWEST = 0.0625;
const FASTEST = 16;

export class Transport {
  /** Whether the film is meant to run; stays true while the line is slow. */
  isPlaying = false;
  /** The speed of the menu. */
  speed = 1;
  /** The place in `SHUTTLE`. */
  shuttle = 1;
  isLooping = false;
  /** @type {Range} */
  range = { in: null, out: null };

  #isBackwards = false;
  #isSwitching = false;
  #animation = 0;
  #abort = new AbortController();

  /**
   * @param {HTMLVideoElement} video
   * @param {import("./frame_seeker.js").FrameSeeker} seeker
   * @param {() => void} onChange
   */
  constructor(video, seeker, onChange) {
    this.video = video;
    this.seeker = seeker;
    this.onChange = onChange;
    const on = { signal: this.#abort.signal };
    video.addEventListener("play", () => this.#follow(true), on);
    video.addEventListener("pause", () => this.#follow(false), on);
    video.addEventListener("canplay", () => this.#continue(), on);
  }

  /** The speed at which the film runs, negative backwards. */
  get effectiveSpeed() {
    const speed = this.speed * this.shuttle;
    return Math.sign(speed) * Math.min(FASTEST, Math.max(SLOWEST, Math.abs(speed)));
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** Runs forwards at the menu's speed; from the beginning when the end was reached. */
  play() {
    this.shuttle = 1;
    const { in: first, out: last } = this.#bounds();
    const isOutside = this.isLooping && (this.seeker.wanted < first || this.seeker.wanted > last);
    if (isOutside || this.seeker.wanted >= this.seeker.last) this.seeker.request(isOutside || this.isLooping ? first : 0);
    this.#run();
  }

  pause() {
    this.#stopBackwards();
    this.shuttle = 1;
    const wasRunning = this.isPlaying;
    this.isPlaying = false;
    this.video.pause();
    this.onChange();
    if (wasRunning) this.seeker.settle();
  }

  /** Pauses and shows a frame. @param {number} frame */
  show(frame) {
    if (this.isPlaying) this.pause();
    this.seeker.request(frame);
  }

  /** Pauses and goes so many frames on, back when negative. @param {number} frames */
  step(frames) {
    this.show(this.seeker.wanted + frames);
  }

  /** L (1) and J (-1): run, faster with each press in the same direction. @param {1 | -1} direction */
  shuttleTo(direction) {
    const place = SHUTTLE.indexOf(this.shuttle) + direction;
    const isFirstPress = !this.isPlaying;
    this.shuttle = isFirstPress ? direction : SHUTTLE[Math.min(SHUTTLE.length - 1, Math.max(0, place))];
    if (isFirstPress && direction > 0 && this.seeker.wanted >= this.seeker.last) this.seeker.request(0);
    this.#run();
  }

  /** @param {number} speed one of `SPEEDS` */
  setSpeed(speed) {
    this.speed = speed;
    if (this.isPlaying) this.#run();
    else this.onChange();
  }

  /** How the film is watched, which another version of it takes over. */
  get manner() {
    return { speed: this.speed, isLooping: this.isLooping };
  }

  /** @param {{speed: number, isLooping: boolean}} manner */
  takeOver({ speed, isLooping }) {
    this.isLooping = isLooping;
    this.setSpeed(speed);
  }

  toggleLoop() {
    this.isLooping = !this.isLooping;
    this.onChange();
  }

  /** The range to loop over and to comment on; ends in the wrong order change places. @param {Partial<Range>} change */
  setRange(change) {
    const range = { ...this.range, ...change };
    if (range.in !== null && range.out !== null && range.in > range.out) [range.in, range.out] = [range.out, range.in];
    if (range.in === this.range.in && range.out === this.range.out) return;
    this.range = range;
    this.onChange();
  }

  /** Called for every picture while the film runs. @param {number} frame */
  played(frame) {
    if (this.isLooping && this.isPlaying && !this.seeker.isSeeking && frame >= this.#bounds().out) {
      this.seeker.request(this.#bounds().in);
    }
  }

  /** Another source is being opened: the media element stops by itself, which is not the reviewer's wish. */
  sourceReplaced() {
    this.#isSwitching = true;
  }

  dispose() {
    this.#stopBackwards();
    this.#abort.abort();
  }

  #bounds() {
    return { in: this.range.in ?? 0, out: this.range.out ?? this.seeker.last };
  }

  #run() {
    this.isPlaying = true;
    this.#stopBackwards();
    this.onChange();
    if (this.effectiveSpeed < 0) return this.#runBackwards();
    this.video.playbackRate = this.effectiveSpeed;
    this.video.play().catch((reason) => {
      // AbortError: a pause or another source came first. Anything else means that the browser refused.
      if (reason.name === "AbortError" || !this.isPlaying || this.#isSwitching) return;
      this.isPlaying = false;
      this.onChange();
    });
  }

  #runBackwards() {
    this.#isBackwards = true;
    this.video.pause();
    const began = performance.now();
    const from = this.seeker.wanted;
    const framesPerMillisecond = (-this.effectiveSpeed * this.seeker.film.rate.num) / this.seeker.film.rate.den / 1000;
    const tick = () => {
      const frame = Math.max(
        this.isLooping ? this.#bounds().in : 0,
        from - Math.floor((performance.now() - began) * framesPerMillisecond),
      );
      if (frame !== this.seeker.wanted) this.seeker.request(frame);
      if (frame <= (this.isLooping ? this.#bounds().in : 0)) return this.pause();
      this.#animation = requestAnimationFrame(tick);
    };
    this.#animation = requestAnimationFrame(tick);
  }

  #stopBackwards() {
    cancelAnimationFrame(this.#animation);
    this.#isBackwards = false;
  }

  /** The browser's own controls, or the end of the film. @param {boolean} isRunning */
  #follow(isRunning) {
    if (this.#isBackwards || this.#isSwitching || isRunning === this.isPlaying) return;
    this.isPlaying = isRunning;
    this.onChange();
    if (isRunning) return;
    if (this.video.ended && this.isLooping) {
      this.seeker.request(this.#bounds().in);
      this.#run();
    } else if (this.video.ended) {
      this.seeker.request(this.seeker.last);
    } else {
      this.seeker.settle();
    }
  }

  #continue() {
    if (!this.#isSwitching) return;
    this.#isSwitching = false;
    if (this.isPlaying && !this.#isBackwards) this.#run();
  }
}
