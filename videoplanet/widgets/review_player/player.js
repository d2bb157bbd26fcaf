/**
 * The review player: provides its parts, which Python draws (`ui.py`), with one engine and what it publishes, and links it to the page.
 * What it is given and what it tells is documented at `review_player` in `ui.py`.
 */
import { createElement, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { useTexts } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { PlayerContext } from "./context.js";
import { Engine } from "./engine.js";
import { thaw } from "./freeze_frame.js";
import { PlayerInterface } from "./interface.js";
import { listenToKeys } from "./keyboard.js";
import { frameMarks } from "./marks.js";
import { addressAt, frameOfAddress, linkToRoom, linkWithoutFilm } from "./page_link.js";
import { playerActions, useFullscreen } from "./player_actions.js";
import { sameMoment } from "./timecode.js";
import { addressesOf } from "./version.js";
import "./player.css";
import "./timeline.css";
import "./marks.css";
import "./preview.css";
import "./buttons.css";
import "./controls.css";
import "./menus.css";

/** @type {never[]} */
const NONE = [];
const UNKNOWN_RATE = { num: 25, den: 1 };

/**
 * @param {object} props
 * @param {import("./version.js").Version | null} props.version
 * @param {import("./marks.js").Mark[]} [props.marks]
 * @param {{id: string, name: string, colour: string, frame: number}[]} [props.ghosts]
 * @param {string | null} [props.selectedId]
 * @param {number | null} [props.initialFrame]
 * @param {boolean} [props.compact]
 * @param {boolean} [props.canComment]
 * @param {import("react").ReactNode} [props.children] its parts
 */
export function ReviewPlayer({ version, marks, ghosts, selectedId, initialFrame, compact, canComment, children }) {
  const viewer = useTexts();
  const room = useRoom();
  const [player] = useState(() => new PlayerInterface());
  const fullscreen = useFullscreen(player.root, player.video);

  const frames = version?.duration_frames ?? 0;
  const timebase = useTimebase(version);
  const engine = useEngine(room, version, timebase, frames, initialFrame, player.video, player.canvas);
  const placed = useMemo(() => frameMarks(marks, frames), [marks, frames]);

  const select = (/** @type {import("./marks.js").FrameMark} */ mark) => {
    engine?.seek(mark.frame_in);
    room.tell("select", { comment_id: mark.id });
  };
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(addressAt(engine?.frame ?? 0));
      player.announce("link_copied");
    } catch {
      player.announce("link_not_copied");
    }
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
    leaveFullscreen: fullscreen.leave,
    openHelp: () => player.act("show_help", true),
    copyLink,
  });
  const present = useRef(actions);
  useEffect(() => {
    present.current = actions;
  });
  useEffect(() => listenToKeys(() => present.current), []);

  const sprite = useFirstAddress(version?.id, version?.sprite_vtt_url);
  const waveform = useFirstAddress(version?.id, version?.waveform_url);
  useEffect(() => player.open(), [player]);
  // before the screen is painted
  useLayoutEffect(() =>
    player.surround({
      engine,
      timebase,
      frames,
      version,
      marks: placed,
      ghosts: ghosts ?? NONE,
      selectedId,
      select,
      actions,
      sprite,
      waveform,
      isCompact: compact ?? false,
      isFullscreen: fullscreen.isOn,
      viewer,
    }),
  );
  return createElement(PlayerContext.Provider, { value: player }, children);
}

/** @param {import("./version.js").Version | null} version @returns {import("./timecode.js").Timebase} */
function useTimebase(version) {
  const { num, den } = version?.rate ?? UNKNOWN_RATE;
  const start = version?.start_frame ?? 0;
  const dropFrame = version?.is_drop_frame ?? false;
  return useMemo(() => ({ rate: { num, den }, start, dropFrame }), [num, den, start, dropFrame]);
}

/**
 * One engine a film; another version of the video begins at the moment where the last one stood, at its speed.
 * @param {import("../../features/enter_room/room.js").Room} room
 * @param {import("./version.js").Version | null} version
 * @param {import("./timecode.js").Timebase} timebase
 * @param {number} frames
 * @param {number | null | undefined} initialFrame
 * @param {import("react").RefObject<HTMLVideoElement | null>} video
 * @param {import("react").RefObject<HTMLCanvasElement | null>} canvas
 */
function useEngine(room, version, timebase, frames, initialFrame, video, canvas) {
  const [engine, setEngine] = useState(/** @type {Engine | null} */ (null));
  const last = useRef(
    /** @type {{frame: number, rate: import("./timecode.js").Rate, manner: Engine["transport"]["manner"]} | null} */ (null),
  );
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
    const made = new Engine(video.current, canvas.current, film, frame, () => room.tell("media-expired", { version_id: film.id }));
    if (last.current) made.transport.takeOver(last.current.manner);
    const unlink = linkToRoom(made, room);
    setEngine(made);
    return () => {
      last.current = { frame: made.frame, rate: timebase.rate, manner: made.transport.manner };
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
