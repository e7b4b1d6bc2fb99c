// Findings: the lines in which a bundle holds its answer, the finding itself first, then what bears on it, then its parts.
"use strict";

const MOST_NESTED = 16;

/** Returns the finding in such lines: a Map of its fields, with `bearing`, `parts` and `readings` put back together. */
function readFinding(content) {
  const lines = split(content);
  if (lines.pop().length || !lines.length) throw new Malformed("the last line has no line feed", `line ${lines.length + 1}`);
  const parts = lines.map((line, at) => within(`line ${at + 1}`, () => findingLine(fromCanon(line))));
  const reader = { parts, next: 0 };
  const finding = gathered(reader, "");
  if (reader.next !== parts.length) throw new Malformed("lines that belong to no finding, or in another order");
  return finding;
}

function findingLine(value) {
  const at = value instanceof Map ? value.get("at") : undefined;
  if (typeof at === "string" && at.split(".").length - 1 > 2 * MOST_NESTED) throw new Malformed(`more than ${MOST_NESTED} findings one inside the other`);
  for (const [key, kind] of [["finding", "Finding"], ["bearing", "Bearing"]]) {
    if (typeof at !== "string" || value.size !== 2 || !value.has(key)) continue;
    const inner = value.get(key);
    checkObject(TERMS[kind], inner, new Map(), kind);
    if (kind === "Finding" && ["bearing", "parts", "readings"].some((each) => inner.has(each))) throw new Malformed("lines that belong to no finding, or in another order");
    return { at, kind, value: inner };
  }
  throw new Malformed("neither a finding nor what bears on one");
}

function gathered(reader, at) {
  const takes = (place, kind) => {
    const part = reader.parts[reader.next];
    if (part?.at !== place || part.kind !== kind) return null;
    reader.next++;
    return part.value;
  };
  const bare = takes(at, "Finding");
  if (!bare) throw new Malformed(`no finding at '${at}'`);
  const found = new Map([...bare, ["bearing", []], ["parts", []], ["readings", []]]);
  for (let each = takes(at, "Bearing"); each; each = takes(at, "Bearing")) found.get("bearing").push(each);
  for (const name of ["parts", "readings"]) {
    const place = () => `${at}.${name}.${found.get(name).length}`.replace(/^\./, "");
    while (reader.parts[reader.next]?.at === place()) found.get(name).push(gathered(reader, place()));
  }
  return found;
}
