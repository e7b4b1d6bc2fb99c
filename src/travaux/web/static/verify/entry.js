// Entries: a leaf as the log holds it (docs/formats/leaf.md), what its line says, and private values shown apart.
"use strict";

const SSHSIG = Uint8Array.of(...utf8("SSHSIG"), 0, 0, 0, 1), SALT_BYTES = 16;

/** Returns a leaf: line 1, which was signed, what it says, and the signatures. */
function readLeaf(bytes) {
  if (bytes.length > MOST_BYTES) throw new Malformed(`an entry of ${bytes.length} bytes, more than ${MOST_BYTES}`);
  const [message, ...lines] = split(bytes), count = lines.length;
  if (!lines.length || lines.pop().length) throw new Malformed("the last line has no line feed", `line ${count + 1}`);
  const signatures = lines.map((line, at) => within(`line ${at + 2}`, () => fromBase64(fromAscii(line))));
  const value = within("line 1", () => fromCanon(message));
  if (!signatures.length) throw new Malformed("an entry that nobody signed", "line 2");
  signatures.forEach((each, at) => {
    if (!same(each.subarray(0, SSHSIG.length), SSHSIG)) throw new Malformed("not an SSHSIG of version 1", `line ${at + 2}`);
    if (signatures.slice(0, at).some((earlier) => same(earlier, each))) throw new Malformed("the same signature a second time", `line ${at + 2}`);
  });
  return { bytes, message, value, signatures };
}

/** Returns an entry: its fields as they stand in line 1, with `act`, the name of what was done. */
function readEntry(value, shown) {
  if (!(value instanceof Map)) throw new Malformed("an entry is an object");
  if (value.get("v") !== 1) throw new Malformed(`entry format ${value.get("v") ?? "None"}, and this Travaux reads 1`, "v");
  const kind = value.get("type"), body = value.has("body") ? value.get("body") : new Map();
  if (typeof kind !== "string" || !Object.hasOwn(ACTS, kind)) throw new Malformed(`no act is called '${kind}'`, "type");
  const around = new Map([...value].filter(([key]) => !["type", "body", "_sd_alg"].includes(key)));
  checkObject(TERMS.Entry, around, new Map());
  if (around.get("after").get("size") < 0) throw new Malformed("counts from 0", "after.size");
  if (around.get("seq") < 0) throw new Malformed("counts from 0", "seq");
  beneath("body", () => checkObject(TERMS[ACTS[kind]], body, shown, ACTS[kind]));
  if (value.get("_sd_alg") !== (commits(body) ? "sha-256" : undefined)) throw new Malformed('"sha-256" where a value is private, and nothing where none is', "_sd_alg");
  return { act: kind, body, log: value.get("log"), after: value.get("after"), seq: value.get("seq"), prev: value.get("prev") ?? "",
           actor: value.get("actor") ?? null, person: value.get("person") ?? null };
}

function commits(value) {
  if (value instanceof Map) return value.has("_sd") || [...value.values()].some(commits);
  return Array.isArray(value) && value.some(commits);
}

/** The digests of private values to which a value commits. */
function commitments(value) {
  if (Array.isArray(value)) return value.flatMap(commitments);
  if (!(value instanceof Map)) return [];
  return [...value].flatMap(([key, inner]) => (key === "_sd" && Array.isArray(inner) ? inner.map(String) : commitments(inner)));
}

/** Returns disclosures by their digests (RFC 9901); refused where one stands twice. */
async function byDigest(texts) {
  const found = new Map();
  for (const text of texts) {
    if (/[^\u0000-\u007f]/.test(text)) throw new Malformed("not base64url in its one form", "disclosure");
    const digested = toUrlBase64(await sha256(utf8(text)));
    if (found.has(digested)) throw new Malformed("the same disclosure a second time", `disclosure ${digested}`);
    found.set(digested, readDisclosure(text));
  }
  return found;
}

function readDisclosure(text) {
  const value = fromCanon(fromUrlBase64(text));
  if (!Array.isArray(value) || value.length !== 3 || value.some((each) => typeof each !== "string")) throw new Malformed("not a salt, a name and a value", "disclosure");
  const [salt, name, told] = value;
  if (fromUrlBase64(salt).length !== SALT_BYTES) throw new Malformed(`a salt of another length than ${SALT_BYTES} bytes`, "disclosure");
  return { name, value: told };
}
