// Bytes: text, base64, numbers and hashes, each read so that a value has one form; and the ways to refuse.
"use strict";

/** Input that is not what it says it is, and where. Every other refusal is a plain Error with its one message. */
class Malformed extends Error {
  constructor(message, where = "", advice = "") {
    super(`${where ? `${where}: ` : ""}${message}${advice ? `. ${advice}` : ""}`);
    Object.assign(this, { told: message, where, advice });
  }
}

/** What this browser cannot check: said, and never taken for a yes. */
class LeftOut extends Error {}

const NO_PROOF = "a proof, a signature or a digest does not hold";

/** Runs `work`, and puts a place before that of whatever is refused in it. */
function within(place, work) {
  try { return work(); } catch (fault) { throw inside(place, fault); }
}

async function withinLater(place, work) {
  try { return await work(); } catch (fault) { throw inside(place, fault); }
}

function inside(place, fault) {
  if (!(fault instanceof Malformed)) return fault;
  return new Malformed(fault.told, fault.where ? `${place}: ${fault.where}` : place, fault.advice);
}

const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);

function fromUtf8(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { throw new Malformed("not UTF-8"); }
}

/** The text of bytes that ought to be ASCII; any other byte becomes U+FFFD, which no format takes. */
function fromAscii(bytes) {
  let text = "";
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : "\ufffd";
  return text;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Cuts bytes at each line feed, as Python's split does: what follows the last one is a piece too. */
function split(bytes) {
  const pieces = [];
  let start = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, start)) { pieces.push(bytes.subarray(start, at)); start = at + 1; }
  pieces.push(bytes.subarray(start));
  return pieces;
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The bytes of a base64 text, padded (RFC 4648, 4); refused if it is not the one text that they have. */
function fromBase64(text, size = null) {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Malformed("not base64 in its one standard form");
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new Malformed("not base64 in its one standard form");
  if (size !== null && bytes.length !== size) throw new Malformed(`${bytes.length} bytes in base64 where ${size} belong`);
  return bytes;
}

const toUrlBase64 = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The bytes of a base64url text without padding (RFC 4648, 5), in its one form. */
function fromUrlBase64(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) throw new Malformed("not base64url in its one form", "disclosure");
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  if (toUrlBase64(bytes) !== text) throw new Malformed("not base64url in its one form", "disclosure");
  return bytes;
}

const GREATEST = 2n ** 63n - 1n;

/** A decimal number in ASCII digits, without sign or leading zero, at most 2^63-1. */
function fromDecimal(text) {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) throw new Malformed("not a decimal number in ASCII digits without leading zero");
  if (text.length > 19 || BigInt(text) > GREATEST) throw new Malformed(`a number greater than ${GREATEST}`);
  return BigInt(text);
}

/** A big-endian number of `size` bytes. */
function bigEndian(number, size) {
  const bytes = new Uint8Array(size);
  for (let at = size - 1; at >= 0; at--) { bytes[at] = Number(BigInt(number) >> BigInt(8 * (size - 1 - at)) & 255n); }
  return bytes;
}

const digest = async (algorithm, bytes) => new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
const sha256 = (bytes) => digest("SHA-256", bytes);

/** Whether an Ed25519 signature holds (RFC 8032). Where the browser has no Ed25519, that is said. */
async function checkEd25519(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  let read;
  try { read = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]); } catch (fault) {
    if (fault.name === "NotSupportedError") throw new LeftOut("this browser has no Ed25519; use a newer one, or travaux verify");
    return false;
  }
  return crypto.subtle.verify("Ed25519", read, signature, message);
}

/** Whether an ECDSA signature with P-256 and SHA-256 holds; r and s are numbers of at most 32 bytes. */
async function checkEcdsa(point, message, r, s) {
  if (r.length > 32 || s.length > 32) return false;
  const signature = new Uint8Array(64);
  signature.set(r, 32 - r.length);
  signature.set(s, 64 - s.length);
  try {
    const read = await crypto.subtle.importKey("raw", point, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, read, signature, message);
  } catch { return false; }
}
