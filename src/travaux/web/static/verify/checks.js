// Checks: each statement about a bundle, or a receipt, answered by itself, in the order and the words of `travaux verify`.
//
// After the first that fails the others are left out: what rests on a broken step is worth nothing. A check that this
// browser cannot make is left out as well, and then nobody is told that everything holds.
"use strict";

/** What the one who checks brings along: a policy, the keys they know ([owner, line]), and the sites of passkeys. */
function pins(policy, keys = [], sites = []) { return { policy, keys, sites }; }

/** Checks a bundle. `tell(number, answer, why)` hears of each statement as it is answered. */
async function verifyBundle(data, known, tell = () => {}) {
  const work = new BundleWork(data, known);
  const steps = await answered(STEPS, [
    () => work.read(), () => work.checkpoint(), () => work.tree(), () => work.entries(), () => work.signatures(),
    () => work.private(), () => work.texts(), () => work.keys(), () => work.finding(),
  ], tell);
  return { steps, holds: steps.every((step) => step.answer === "passed"), notProved: work.bundle ? [...LIMITS, ...work.limits()] : LIMITS, ...work.told() };
}

async function answered(says, actions, tell) {
  const steps = [];
  for (const [number, action] of actions.entries()) {
    const step = { says: says[number], answer: "left out", why: "" };
    tell(number, "running", "");
    if (!steps.some((each) => each.answer === "failed")) {
      try { step.why = await action() ?? ""; step.answer = "passed"; } catch (fault) {
        if (!(fault instanceof LeftOut)) step.answer = "failed";
        step.why = fault.message;
      }
    }
    steps.push(step);
    tell(number, step.answer, step.why);
  }
  return steps;
}

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

class BundleWork {
  constructor(data, known) { Object.assign(this, { data, known, bundle: null, opened: null, leaves: new Map(), entered: [] }); }

  async read() {
    this.bundle = await readBundle(this.data);
    const { leaves, drafts, disclosures } = this.bundle;
    return `${count(leaves.size, "entry", "entries")}, ${count(drafts.length, "draft", "drafts")}, ${count(disclosures.length, "private value", "private values")} shown, one checkpoint.`;
  }

  async checkpoint() {
    const opened = await openBelieved(this.known.policy, this.bundle.checkpoint).catch((fault) => {
      if (fault instanceof LeftOut) this.opened = readCheckpoint(divide(this.bundle.checkpoint)[0]);
      throw fault;
    });
    this.opened = opened;
    return `${count(opened.size, "entry", "entries")} of the log ${opened.origin}, signed by its key; ${opened.cosigned.length ? `seen by ${opened.cosigned.join(", ")}` : "no witness was asked for"}.`;
  }

  async tree() {
    const { bundle, opened } = this;
    for (const [number, content] of bundle.leaves) this.leaves.set(number, within(`entry ${number}`, () => readLeaf(content)));
    const leaves = [...this.leaves.values()];
    for (const [at, digested] of (await Promise.all(leaves.map((leaf) => leafHash(leaf.bytes)))).entries()) leaves[at].hash = digested;
    if (!bundle.whole) return this.proofs();
    if (BigInt(leaves.length) !== opened.size) throw new Malformed(`${leaves.length} entries, where the checkpoint has ${opened.size}`, "leaves.txt");
    this.whole = await Tree.of(leaves.map((leaf) => leaf.hash));
    const root = await this.whole.root();
    if (!same(root, opened.root)) throw new Malformed("the entries do not give the root of the checkpoint", "leaves.txt");
    return `All ${count(leaves.length, "entry", "entries")} hashed again give the root ${hex(root).slice(0, 16)}…`;
  }

  async proofs() {
    const { bundle, opened } = this, numbers = [...this.leaves.keys()];
    if (numbers.length !== bundle.receipts.size || numbers.some((each) => !bundle.receipts.has(each))) throw new Malformed("a leaf without its receipt, or a receipt without its leaf", "leaves/");
    for (const number of numbers) {
      await withinLater(`leaves/${number}.tlog-proof`, async () => {
        const receipt = readReceipt(bundle.receipts.get(number));
        if (!same(receipt.note, bundle.checkpoint) || receipt.index !== BigInt(number) || receipt.extra) throw new Malformed("a receipt for another entry, or under another checkpoint");
        await checkInclusion(receipt.proof, receipt.index, opened.size, this.leaves.get(number).hash, opened.root);
      });
    }
    return `${numbers.length} of ${count(opened.size, "entry", "entries")}, each with a proof that it is in the log.`;
  }

