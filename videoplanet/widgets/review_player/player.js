/**
 * The review player: assembles the stage, the timeline and the controls around one engine, and links them to the page.
 * What it is given and what it tells is documented at `review_player` in `ui.py`.
 */
import { createElement as h, useEffect, useMemo, useRef, useState } from "react";
import { useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { PlayerContext } from "./context.js";
import { Controls } from "./controls.js";
import { Engine } from "./engine.js";
import { thaw } from "./freeze_frame.js";
import { Help } from "./help.js";
import { listenToKeys } from "./keyboard.js";
import { frameMarks } from "./marks.js";
import { addressAt, frameOfAddress, linkToRoom, linkWithoutFilm } from "./page_link.js";
import { playerActions, useFullscreen } from "./player_actions.js";
import { addressesOf, Stage } from "./stage.js";
import { sameMoment } from "./timecode.js";
import { Timeline } from "./timeline.js";
import "./player.css";
import "./timeline.css";
import "./marks.css";
import "./preview.css";
import "./buttons.css";
import "./controls.css";
import "./menus.css";

const COPIED_FOR_MS = 4000;
/** @type {never[]} */
const NONE = [];
/** Remarks on frames that show a neighbour. */
const UNREADABLE = new Set(["unreadable_pictures", "incomplete_pictures", "blank_pictures"]);
const UNKNOWN_RATE = { num: 25, den: 1 };

/**
 * @param {object} props
 * @param {import("./stage.js").Version | null} props.version
 * @param {import("./marks.js").Mark[]} [props.marks]
 * @param {{id: string, name: string, frame: number}[]} [props.ghosts]
 * @param {string | null} [props.selectedId]
 * @param {number | null} [props.initialFrame]
 * @param {boolean} [props.compact]
 * @param {boolean} [props.canComment]
 * @param {import("react").ReactNode} [props.children]
 */
export function ReviewPlayer({ version, marks, ghosts, selectedId, initialFrame, compact, canComment, children }) {
  const { t } = useTexts();
  const room = useRoom();
  const root = useRef(/** @type {HTMLDivElement | null} */ (null));
  const video = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const fullscreen = useFullscreen(root, video);

  const frames = version?.duration_frames ?? 0;
  const timebase = useTimebase(version);
  const engine = useEngine(room, version, timebase, frames, initialFrame, video, canvas);
  const placed = useMemo(() => frameMarks(marks, frames), [marks, frames]);

  const select = (/** @type {import("./marks.js").FrameMark} */ mark) => {
    engine?.seek(mark.frame_in);
    room.tell("select", { comment_id: mark.id });
  };
  const actions = playerActions({
    engine,
    marks: placed,
    selectedId,
    select,
    canComment: canComment ?? false,
    compose: () => room.tell("compose", {}),
    hasWaveform: Boolean(version?.waveform_url),
    toggleFullscreen: fullscreen.toggle,
    openHelp: () => setHelpOpen(true),
  });
  const present = useRef(actions);
  useEffect(() => {
    present.current = actions;
  });
  useEffect(() => listenToKeys(() => present.current), []);

  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(addressAt(engine?.frame ?? 0));
      setAnnouncement(t("player.link_copied"));
    } catch {
      setAnnouncement(t("player.link_not_copied"));
    }
  };
  useEffect(() => {
    if (!announcement) return;
    const timer = setTimeout(() => setAnnouncement(""), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [announcement]);

  useEffect(() => {
    let isSaid = engine?.snapshot.source.isOriginalUntrue;
    return engine?.subscribe(() => {
      if (isSaid || !engine.snapshot.source.isOriginalUntrue) return;
      isSaid = true;
      setAnnouncement(t("player.original_untrue"));
    });
  }, [engine, t]);

  const unreadable = useMemo(() => unreadableFrames(version?.remarks ?? NONE), [version?.remarks]);
  const sprite = useFirstAddress(version?.id, version?.sprite_vtt_url);
  const waveform = useFirstAddress(version?.id, version?.waveform_url);
  const player = useMemo(
    () => ({ engine, timebase, frames, sprite, waveform, t, root }),
    [engine, timebase, frames, sprite, waveform, t],
  );
  return h(
    PlayerContext.Provider,
    { value: player },
    h(
      "section",
      {
        className: "rp",
        ref: root,
        tabIndex: -1,
        "aria-label": t("player.name"),
        "data-scheme": "dark",
        "data-compact": compact || undefined,
        onMouseDown: takeFocus,
      },
      h(Stage, { version, video, canvas }, children),
      h(
        "div",
        { className: "rp-desk" },
        h(Timeline, { marks: placed, ghosts: ghosts ?? [], unreadable, selectedId, onSelect: select }),
        h(Controls, {
          hasAudio: version === null || version.audio_codec !== null,
          isFullscreen: fullscreen.isOn,
          actions,
          onCopyLink: copyLink,
        }),
      ),
      h("div", { className: "rp-announcement", role: "status" }, announcement),
      h(Help, { isOpen: isHelpOpen, onOpenChange: setHelpOpen, actions }),
    ),
  );
}

/** @param {NonNullable<import("./stage.js").Version["remarks"]>} remarks */
function unreadableFrames(remarks) {
  return remarks.filter(({ code }) => UNREADABLE.has(code)).flatMap(({ frames }) => frames ?? []);
}

/** @param {import("./stage.js").Version | null} version @returns {import("./timecode.js").Timebase} */
function useTimebase(version) {
  const { num, den } = version?.rate ?? UNKNOWN_RATE;
  const start = version?.start_frame ?? 0;
  const dropFrame = version?.is_drop_frame ?? false;
  return useMemo(() => ({ rate: { num, den }, start, dropFrame }), [num, den, start, dropFrame]);
}

/**
 * One engine a film; another version of the video begins at the moment where the last one stood.
 * @param {import("../../features/enter_room/room.js").Room} room
 * @param {import("./stage.js").Version | null} version
 * @param {import("./timecode.js").Timebase} timebase
 * @param {number} frames
 * @param {number | null | undefined} initialFrame
 * @param {import("react").RefObject<HTMLVideoElement | null>} video
 * @param {import("react").RefObject<HTMLCanvasElement | null>} canvas
 */
function useEngine(room, version, timebase, frames, initialFrame, video, canvas) {
  const [engine, setEngine] = useState(/** @type {Engine | null} */ (null));
  const last = useRef(/** @type {{frame: number, rate: import("./timecode.js").Rate} | null} */ (null));
  const id = version?.id;
  const { hls, original } = addressesOf(version);
  const addresses = useMemo(() => ({ hls, original }), [hls, original]);
  const isKnown = Boolean(id && version?.rate && frames > 0 && (hls || original));

  useEffect(() => {
    if (!video.current || !canvas.current) return;
    if (!isKnown) {
      thaw(canvas.current);
      return linkWithoutFilm(room);
    }
    const before = last.current && sameMoment(last.current.rate, timebase.rate, last.current.frame);
    const frame = before ?? initialFrame ?? frameOfAddress() ?? 0;
    const film = { id: /** @type {string} */ (id), rate: timebase.rate, frames, addresses };
    const made = new Engine(video.current, canvas.current, film, frame, () =>
      room.tell("media-expired", { version_id: film.id }),
    );
    const unlink = linkToRoom(made, room);
    setEngine(made);
    return () => {
      last.current = { frame: made.frame, rate: timebase.rate };
      unlink();
      made.dispose();
      setEngine(null);
    };
    // new addresses go to the same engine; the first frame counts once
  }, [room, id, isKnown, timebase, frames]);

  useEffect(() => engine?.setAddresses(addresses), [engine, addresses]);
  return engine;
}

/**
 * What is fetched once keeps the address it was fetched from: later ones differ only in the permission they carry.
 * @param {string | undefined} id of the version
 * @param {string | null | undefined} address
 */
function useFirstAddress(id, address) {
  const first = useRef(/** @type {{id: string | undefined, address: string | null}} */ ({ id, address: null }));
  if (first.current.id !== id || !first.current.address) first.current = { id, address: address || null };
  return first.current.address;
}

/** A click on the player gives it the keys, without moving the focus to the button that was clicked. @param {import("react").MouseEvent<HTMLElement>} event */
function takeFocus(event) {
  const target = /** @type {Element} */ (event.target);
  if (!event.currentTarget.contains(target) || target.closest("input, [role='menu'], [role='dialog'], [aria-haspopup]"))
    return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
