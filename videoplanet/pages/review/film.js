/** The film in React: loads it when the page is shown, feeds it Reflex's deltas, and gives its view to the interface. */
import { createElement, Fragment, useContext, useEffect } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { useLiveRoom, usePart, useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import {
  reachedOf,
  subscribe as subscribeToReached,
  tellReached,
} from "$/public/external/videoplanet/shared/ui/reached/reached.js";
import { hear } from "$/public/external/videoplanet/widgets/film_card/live/film_progress.js";
import { FilmStore } from "./film_store.js";
import { closing } from "./notes.js";

const EMPTY = new FilmStore({
  videoId: "",
  wanted: null,
  api: { get: async () => null, refusalOf: () => null },
  timecode: { timecodeOf: () => "", sameMoment: (_from, _to, frame) => frame },
}).view;

/** @typedef {import("../../features/enter_room/room.js").Room} Room */

/** One part of the film's view. @template {keyof typeof EMPTY} P @param {P} part @returns {(typeof EMPTY)[P]} */
export function useFilm(part) {
  return usePart("film", (film) => film.view[part], EMPTY[part]);
}

/** Puts another version on the screen and into the address. @param {Room} room @param {number} number */
export function chooseVersion(room, number) {
  room.at("film")?.choose(number);
  const address = new URL(location.href);
  address.searchParams.set("v", String(number));
  history.replaceState(history.state, "", address.href);
}

/** Goes to the next of the frames that a remark is about. @param {Room} room @param {string} code */
export function showRemark(room, code) {
  const frame = room.at("film")?.nextRemarked(code);
  if (Number.isInteger(frame)) room.tell("seek", { frame });
}

/** What was said of the version was read. @param {Room} room */
export function dismissRemarks(room) {
  room.at("film")?.dismissRemarks();
}

/** The viewer stays with the version they watch. @param {Room} room */
export function passOverNewer(room) {
  room.at("film")?.passOver();
}

/** Takes a file home; the server names it. @param {string} url */
export function save(url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}

/**
 * Holds the film of a video while it is mounted; shows only its children.
 * @param {object} props
 * @param {string} props.videoId empty while it is not known
 * @param {string} [props.shareToken] on a guest's page
 * @param {string} [props.joined] changes when this browser has joined the live room anew
 * @param {import("./film_store.js").Timecode["timecodeOf"]} props.timecodeOf
 * @param {import("./film_store.js").Timecode["sameMoment"]} props.sameMoment
 * @param {import("react").ReactNode} [props.children]
 */
export function FilmRoom({ videoId, shareToken, joined, timecodeOf, sameMoment, children }) {
  const room = useRoom();
  const [, connectErrors] = useContext(EventLoopContext);

  useLiveRoom(["operation", "presence"], (frame) => {
    hear(frame);
    room.at("film")?.offer(frame);
  });

  useEffect(() => {
    if (!videoId) return undefined;
    const wanted = Number(new URLSearchParams(location.search).get("v"));
    const film = new FilmStore({
      videoId,
      wanted: Number.isInteger(wanted) && wanted > 0 ? wanted : null,
      api: createApi(shareToken),
      timecode: { timecodeOf, sameMoment },
      storage: localStorage,
      shared: { reachedOf, tellReached },
    });
    const remove = room.keep("film", film);
    void film.load();
    const abort = new AbortController();
    room.listen("frame", ({ frame }) => film.follow(frame), abort.signal);
    room.listen("version", ({ number }) => chooseVersion(room, number), abort.signal);
    room.listen("media-expired", () => void film.load(), abort.signal);
    const stopReached = subscribeToReached(film.hearReached);
    const stopClosing = closing(() => film.closeNote());
    return () => {
      stopReached();
      stopClosing();
      abort.abort();
      film.close();
      remove();
    };
  }, [room, videoId, shareToken, timecodeOf, sameMoment]);

  const isConnected = connectErrors.length === 0;
  useEffect(() => {
    const film = room.at("film");
    if (isConnected && film?.view.state === "ready") void film.load();
  }, [room, isConnected, joined]);

  return createElement(Fragment, null, children);
}