  async entries() {
    this.disclosed = new Map();
    for (const number of new Set(this.bundle.disclosures.map(([entry]) => String(entry)))) {
      this.disclosed.set(number, await byDigest(this.bundle.disclosures.filter(([entry]) => String(entry) === number).map(([, text]) => text)));
    }
    const { origin } = this.opened;
    for (const [number, leaf] of this.leaves) {
      const index = Number(number);
      await withinLater(`entry ${number}`, async () => {
        const entry = readEntry(leaf.value, this.disclosed.get(number) ?? new Map());
        if (entry.log !== origin) throw new Malformed(`an entry of the log ${entry.log}`);
        const size = entry.after.get("size"), root = entry.after.get("root");
        if (size > index || (this.whole && hex(await this.whole.root(size)) !== root)) throw new Malformed(`its author saw a log of ${size} entries that is not this one`, "after");
        this.entered.push({ index, entry, leaf, hash: hex(leaf.hash), signers: [] });
      });
    }
    return `${count(this.entered.length, "entry", "entries")}, each in its form${this.whole ? ", each with the root of the log as its author saw it" : ""}.`;
  }

  async signatures() {
    let made = 0;
    for (const each of this.entered) {
      await withinLater(`entry ${each.index}`, async () => {
        const signers = [];
        for (const blob of each.leaf.signatures) signers.push(await checkSshSig(each.leaf.message, blob, this.known.sites).catch(placed));
        each.signers = signers;
        made += signers.length;
      });
    }
    const keys = new Set(this.entered.flatMap((each) => each.signers)).size;
    return `${count(made, "signature", "signatures")} by ${count(keys, "key", "keys")}.`;
  }

  private() {
    for (const [number, shown] of this.disclosed) {
      const committed = new Set(this.leaves.has(number) ? commitments(this.leaves.get(number).value) : []);
      for (const digested of shown.keys()) if (!committed.has(digested)) throw new Malformed("no entry commits to this private value", `entry ${number}: ${digested}`);
    }
    return this.disclosed.size ? `Private values of ${count(this.disclosed.size, "entry", "entries")}, each with the digest that its entry holds.` : "No private value is shown.";
  }

  texts() {
    const named = new Set(this.entered.flatMap(({ entry }) => (
      entry.act === "table" ? [entry.body.get("draft")] : entry.act === "correct" ? [entry.body.get("corrected").get("draft")] : []
    )));
    for (const { digest: digested } of this.bundle.drafts) if (!named.has(digested)) throw new Malformed("no entry tables a draft with this digest", `drafts/${digested}.txt`);
    return this.bundle.drafts.length ? `${count(this.bundle.drafts.length, "draft", "drafts")}, hashed again.` : "No draft is in the bundle.";
  }

  keys() {
    const enrolled = this.entered.filter(({ entry }) => entry.act === "enrol").map(({ entry }) => entry.body);
    for (const [owner, line] of this.known.keys) {
      const mine = enrolled.filter((body) => body.get("party") === owner || body.get("person").get("id") === owner);
      if (!mine.some((body) => keyOf(body.get("key")) === keyOf(line))) throw new Malformed("the record has not the key that you know for it", owner);
    }
    return this.known.keys.length ? `${count(this.known.keys.length, "key is", "keys are")} the same.` : "You named no key that you know from elsewhere.";
  }

  /** The answer itself takes all of Travaux to work out, so it is left out here; what is smaller is checked. */
  finding() {
    const signers = signersOf(this.entered, Number(this.opened.size));
    const present = new Set(this.entered.map(({ index }) => index));
    const absent = bearingIn(this.bundle.finding).find((entry) => !present.has(entry));
    if (absent !== undefined) throw new Malformed(`entry ${absent} is said to bear on it, and is not here`, "finding.jsonl");
    if (signers !== null && !same(utf8(signers), this.bundle.signers)) throw new Malformed("not the keys that are valid at the checkpoint", "allowed_signers");
    const listed = signers === null ? "" : "The list of signers is what the entries give. ";
    throw new LeftOut(`${listed}A page cannot work a claim out anew; travaux verify does.`);
  }

