/** Bytes as the interface writes them: in the units in which disks and cameras count, with one decimal below ten. */

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** @param {number | null | undefined} bytes @returns {string} empty for none */
export function sizeText(bytes) {
  if (bytes === null || bytes === undefined) return "";
  let size = bytes;
  let unit = 0;
  for (; size >= 999.5 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
