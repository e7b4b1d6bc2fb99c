// Archive: named files in one, a ZIP in the one form in which Travaux writes it (docs/formats/bundle.md).
//
// Files stand in the order of their names, not compressed, dated 1 January 1980, without comments or extra fields. The
// file is read, written again, and compared: so one flipped bit, be it in a date, is found.
"use strict";

const FILE_NAME = /^[a-z0-9][a-z0-9_.-]*(?:\/[a-z0-9][a-z0-9_.-]*)?$/i;
const HEAD = 30, LISTED = 46, CLOSE = 22, VERSION = 20, DATE = 0x21;

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Returns the files in an archive, as a Map from names to bytes. */
function readArchive(data) {
  const files = new Map(), view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + HEAD <= data.length && view.getUint32(at, true) === 0x04034b50) {
    const size = view.getUint32(at + 22, true), length = view.getUint16(at + 26, true), start = at + HEAD;
    const name = fromAscii(data.subarray(start, start + length));
    const content = data.subarray(start + length, start + length + size);
    if (content.length !== size || files.has(name) || !FILE_NAME.test(name)) throw new Malformed("a file that is cut short, named twice or named otherwise", `byte ${at}`);
    files.set(name, content);
    at = start + length + size;
  }
  const again = writeArchive(files);
  if (!same(again, data)) {
    const place = again.findIndex((byte, where) => byte !== data[where]);
    throw new Malformed("not an archive as Travaux writes it: cut short, changed, or packed anew", `byte ${place < 0 ? again.length : Math.min(place, data.length)}`);
  }
  return files;
}

function writeArchive(files) {
  const parts = [], listed = [];
  let at = 0;
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name), called = utf8(name);
    const shared = [VERSION, 2, 0, 2, 0, 2, 0, 2, DATE, 2, crc32(content), 4, content.length, 4, content.length, 4, called.length, 2, 0, 2];
    parts.push(littleEndian(HEAD, [0x04034b50, 4, ...shared]), called, content);
    listed.push(littleEndian(LISTED, [0x02014b50, 4, VERSION, 2, ...shared, 0, 2, 0, 2, 0, 2, 0, 4, at, 4]), called);
    at += HEAD + called.length + content.length;
  }
  const directory = joined(...listed);
  return joined(...parts, directory, littleEndian(CLOSE, [0x06054b50, 4, 0, 2, 0, 2, files.size, 2, files.size, 2, directory.length, 4, at, 4, 0, 2]));
}

/** Writes numbers, each followed by its size in bytes. */
function littleEndian(length, numbers) {
  const bytes = new Uint8Array(length), view = new DataView(bytes.buffer);
  let at = 0;
  for (let each = 0; each < numbers.length; each += 2) {
    if (numbers[each + 1] === 4) view.setUint32(at, numbers[each], true); else view.setUint16(at, numbers[each], true);
    at += numbers[each + 1];
  }
  return bytes;
}
