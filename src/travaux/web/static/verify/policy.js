// Policies: which logs to believe, and how many of which witnesses (C2SP tlog-policy).
"use strict";

const NONE = "none", LOG_KINDS = [0x01, 0x06], WITNESS_KINDS = [0x04, 0x06];

/** Returns the policy of somebody who knows the key of one log and asks for no witness. */
async function believing(key) {
  return { logs: [{ key: await readKey(key), url: "" }], witnesses: [], groups: [], quorum: NONE };
}

/** Returns the policy in a file. */
async function readPolicy(bytes) {
  const lines = split(bytes), free = new Map([[NONE, false]]);
  const policy = { logs: [], witnesses: [], groups: [], quorum: null };
  if (lines.pop().length) throw new Malformed("the last line has no line feed", `line ${lines.length + 1}`);
  for (const [at, line] of lines.entries()) await withinLater(`line ${at + 1}`, () => policyLine(policy, free, line));
  if (policy.quorum === null) throw new Malformed("no quorum", "", "Write `quorum none` where no witness is needed");
  return policy;
}

async function policyLine(policy, free, line) {
  if (line.some((byte) => (byte < 0x20 && byte !== 9) || byte === 0x7f)) throw new Malformed("a control character");
  const words = fromUtf8(line).split(/[\t ]+/).filter(Boolean), [kind, ...rest] = words;
  if (!words.length || kind.startsWith("#")) return;
  if (kind === "log" && (rest.length === 1 || rest.length === 2)) {
    policy.logs.push({ key: await policyKey(rest[0], LOG_KINDS, policy.logs), url: rest[1] ?? "" });
  } else if (kind === "witness" && (rest.length === 2 || rest.length === 3)) {
    const key = await policyKey(rest[1], WITNESS_KINDS, policy.witnesses);
    policyName(free, rest[0]);
    policy.witnesses.push({ name: rest[0], key, url: rest[2] ?? "" });
  } else if (kind === "group" && rest.length >= 3) policyGroup(policy, free, rest);
  else if (kind === "quorum" && rest.length === 1) {
    if (policy.quorum !== null) throw new Malformed("a second quorum");
    if (!free.has(rest[0])) throw new Malformed("not named above", rest[0]);
    policy.quorum = rest[0];
  } else throw new Malformed("not a line of a policy", kind);
}

function policyGroup(policy, free, [name, threshold, ...members]) {
  const least = threshold === "any" ? 1n : threshold === "all" ? BigInt(members.length) : fromDecimal(threshold);
  if (least < 1n || least > BigInt(members.length)) throw new Malformed(`${least} of ${members.length} members`);
  for (const member of members) {
    if (!free.get(member)) throw new Malformed("not named above, or a member already", member);
    free.set(member, false);
  }
  policyName(free, name);
  policy.groups.push({ name, threshold: Number(least), members });
}

function policyName(free, name) {
  if (free.has(name)) throw new Malformed("the name is taken", name);
  free.set(name, true);
}

async function policyKey(text, kinds, others) {
  const key = await readKey(text);
  if (!kinds.includes(key.kind)) throw new Malformed(`a key of kind 0x${hex([key.kind])} does not sign here`, text);
  if (others.some((other) => same(other.key.public, key.public))) throw new Malformed("the same public key a second time", text);
  return key;
}

/** Returns a policy as a file. */
function policyText(policy) {
  return [
    ...policy.logs.map((log) => `log ${log.key.text} ${log.url}`),
    ...policy.witnesses.map((each) => `witness ${each.name} ${each.key.text} ${each.url}`),
    ...policy.groups.map((group) => `group ${group.name} ${group.threshold} ${group.members.join(" ")}`),
    `quorum ${policy.quorum}`,
  ].map((line) => `${line.trimEnd()}\n`).join("");
}

/** Opens a checkpoint if a policy believes it: a log of the policy signed it, and the quorum is reached. */
async function openBelieved(policy, data) {
  const { origin } = readCheckpoint(divide(data)[0]);
  const keys = policy.logs.map((log) => log.key).filter((key) => key.name === origin && verifiable(key));
  if (!keys.length) throw new Error(`the log ${origin} is not one of those believed here`);
  const witnesses = policy.witnesses.filter((each) => verifiable(each.key));
  const opened = await openCheckpoint(data, keys, witnesses.map((each) => each.key));
  const cosigned = witnesses.filter((each) => opened.signed.has(each.key)).map((each) => each.name);
  const reached = new Set([NONE, ...cosigned]);
  for (const group of policy.groups) if (group.members.filter((name) => reached.has(name)).length >= group.threshold) reached.add(group.name);
  if (!reached.has(policy.quorum)) throw new Error(NO_PROOF);
  return { ...opened, cosigned };
}
