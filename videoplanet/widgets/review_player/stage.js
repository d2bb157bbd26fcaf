/** The picture, as large as it can be, on black, and words where it cannot be shown. While there is no film, the page says why. */
import { createElement as h } from "react";
import { useIsLineDown } from "$/public/external/videoplanet/shared/ui/line/line.js";
import { usePlayer, useSnapshot } from "./context.js";
import { Icon } from "./icons.js";

/**
 * @typedef {object} Version a version as REST gives it; of each only this is read
 * @property {string} id
 * @property {{num: number, den: number} | null} rate
 * @property {number | null} duration_frames
 * @property {number} start_frame the label of its first frame, as a count of frames since 00:00:00:00
 * @property {boolean} is_drop_frame
 * @property {number | null} width
 * @property {number | null} height
 * @property {string | null} audio_codec null when there is no sound
 * @property {string | null} hls_url
 * @property {string | null} original_url
 * @property {boolean} is_playable whether browsers play the original
 * @property {string | null} poster_url
 * @property {string | null} [sprite_vtt_url] the timeline's little pictures
 * @property {string | null} [waveform_url] the loudness over the film
 * @property {{code: string, frames?: [number, number][] | null}[] | null} [remarks] what has to be said of it
 */

/**
 * @param {object} props
 * @param {Version | null} props.version
 * @param {import("react").RefObject<HTMLVideoElement | null>} props.video
 * @param {import("react").RefObject<HTMLCanvasElement | null>} props.canvas
 * @param {import("react").ReactNode} [props.children] lies over the picture and fits it exactly
 */
export function Stage({ version, video, canvas, children }) {
  const { engine } = usePlayer();
  const { hasPicture, isWaiting, source } = useSnapshot();
  const ratio = version?.width && version?.height ? version.width / version.height : 16 / 9;
  const hasFilm = hasAddress(version);
  return h(
    "div",
    { className: "rp-stage", style: { "--ratio": ratio } },
    h(
      "div",
      { className: "rp-picture", onClick: () => engine?.transport.toggle() },
      h("video", { ref: video, className: "rp-film", playsInline: true, preload: "auto", "aria-hidden": true }),
      h("canvas", { ref: canvas, className: "rp-film", hidden: true, "aria-hidden": true }),
      version?.poster_url && !hasPicture
        ? h("img", { key: version.poster_url, className: "rp-film", src: version.poster_url, alt: "", onError: hide })
        : null,
    ),
    children ? h("div", { className: "rp-overlay" }, children) : null,
    hasFilm && isWaiting && !source.notice ? h("div", { className: "rp-waiting", "aria-hidden": true }) : null,
    h("div", { className: "rp-notice-place", role: "status" }, hasFilm ? h(Notice) : null),
  );
}

/** @param {import("react").SyntheticEvent<HTMLElement>} event */
function hide(event) {
  event.currentTarget.hidden = true;
}

/** What a browser can play of a version. @param {Version | null} version @returns {import("./film_source.js").Addresses} */
export function addressesOf(version) {
  return { hls: version?.hls_url || null, original: (version?.is_playable && version.original_url) || null };
}

/** @param {Version | null} version */
function hasAddress(version) {
  const { hls, original } = addressesOf(version);
  return Boolean(hls || original);
}

/** What keeps the film from playing, in words; the line is not, while the page says so itself. */
function Notice() {
  const { engine, t } = usePlayer();
  const { source } = useSnapshot();
  const isLineDown = useIsLineDown();
  if (!source.notice || (source.notice === "offline" && isLineDown)) return null;
  return h(
    "div",
    { className: "rp-notice" },
    h(Icon, { name: "alert", size: 20 }),
    h("p", null, t(`player.notice.${source.notice}`)),
    source.notice === "unsupported"
      ? null
      : h(
          "button",
          { type: "button", className: "rp-button rp-text", onClick: () => engine?.source.retry() },
          t("player.retry"),
        ),
  );
}
