/** Sizes and speeds as people read them. */

/** @typedef {(key: string, params?: Record<string, unknown>) => string} Words */

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** @param {number} bytes */
export function sizeOf(bytes) {
  let size = bytes;
  let unit = 0;
  for (; size >= 999.5 && unit < UNITS.length - 1; unit++) size /= 1000;
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}

/** @param {number} bytesASecond empty while unknown */
export function speedOf(bytesASecond) {
  return bytesASecond > 0 ? `${sizeOf(bytesASecond)}/s` : "";
}
