// The keyring: which keys are valid at the checkpoint, worked out from the entries, for the list of signers in a bundle.
//
// A key is enrolled by the depositary or by a valid key of the same party; the first of all, the depositary's, by
// itself. It is valid after the entry that brings it in, until the one that replaces or retires it.
"use strict";

const keyOf = (line) => line.trim().split(/\s+/).slice(0, 2).join(" ");

/** Returns the list of signers that the entries give, as `allowed_signers` holds it; null where an enrolment is voided. */
function signersOf(entered, size) {
  const holders = new Map(), enrolments = new Set();
  for (const each of entered) {
    if (each.entry.act === "void" && enrolments.has(each.entry.body.get("entry"))) return null;
    if (each.entry.act === "enrol") enrolments.add(each.index);
    enter(holders, each);
  }
  return [...holders.values()].filter((each) => validAt(each, size)).map((each) => `${each.person} namespaces="${NAMESPACE}" ${each.key}\n`).join("");
}

const validAt = (holder, index) => holder.enrolled < index && (holder.retired === null || index <= holder.retired);

function enter(holders, each) {
  const signers = each.signers.map(keyOf), { act, body } = each.entry;
  const valid = signers.filter((key) => holders.has(key) && validAt(holders.get(key), each.index));
  const founds = act === "enrol" && body.get("duty") === "depositary" && !holders.size && signers.includes(keyOf(body.get("key")));
  const keys = !valid.length && founds ? [signers[0]] : valid;
  const may = (party) => keys.map((key) => holders.get(key)).some((one) => one && (one.duty === "depositary" || (party && one.party === party)));
  if (act === "enrol") {
    const key = keyOf(body.get("key")), duty = body.get("duty") ?? "delegate", party = body.get("party") ?? null;
    if ((founds || may(duty === "depositary" ? null : party)) && !holders.has(key)) {
      holders.set(key, { key, person: body.get("person").get("id"), party, duty, enrolled: each.index, retired: null });
    }
  } else if (act === "rotate") {
    const before = keyOf(body.get("old")), key = keyOf(body.get("new"));
    if (keys.includes(before) && signers.includes(key) && !holders.has(key)) {
      const holder = holders.get(before);
      holders.set(key, { ...holder, key, enrolled: each.index });
      holder.retired = each.index;
    }
  } else if (act === "retire") {
    const holder = holders.get(keyOf(body.get("key")));
    if (holder && (keys.includes(holder.key) || may(holder.party)) && holder.retired === null) holder.retired = each.index;
  }
}
