/** Presence in React: hears of the others through Reflex's deltas, tells of this viewer over REST. */
import { createElement, Fragment, useEffect, useRef } from "react";
import { useLiveRoom, usePart, useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { avatarColours } from "$/public/external/videoplanet/shared/ui/avatar/avatar.js";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { shownOf } from "./people.js";
import { PresenceStore } from "./presence_store.js";
import { Telling } from "./telling.js";

const NOBODY = shownOf([], "", avatarColours);
/** Keeps the entry alive on the server while nothing moves. */
const HEARTBEAT_MS = 15_000;

/** One part of who is here. @template {keyof typeof NOBODY} P @param {P} part @returns {(typeof NOBODY)[P]} */
export function usePresence(part) {
  return usePart("presence", (present) => present.view[part], NOBODY[part]);
}

/**
 * Follows presence in a video's room while it is mounted; shows only its children.
 * @param {object} props
 * @param {string} props.videoId
 * @param {string} props.viewerId
 * @param {number} [props.version] the one on the screen: what is told is about it
 * @param {string} [props.shareToken] on a guest's page
 * @param {string} [props.joined] changes when this browser has joined the live room anew
 * @param {import("react").ReactNode} [props.children]
 */
export function PresenceRoom({ videoId, viewerId, version, shareToken, joined, children }) {
  const room = useRoom();
  const shownVersion = useRef(version);
  useEffect(() => {
    shownVersion.current = version;
  }, [version]);
  const lastHeard = useRef(useLiveRoom(["presence"], (frame) => room.at("presence")?.hear(frame)));
  useEffect(() => {
    if (!videoId || !viewerId) return undefined;
    const api = createApi(shareToken);
    const path = `/videos/${videoId}/presence`;
    const telling = new Telling((change) =>
      api.post(path, { ...change, ...(shownVersion.current ? { version: shownVersion.current } : {}) }),
    );
    const present = new PresenceStore(videoId, viewerId, avatarColours);
    const remove = room.keep("presence", present);
    const heard = lastHeard.current("presence");
    if (heard) present.hear(heard); // joining tells who is here before this component hears that it has joined
    api.get(path).then(
      (payload) => present.hear({ type: "presence.state", payload }),
      () => undefined,
    );

    const abort = new AbortController();
    room.listen("frame", ({ frame }) => telling.tell({ frame }), abort.signal);
    room.listen("typing", ({ active }) => telling.tell({ typing: active }), abort.signal);
    const heartbeat = setInterval(() => document.hidden || telling.repeat(), HEARTBEAT_MS);
    return () => {
      abort.abort();
      clearInterval(heartbeat);
      telling.close();
      remove();
    };
  }, [room, videoId, viewerId, shareToken, joined]);
  return createElement(Fragment, null, children);
}
