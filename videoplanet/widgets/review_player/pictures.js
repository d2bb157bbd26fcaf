/** The pictures that a browser hands to the screen, one by one, where it tells of them; and when it must have done so. */

export class Pictures {
  #callback = 0;

  /** @param {HTMLVideoElement} video @param {(mediaTime: number) => void} onPicture its presentation time, in seconds */
  constructor(video, onPicture) {
    this.video = video;
    this.onPicture = onPicture;
    this.#watch();
  }

  /** Whether this browser tells of them. */
  get areTold() {
    return "requestVideoFrameCallback" in this.video;
  }

  end() {
    this.video.cancelVideoFrameCallback?.(this.#callback);
  }

  #watch() {
    if (!this.areTold) return;
    this.#callback = this.video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#watch();
      this.onPicture(mediaTime);
    });
  }
}

/** A busy machine paints late, and a page that is not looked at never: before, no picture says nothing. @param {() => void} act */
export function afterRepaint(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
