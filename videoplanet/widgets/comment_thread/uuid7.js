/** UUIDv7 (RFC 9562): ids made in the browser that sort by the time they were made. */

let lastMilliseconds = 0;
let counter = 0;

/** A new id; ids of one page always grow, also within a millisecond. @returns {string} */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    counter = ((bytes[6] & 0x07) << 8) | bytes[7]; // starts in the lower half, so that it has room to count
  } else if (++counter > 0xfff) {
    counter = 0;
    lastMilliseconds += 1;
  }
  for (let index = 0, rest = lastMilliseconds; index < 6; index++) {
    bytes[5 - index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
