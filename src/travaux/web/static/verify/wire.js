// The wire: whether a canonical value is an act, a term or a finding, by the table in terms.js. Values stay as they came.
//
// A field that has its default is left out, a key that no field has is refused, and a private field never stands in the
// open: the digest of its disclosure stands under `_sd` (RFC 9901).
"use strict";

const FORMS = {
  PartyId: [/^party-[a-z0-9]{8}$/, "a party's id (\"party-\" and eight letters or digits)"],
  PersonId: [/^person-[a-z0-9]{8}$/, "a person's id (\"person-\" and eight letters or digits)"],
  Digest: [/^[0-9a-f]{64}$/, "a SHA-256 in lower-case hexadecimal"],
};
const PLAIN = { number: ["number", "a whole number"], Index: ["number", "a whole number"], flag: ["boolean", "true or false"] };

/** What a value is, in words. */
function called(value) {
  if (value === null) return "null";
  if (value instanceof Map) return "an object";
  return Array.isArray(value) ? "a list" : { boolean: "true or false", number: "a number", string: "a text" }[typeof value];
}

/** Puts a key, or a place in a list, before the path of whatever is refused in `work`. */
function beneath(step, work) {
  try { return work(); } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault;
    const dot = fault.where && !fault.where.startsWith("[") ? "." : "";
    throw new Malformed(fault.told, `${step}${dot}${fault.where}`, fault.advice);
  }
}

/** Refuses a value that is not of a type. `shown` are the disclosures of an entry, by digest. */
function checkType(type, value, shown) {
  if (type.words) {
    if (typeof value !== "string" || !type.words.includes(value)) throw new Malformed(`${JSON.stringify(value)} is none of: ${type.words.join(", ")}`);
  } else if (type.list || type.row) checkList(type, value, shown);
  else if (type.object) checkObject(TERMS[type.object], value, shown, type.object);
  else if (type.either) {
    const fitting = typeof value === "string" ? type.either.filter((each) => !each.list && !each.row) : type.either;
    checkType(fitting[0], value, shown);
  } else checkPlain(type, value);
}

function checkPlain(type, value) {
  const [expected, name] = PLAIN[type] ?? ["string", "a text"];
  if (typeof value !== expected) throw new Malformed(`expected ${name}, not ${called(value)}`);
  if (type in FORMS && !FORMS[type][0].test(value)) throw new Malformed(`expected ${FORMS[type][1]}`);
  if (type === "Index" && value < 0) throw new Malformed("expected the index of an entry, from 0");
}

function checkList(type, value, shown) {
  if (!Array.isArray(value)) throw new Malformed(`expected a list, not ${called(value)}`);
  if (type.row && value.length !== type.row.length) throw new Malformed(`expected ${type.row.length} values, not ${value.length}`);
  value.forEach((each, at) => beneath(`[${at}]`, () => checkType(type.list ?? type.row[at], each, shown)));
}

function checkObject(fields, value, shown, name = "") {
  if (!(value instanceof Map)) throw new Malformed(`expected an object, not ${called(value)}`);
  const hidden = value.has("_sd") ? beneath("_sd", () => checkPrivate(fields, value.get("_sd"), shown)) : [];
  for (const [key, inner] of value) {
    if (key !== "_sd") beneath(key, () => checkField(Object.hasOwn(fields, key) ? fields[key] : null, inner, shown));
  }
  for (const [key, each] of Object.entries(fields)) {
    if (!value.has(key) && !("default" in each) && !hidden.includes(key)) throw new Malformed("is missing", key);
  }
  if (name in RULES) RULES[name](value);
}

function checkField(slot, value, shown) {
  if (!slot) throw new Malformed("no such field");
  if (slot.private) throw new Malformed("is private, and stands in the open");
  checkType(slot.type, value, shown);
  if ("default" in slot && toCanon(value) === plain(slot.default)) throw new Malformed("has its default, and is to be left out then");
}

/** The canonical text of a default, which the table holds as JSON. */
const plain = (value) => JSON.stringify(value);

/** Refuses digests that are out of order or too many, and disclosures that have no place; returns the fields they cover. */
function checkPrivate(fields, digests, shown) {
  const names = Object.keys(fields).filter((key) => fields[key].private), met = new Set();
  checkType({ list: "text" }, digests, shown);
  const ordered = digests.every((each, at) => at === 0 || digests[at - 1] < each);
  if (!digests.length || !ordered || digests.length > names.length) throw new Malformed("digests that are not in order, or more than there are private fields");
  for (const disclosure of digests.map((each) => shown.get(each)).filter(Boolean)) {
    if (!names.includes(disclosure.name) || met.has(disclosure.name)) throw new Malformed(`the disclosure of '${disclosure.name}' has no place here`);
    met.add(disclosure.name);
  }
  return digests.every((each) => shown.has(each)) ? [...met] : names;
}

/** What a claim must be besides the form of its fields. */
const RULES = {
  Quantity(value) {
    const kind = value.get("kind") ?? "any", number = value.get("number");
    const counted = kind === "exactly" || kind === "at least";
    if ((number !== undefined) !== counted || (number ?? 0) < 0) throw new Error(`${kind} with the number ${number ?? "None"}`);
  },
  Subject(value) {
    const kind = value.get("kind") ?? "party", name = value.get("name") ?? "";
    if ((name !== "") === ["parties", "anyone"].includes(kind)) throw new Error(`a subject of kind ${kind} with the name '${name}'`);
  },
  Claim(value) {
    const clauses = value.get("clauses") ?? [], object = value.get("object") ?? "clauses", much = value.get("quantity")?.get("kind") ?? "any";
    if (object !== "clauses" && (clauses.length || value.has("quantity"))) throw new Error(`clauses, or so many of them, where the object is a ${object}`);
    if (new Set(clauses).size !== clauses.length || (value.has("inside") && !value.has("denied"))) throw new Error("a clause that is named twice, or a denial inside what is not denied");
    if (clauses.length === 1 && much !== "all") throw new Error("of one clause there is only all");
    const countable = object === "clauses" && clauses.length !== 1 && much !== "any";
    if (value.has("inside") && value.get("subject").get("kind") !== "parties" && !countable) throw new Error("a denial inside a quantity, and nothing that is counted");
  },
};
