/** Files out of a browser's hands: dropped, pasted, or chosen; with a handle that outlives the page where the browser gives one. */

/** @typedef {import("./uploads.js").Pick} Pick */

const ENDINGS = ".mp4,.mov,.m4v,.mxf,.mkv,.webm,.avi,.ts,.mts,.m2ts,.mpg,.mpeg,.wmv,.flv,.ogv,.3gp,.dv".split(",");

/** What a file field offers. */
export const ACCEPTED = ["video/*", ...ENDINGS].join(",");

/** Whether something held over the page is files of the viewer's. @param {DataTransfer | null} held */
export function holdsFiles(held) {
  return held?.types.includes("Files") ?? false;
}

/**
 * Has to be called before the event's handler returns: afterwards the browser has taken everything back.
 * @param {DataTransfer | null} held @returns {Promise<Pick[]>} folders are left out
 */
export async function picksOf(held) {
  const items = [...(held?.items ?? [])].filter(({ kind }) => kind === "file");
  const offered = items.map((item) => ({
    file: item.getAsFile(),
    isFolder: item.webkitGetAsEntry?.()?.isDirectory ?? false,
    // @ts-expect-error - Chromium alone has it
    handle: item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null),
  }));
  const picks = offered.map(async ({ file, isFolder, handle }) => ({ file, isFolder, handle: await handle }));
  return (await Promise.all(picks)).flatMap(({ file, isFolder, handle }) =>
    file && !isFolder ? [{ file, handle: handle?.kind === "file" ? handle : null }] : [],
  );
}

/**
 * Lets choose files with the browser's own dialog that gives handles.
 * @param {boolean} several
 * @returns {Promise<Pick[] | null>} none when it was closed; null where there is no such dialog and a file field has to do
 */
export async function chooseWithHandles(several) {
  // @ts-expect-error - Chromium alone has it
  const choose = window.showOpenFilePicker;
  if (!choose) return null;
  try {
    /** @type {FileSystemFileHandle[]} */
    const handles = await choose({ multiple: several, types: [{ accept: { "video/*": ENDINGS } }] });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    return /** @type {Error} */ (error).name === "AbortError" ? [] : null;
  }
}

/** What a file field holds; it is emptied, so that the same file can be chosen again. @param {HTMLInputElement} field @returns {Pick[]} */
export function filesOf(field) {
  const picks = [...(field.files ?? [])].map((file) => ({ file }));
  field.value = "";
  return picks;
}
