// Receipts: all that shows that an entry is in a log, in one file (C2SP tlog-proof).
"use strict";

const RECEIPT = "c2sp.org/tlog-proof@v1", MOST_HASHES = 63;

/** Returns a receipt: the index of an entry, its inclusion proof, and a checkpoint, which is not opened yet. */
function readReceipt(bytes) {
  const blank = bytes.findIndex((byte, at) => byte === 10 && bytes[at + 1] === 10);
  const [header, ...lines] = fromAscii(bytes.subarray(0, Math.max(blank, 0))).split("\n");
  if (blank < 0 || header !== RECEIPT) throw new Malformed(`not a file that begins with ${RECEIPT}, a proof and a blank line`);
  let number = 2, extra = null;
  if (lines[0]?.startsWith("extra ")) {
    extra = within("line 2", () => fromBase64(lines.shift().slice(6)));
    if (!extra.length) throw new Malformed("an extra line with nothing in it", "line 2");
    number = 3;
  }
  const line = lines.shift() ?? "";
  if (!line.startsWith("index ")) throw new Malformed("no index", `line ${number}`);
  const index = within(`line ${number}`, () => fromDecimal(line.slice(6)));
  if (lines.length > MOST_HASHES) throw new Malformed(`a proof of more than ${MOST_HASHES} hashes`, `line ${number + 1 + MOST_HASHES}`);
  const proof = lines.map((each, at) => within(`line ${number + 1 + at}`, () => fromBase64(each, HASH_BYTES)));
  return { index, proof, note: bytes.subarray(blank + 2), extra };
}
