// Notes: a text and who signed it (C2SP signed-note); checkpoints of a log (tlog-checkpoint) and their cosignatures.
"use strict";

const SIGNS_TEXT = 0x01, COSIGNS = 0x04, MOST_SIGNATURES = 100;
const NO_NAME = /[\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+\ud800-\udfff]/;

function checkName(name) {
  if (!name || NO_NAME.test(name.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))) throw new Malformed("the name of a key is empty, or has white space, a + or half a surrogate pair in it", name);
}

/** Returns the key in a text as its owner gives it to others: name+id+base64 of its kind and its bytes. */
async function readKey(text) {
  const [name, id, ...rest] = text.split("+");
  if (!rest.length) throw new Malformed("not a name, an id and a key with + between", text);
  return withinLater(text, async () => {
    const bytes = fromBase64(rest.join("+"));
    checkName(name);
    const key = { name, kind: bytes[0], public: bytes.subarray(1), text };
    key.id = hex((await sha256(joined(utf8(`${name}\n`), bytes))).subarray(0, 4));
    if (!bytes.length || key.id !== id) throw new Malformed("the id is not that of the key");
    return key;
  });
}

/** Cuts a note at its last blank line: the text, and the lines of its signatures. */
function divide(data) {
  for (let at = data.length - 2; at >= 0; at--) if (data[at] === 10 && data[at + 1] === 10) return [data.subarray(0, at + 1), data.subarray(at + 2)];
  throw new Malformed("no blank line between a text and its signatures");
}

function noteText(bytes) {
  const text = fromUtf8(bytes);
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new Malformed("a control character in a note");
  return text;
}

/** Returns the text of a note, in bytes, and its signatures, of which nobody knows yet whether they hold. */
function readNote(data) {
  const [text, lines] = divide(data);
  noteText(text);
  const found = split(lines);
  if (found.pop().length) throw new Malformed("not a signature line: an em dash, a name, a signature");
  if (found.length < 1 || found.length > MOST_SIGNATURES) throw new Malformed(`a note with ${found.length} signatures, not 1 to ${MOST_SIGNATURES}`);
  const first = split(text).length + 1;
  return { text, signatures: found.map((line, at) => within(`line ${first + at}`, () => readSignature(noteText(line)))) };
}

function readSignature(line) {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (dash !== "—" || encoded === undefined || more.length) throw new Malformed("not a signature line: an em dash, a name, a signature");
  const data = fromBase64(encoded);
  checkName(name);
  if (data.length < 5) throw new Malformed("a signature of fewer than five bytes, four of them the id of its key");
  return { name, id: hex(data.subarray(0, 4)), data: data.subarray(4) };
}

/** Returns what a log says of itself in the text of a note: its origin, its size, the root of its tree. */
function readCheckpoint(bytes) {
  const lines = fromUtf8(bytes).split("\n");
  if (lines.length < 4 || lines.pop()) throw new Malformed("not three lines, each with its line feed");
  const [origin, size, root, ...extensions] = lines;
  const point = { origin, size: within("line 2", () => fromDecimal(size)), root: within("line 3", () => fromBase64(root, HASH_BYTES)) };
  for (const line of [origin, ...extensions]) if (!line || /[\u0000-\u001f]/.test(line)) throw new Malformed("a line that is empty or has a control character", `'${line}'`);
  return point;
}

/** Whether a key can be checked here at all: Ed25519 over the text, or over the text and a time. */
function verifiable(key) {
  if (key.kind !== SIGNS_TEXT && key.kind !== COSIGNS) return false;
  if (key.public.length !== 32) throw new Malformed(`not an Ed25519 key of kind 0x0${key.kind}`, key.text);
  return true;
}

/** Whether a signature line by a key holds. */
async function holds(key, text, data) {
  if (key.kind === SIGNS_TEXT) return checkEd25519(key.public, text, data);
  const time = new DataView(joined(data, new Uint8Array(8)).buffer).getBigUint64(0);
  if (data.length !== 72 || time >= 2n ** 63n) return false;
  return checkEd25519(key.public, joined(utf8(`cosignature/v1\ntime ${time}\n`), text), data.subarray(8));
}

/** Opens a checkpoint that one of the keys of its log signed. Returns it with the keys whose signatures hold. */
async function openCheckpoint(data, logKeys, cosigners) {
  const point = readCheckpoint(divide(data)[0]), note = readNote(data), known = new Map();
  for (const key of [...logKeys, ...cosigners]) {
    const place = `${key.name}+${key.id}`;
    if (known.has(place) && known.get(place).text !== key.text) throw new Error(`two keys share the name and the id of ${key.text}`);
    known.set(place, key);
  }
  const signed = new Set();
  for (const each of note.signatures) {
    const key = known.get(`${each.name}+${each.id}`);
    if (key && !await holds(key, note.text, each.data)) throw new Error(NO_PROOF);
    if (key) signed.add(key);
  }
  if (!signed.size) throw new Error("no signature by a key that is known here");
  if (!logKeys.some((key) => signed.has(key))) throw new Error(`not signed by the log ${point.origin}`);
  return { ...point, signed };
}
