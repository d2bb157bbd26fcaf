/** The words of a closed room in React: read once. */
import { useEffect, useState } from "react";
import { useRoom } from "$/public/external/videoplanet/features/enter_room/ui/room_scope.js";
import { earlyUnsent } from "./early_words.js";
import { unsentOf, unsentOnPage } from "./unsent.js";

/** @type {import("./unsent.js").Unsent[]} */
const NONE = [];

/** What was not sent of the room that this page shows no more. @param {string} viewerId empty for a guest */
export function useUnsent(viewerId) {
  const room = useRoom();
  const [unsent, setUnsent] = useState(NONE);
  useEffect(() => {
    const thread = room.at("thread")?.thread;
    const page = location.pathname;
    if (thread) setUnsent(unsentOf(thread.drafts, thread.outbox));
    else setUnsent([...earlyUnsent(sessionStorage, page), ...unsentOnPage(localStorage, page, viewerId)]);
  }, [room, viewerId]);
  return unsent;
}
