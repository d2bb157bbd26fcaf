/** Keeps the last picture on the screen while another source is opened beneath it, so that nothing flashes. */

/** @param {HTMLVideoElement} video @param {HTMLCanvasElement} canvas */
export function freeze(video, canvas) {
  const isCovered = !canvas.hidden;
  if (isCovered || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !video.videoWidth) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  canvas.hidden = false;
}

/** @param {HTMLCanvasElement} canvas */
export function thaw(canvas) {
  if (canvas.hidden) return;
  canvas.hidden = true;
  canvas.width = canvas.height = 0; // gives the memory back
}
