// Bundles: what is in one (docs/formats/bundle.md). Nothing is checked yet but the form.
"use strict";

const KEPT = ["README.txt", "finding.jsonl", "checkpoint"];

/** Returns what is in a bundle. A file that does not belong in one, or is written otherwise, is refused. */
async function readBundle(data) {
  const files = readArchive(data);
  for (const name of KEPT) if (!files.has(name)) throw new Malformed("missing from the bundle", name);
  const whole = files.has("leaves.txt"), receipts = someOf(files, ".tlog-proof");
  const bundle = {
    files, receipts, whole: receipts.size === 0,
    leaves: whole ? allLeaves(files.get("leaves.txt")) : someOf(files, ".leaf"),
    finding: within("finding.jsonl", () => readFinding(files.get("finding.jsonl"))),
    checkpoint: files.get("checkpoint"),
    disclosures: readDisclosures(files.get("disclosures.jsonl")),
    drafts: [], signers: files.get("allowed_signers") ?? new Uint8Array(), policy: files.get("policy") ?? new Uint8Array(),
  };
  for (const [name, words] of files) if (/^drafts\/.*\.txt$/.test(name)) bundle.drafts.push(await readDraft(files, name, words));
  const stranger = await strangerIn(files, bundle, whole);
  if (stranger) throw new Malformed("a file that does not belong in a bundle, or is written otherwise", stranger);
  return bundle;
}

/** Returns the name of a file that a bundle with this content would not have, or would have otherwise. */
async function strangerIn(files, bundle, whole) {
  if (whole !== bundle.whole) return "the bundle";
  const expected = READMES[whole ? "whole" : "some"];
  if (hex(await sha256(files.get("README.txt"))) !== expected) return "README.txt";
  const known = new Set([...KEPT, "allowed_signers", "policy", "disclosures.jsonl"]);
  if (whole) known.add("leaves.txt");
  for (const number of bundle.leaves.keys()) if (!whole) known.add(`leaves/${number}.leaf`);
  for (const number of bundle.receipts.keys()) known.add(`leaves/${number}.tlog-proof`);
  for (const { digest } of bundle.drafts) known.add(`drafts/${digest}.txt`).add(`drafts/${digest}.jsonl`);
  const empty = ([name, content]) => !content.length && ![...KEPT, "leaves.txt"].includes(name) && !name.includes(".txt");
  return [...files].find((each) => !known.has(each[0]) || empty(each))?.[0] ?? "";
}

function allLeaves(content) {
  const found = new Map();
  let start = 0;
  for (let at = 0; at + 1 < content.length; at++) {
    if (content[at] !== 10 || content[at + 1] !== 10) continue;
    found.set(String(found.size), content.subarray(start, at + 1));
    start = at + 2;
    at++;
  }
  if (start !== content.length) throw new Malformed("the last leaf is cut short", "leaves.txt");
  return found;
}

/** Returns the files in the folder of leaves that end so, by the number of their entry. */
function someOf(files, ending) {
  const found = [];
  for (const [name, content] of files) {
    if (!name.startsWith("leaves/") || !name.endsWith(ending)) continue;
    const number = name.slice(7, name.length - ending.length);
    if (!/^(0|[1-9][0-9]*)$/.test(number)) throw new Malformed("not the number of an entry", name);
    found.push([number, content]);
  }
  return new Map(found.sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1)));
}

async function readDraft(files, name, words) {
  const digested = hex(await sha256(words)), lines = files.get(name.replace(/\.txt$/, ".jsonl")) ?? new Uint8Array();
  if (name !== `drafts/${digested}.txt`) throw new Malformed("its words do not have the digest that it is named by", name);
  return { digest: digested, numbered: split(lines).length > 2 };
}

function readDisclosures(content = new Uint8Array()) {
  const lines = split(content);
  if (lines.pop().length) throw new Malformed("a file that does not belong in a bundle, or is written otherwise", "disclosures.jsonl");
  return lines.map((line, at) => within(`disclosures.jsonl: line ${at + 1}`, () => {
    const value = fromCanon(line);
    if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== "number" || typeof value[1] !== "string") throw new Malformed("not the number of an entry and a disclosure");
    return value;
  }));
}
