/** A file as its parts: their bytes and the SHA-256 of each. What is hashed is what is sent, since a part is read only once. */

/** The file can no longer be read: it was moved, deleted or changed since it was chosen. */
export class Unreadable extends Error {
  name = "Unreadable";
}

/** How many parts of `partSize` bytes a file of `size` bytes has. @param {number} size @param {number} partSize */
export function countOfParts(size, partSize) {
  return Math.max(1, Math.ceil(size / partSize));
}

/**
 * The bytes of a part, counted from 1.
 * @param {Blob} file @param {number} number @param {number} partSize
 * @returns {Promise<ArrayBuffer>} rejects with `Unreadable`
 */
export async function readPart(file, number, partSize) {
  try {
    return await file.slice((number - 1) * partSize, number * partSize).arrayBuffer();
  } catch (error) {
    throw new Unreadable(String(error));
  }
}

/**
 * SHA-256 in hexadecimal; null where the browser has none to give, as on a page that is not served securely.
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 */
export async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Value of a `Content-Digest` header (RFC 9530). @param {string} digest in hexadecimal */
export function contentDigest(digest) {
  return `sha-256=:${btoa(String.fromCharCode(...bytesOf(digest)))}:`;
}

/**
 * What tells a film without sending it: the SHA-256 over the binary SHA-256 of its parts, in order.
 * @param {string[]} digests of every part, in hexadecimal
 */
export function digestOfParts(digests) {
  const all = new Uint8Array(32 * digests.length);
  for (const [index, digest] of digests.entries()) all.set(bytesOf(digest), 32 * index);
  return sha256(all);
}

/** @param {Uint8Array} bytes */
function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} hex */
function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
