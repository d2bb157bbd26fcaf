/** Speeds as people read them. */
import { sizeText } from "$/public/external/videoplanet/shared/ui/size/size.js";

/** @typedef {(key: string, params?: Record<string, unknown>) => string} Words */

/** @param {number} bytesASecond empty while unknown */
export function speedOf(bytesASecond) {
  return bytesASecond > 0 ? `${sizeText(bytesASecond)}/s` : "";
}