  *limits() {
    const { bundle, entered, known } = this;
    if (!bundle.whole) yield "that no other entry voids, withdraws or answers those shown here: only some of the entries are here";
    if (bundle.drafts.some((draft) => draft.numbered)) yield "that the clauses are numbered as here: word processors compute numbers, and no digest covers them";
    if (bundle.whole && entered.every((each) => each.signers.length)) for (const [index, says] of gaps(entered)) yield `that nothing was taken out before entry ${index}: ${says}`;
    if (!known.keys.length) yield "whose the keys are: you named none that you know from elsewhere";
    if (bundle.policy.length && !same(bundle.policy, utf8(policyText(known.policy)))) yield "anything by the policy in the bundle: it is not yours, and was not used";
  }

  told() {
    const finding = this.bundle?.finding;
    return {
      claim: finding?.get("says") ?? "", verdict: finding?.get("verdict") ?? "",
      origin: this.opened?.origin ?? "", size: this.opened ? String(this.opened.size) : "0", root: this.opened ? hex(this.opened.root) : "",
    };
  }
}

/** Gives a refusal without a place the form of one that takes a place. */
function placed(fault) { throw fault instanceof LeftOut || fault instanceof Malformed ? fault : new Malformed(fault.message); }

/** The entries before which one of the same author is missing, by the author's own count. */
function* gaps(entered) {
  const last = new Map();
  for (const { index, entry, signers, hash } of entered) {
    const brought = keyOf({ rotate: entry.body.get("new"), enrol: entry.body.get("key") }[entry.act] ?? "");
    const author = signers.find((key) => keyOf(key) !== brought) ?? signers[0];
    const [number, before] = last.get(author) ?? [-1, ""];
    if (entry.seq !== number + 1 || entry.prev !== before) yield [index, `its author's entry ${entry.seq} follows upon one that is not here`];
    last.set(author, [entry.seq, hash]);
  }
}

function bearingIn(finding) {
  const inner = [...finding.get("parts"), ...finding.get("readings")].flatMap(bearingIn);
  return [...finding.get("bearing").map((each) => each.get("entry")), ...inner];
}

const RECEIPT_STEPS = [
  "the file is a receipt, whole and in its one form",
  STEPS[1],
  "the entry is in that log, at the place that the receipt names",
  "the entry is of that log, in the form that entries have",
  "every signature on the entry holds",
];

/** Checks a receipt (C2SP tlog-proof) and the leaf that it is for. */
async function verifyReceipt(text, leaf, known, tell = () => {}) {
  let receipt, opened, read;
  const steps = await answered(RECEIPT_STEPS, [
    () => { receipt = readReceipt(text); return `A receipt for entry ${receipt.index}.`; },
    async () => { opened = await openBelieved(known.policy, receipt.note); return `${count(opened.size, "entry", "entries")} of the log ${opened.origin}.`; },
    async () => { await checkInclusion(receipt.proof, receipt.index, opened.size, await leafHash(leaf), opened.root); return `Entry ${receipt.index}, with its proof, gives the root ${hex(opened.root).slice(0, 16)}…`; },
    () => {
      read = readLeaf(leaf);
      const entry = readEntry(read.value, new Map());
      if (entry.log !== opened.origin) throw new Malformed(`an entry of the log ${entry.log}`);
      return `An entry of the type “${entry.act}”.`;
    },
    async () => {
      for (const blob of read.signatures) await checkSshSig(read.message, blob, known.sites);
      return count(read.signatures.length, "signature.", "signatures.");
    },
  ], tell);
  return { steps, holds: steps.every((step) => step.answer === "passed"), notProved: LIMITS, claim: "", verdict: "", origin: opened?.origin ?? "", size: String(opened?.size ?? 0), root: opened ? hex(opened.root) : "" };
}
