/** Uploads in React: the one queue of the page, a place to drop films on, and a button that chooses them. */
import { createElement, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createApi } from "$/public/external/videoplanet/shared/ui/gateway/gateway.js";
import { currentViewer } from "$/public/external/videoplanet/shared/ui/text/text.js";
import { UploadQueue } from "./upload_queue.js";

const ACCEPTED = "video/*,.mxf,.mkv,.ts,.mts,.m2ts,.avi";
const UNITS = ["B", "kB", "MB", "GB"];

const queue = new UploadQueue({ send: sendByXhr, video: (id) => createApi().get(`/videos/${id}`) });

if (typeof window !== "undefined") {
  window.addEventListener("beforeunload", (event) => {
    if (queue.isActive) event.preventDefault();
  });
}

/** @type {never[]} */
const NONE = [];
/** @type {{of: unknown, rows: any[]}} */
let written = { of: null, rows: NONE };

/** The uploads as rows for the interface. */
export function useUploads() {
  return useSyncExternalStore(queue.subscribe, rows, () => NONE);
}

function rows() {
  if (written.of !== queue.uploads) {
    written = {
      of: queue.uploads,
      rows: queue.uploads.map((upload) => ({
        ...upload,
        size_text: sizeOf(upload.size),
        speed_text: upload.speed ? `${sizeOf(upload.speed)}/s` : "",
        href: upload.videoId ? `/videos/${upload.videoId}?v=${upload.version}` : "",
        may_retry: upload.state === "cancelled" || (upload.state === "failed" && !upload.videoId),
        is_active: ["waiting", "sending", "checking"].includes(upload.state),
      })),
    };
  }
  return written.rows;
}

/** @param {"cancel" | "retry" | "dismiss"} name @param {string} id */
export function actOnUpload(name, id) {
  queue[name](id);
}

/**
 * Calls `onArrival` when the server has taken a film; draws nothing.
 * @param {{onArrival?: (projectOrVideoId: string) => void}} props
 */
export function UploadWatch({ onArrival }) {
  const latest = useRef(onArrival);
  latest.current = onArrival;
  useEffect(() => queue.onArrival((upload) => latest.current?.(upload.videoId)), []);
  return null;
}

/**
 * A button that lets choose films; its child is what it looks like.
 * @param {object} props
 * @param {"project" | "video"} props.kind @param {string} props.targetId
 * @param {string} [props.className] @param {import("react").ReactNode} [props.children]
 */
export function UploadButton({ kind, targetId, className, children }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  return createElement(
    "button",
    { type: "button", className, disabled: !targetId, onClick: () => input.current?.click() },
    children,
    createElement("input", {
      ref: input,
      type: "file",
      accept: ACCEPTED,
      multiple: kind === "project",
      hidden: true,
      tabIndex: -1,
      onClick: (/** @type {Event} */ event) => event.stopPropagation(),
      onChange: (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ { target }) => {
        queue.add({ kind, id: targetId }, [...(target.files ?? [])]);
        target.value = "";
      },
    }),
  );
}

/**
 * A region that takes films dropped on it; `data-over` while some are held above it.
 * @param {object} props
 * @param {"project" | "video"} props.kind @param {string} props.targetId
 * @param {string} [props.className] @param {import("react").ReactNode} [props.children]
 */
export function UploadDrop({ kind, targetId, className, children }) {
  const [depth, setDepth] = useState(0);
  /** @param {import("react").DragEvent} event @param {number} change */
  const hover = (event, change) => {
    if (!targetId || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (change) setDepth((before) => Math.max(0, before + change));
  };
  return createElement(
    "div",
    {
      className,
      "data-over": depth > 0 || undefined,
      onDragEnter: (/** @type {import("react").DragEvent} */ event) => hover(event, 1),
      onDragOver: (/** @type {import("react").DragEvent} */ event) => hover(event, 0),
      onDragLeave: (/** @type {import("react").DragEvent} */ event) => hover(event, -1),
      onDrop: (/** @type {import("react").DragEvent} */ event) => {
        if (!targetId || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDepth(0);
        queue.add({ kind, id: targetId }, [...event.dataTransfer.files]);
      },
    },
    children,
  );
}

/** Fetch does not tell how much was sent, so this is an XMLHttpRequest.
 * @type {import("./upload_queue.js").Line["send"]} */
function sendByXhr({ target }, file, { onProgress, onDone, onRefused }) {
  const { t, language } = currentViewer();
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, file.name);
  request.open("POST", `/api/v1/${target.kind === "project" ? "projects" : "videos"}/${target.id}/${target.kind === "project" ? "videos" : "versions"}`);
  request.setRequestHeader("Accept-Language", language);
  request.responseType = "json";
  request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
  request.onload = () => {
    if (request.status === 201) onDone(request.response);
    else onRefused(request.response?.errors?.[0]?.message ?? request.response?.detail ?? t("upload.broke_off"));
  };
  request.onerror = () => onRefused(t("upload.broke_off"));
  request.send(form);
  return () => request.abort();
}

/** @param {number} bytes */
function sizeOf(bytes) {
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
