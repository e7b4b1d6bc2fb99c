// Canon: one text for one value (RFC 8785, narrowed; docs/formats/leaf.md). Whatever is written otherwise is refused.
//
// The form leaves nothing to choose, so the reader below takes that form alone, and need not write again to compare:
// keys in order, no white space, integers, only \" and \\ escaped, UTF-8, normal form C, no control characters.
// Objects become Maps, so that no key has a meaning of its own.
"use strict";

const MOST_BYTES = 65535, DEEPEST = 64;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Cn}]/u, PRINTABLE = /^[ -~]*$/;

/** Returns the value of a canonical text, from its bytes. */
function fromCanon(bytes) {
  if (bytes.length > MOST_BYTES) throw new Malformed(`the text has ${bytes.length} bytes, more than ${MOST_BYTES}`);
  const reader = new CanonReader(fromUtf8(bytes));
  const value = reader.value(0);
  if (reader.at !== reader.text.length) reader.refuse();
  return value;
}

class CanonReader {
  constructor(text) { this.text = text; this.at = 0; }

  refuse(says = "not written in the canonical way") { throw new Malformed(says, `character ${this.at}`); }

  value(depth) {
    const sign = this.text[this.at];
    if (sign === '"') return this.string();
    if (sign === "{" || sign === "[") {
      if (depth >= DEEPEST) this.refuse(`more than ${DEEPEST} levels deep`);
      return sign === "{" ? this.object(depth) : this.list(depth);
    }
    for (const [word, value] of [["null", null], ["true", true], ["false", false]]) if (this.takes(word)) return value;
    return this.number();
  }

  takes(word) {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  number() {
    const form = /-?(?:0|[1-9][0-9]*)/y;
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (!found || found === "-0" || found.length > 17 || !Number.isSafeInteger(Number(found))) this.refuse();
    this.at += found.length;
    return Number(found);
  }

  string() {
    let read = "";
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === "\\" && !'"\\'.includes(this.text[++this.at] ?? "x")) this.refuse();
      if (this.at >= this.text.length) this.refuse();
      read += this.text[this.at];
    }
    this.at++;
    const bad = FORBIDDEN.exec(read);
    if (bad) this.refuse(`U+${bad[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}, a control or unassigned character, in a string`);
    if (read.normalize("NFC") !== read) this.refuse("a string that is not in Unicode's normal form C");
    return read;
  }

  list(depth) {
    const read = [];
    this.at++;
    if (this.takes("]")) return read;
    do read.push(this.value(depth + 1)); while (this.takes(","));
    if (!this.takes("]")) this.refuse();
    return read;
  }

  object(depth) {
    const read = new Map();
    let last = null;
    this.at++;
    if (this.takes("}")) return read;
    do {
      if (this.text[this.at] !== '"') this.refuse();
      const key = this.string();
      if (!PRINTABLE.test(key) || (last !== null && key <= last) || !this.takes(":")) this.refuse();
      read.set(key, this.value(depth + 1));
      last = key;
    } while (this.takes(","));
    if (!this.takes("}")) this.refuse();
    return read;
  }
}

/** Returns the text of a value that was read. */
function toCanon(value) {
  if (Array.isArray(value)) return `[${value.map(toCanon).join(",")}]`;
  if (value instanceof Map) return `{${[...value].map(([key, inner]) => `${toCanon(key)}:${toCanon(inner)}`).join(",")}}`;
  if (typeof value === "string") return `"${value.replace(/["\\]/g, "\\$&")}"`;
  return String(value);
}
