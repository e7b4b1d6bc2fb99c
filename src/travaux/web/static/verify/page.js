// The page: takes the files, asks whose log is believed, and shows each check as it runs. Nothing is sent anywhere.
"use strict";

(() => {
  const $ = (query, at = document) => at.querySelector(query);
  const list = $("#checks"), outcome = $("#outcome"), words = list?.dataset ?? {};
  if (!list) return;
  const bundleSteps = [...list.children], receiptSteps = [...$("#receipt-steps").content.children];
  let files = [];

  const told = { passed: words.passed, failed: words.failed, "left out": words.leftOut, running: words.running, waiting: words.waiting };

  function show(steps) {
    list.replaceChildren(...steps);
    for (const number of steps.keys()) tell(number, "waiting", "");
    $("#limits").replaceChildren();
    $("#log").textContent = "";
  }

  function tell(number, answer, why) {
    const step = list.children[number];
    step.dataset.state = answer;
    $(".state", step).textContent = told[answer];
    $(".detail", step).textContent = why;
  }

  /** Whose log is believed: a key, a policy, or, where that is asked for, what the bundle itself says. */
  async function believed(own) {
    const given = $("#believe").value.trim();
    if (given.includes("\n") || given.includes(" ")) return readPolicy(utf8(`${given}\n`));
    if (given) return believing(given);
    return $("#own-word").checked ? readPolicy(await own()) : null;
  }

  const linesOf = (query) => $(query).value.split("\n").map((line) => line.trim()).filter(Boolean);

  function known(policy) {
    const keys = linesOf("#known-keys").map((line) => [line.split("=", 1)[0], line.slice(line.indexOf("=") + 1)]);
    return pins(policy, keys, linesOf("#sites"));
  }

  async function check() {
    const [first] = files;
    if (!first) return;
    if (!globalThis.crypto?.subtle) { outcome.textContent = words.insecure; return; }
    const receipt = files.find((each) => fromAscii(each.bytes.subarray(0, RECEIPT.length)) === RECEIPT);
    show(receipt ? receiptSteps : bundleSteps);
    outcome.textContent = words.checking;
    try { outcome.textContent = await (receipt ? checkReceipt(receipt) : checkBundle(first)); } catch (fault) { outcome.textContent = fault.message; }
  }

  async function checkBundle({ bytes }) {
    let origin = null;
    const inside = () => readBundle(bytes).then((bundle) => { origin = readCheckpoint(divide(bundle.checkpoint)[0]).origin; return bundle.policy; });
    const policy = await believed(inside).catch((fault) => { throw new Error(`${words.unreadable} ${fault.message}`); });
    if (!policy) {
      await inside().catch(() => null);
      if (origin !== null) return words.whose.replace("{log}", origin);
    }
    return report(await verifyBundle(bytes, known(policy ?? { logs: [], witnesses: [], groups: [], quorum: NONE }), tell));
  }

  async function checkReceipt(receipt) {
    const leaf = files.find((each) => each !== receipt);
    if (!leaf) return words.leaf;
    const policy = await believed(async () => { throw new Error(words.leaf); });
    if (!policy) return words.whose.replace("{log}", readCheckpoint(divide(readReceipt(receipt.bytes).note)[0]).origin);
    return report(await verifyReceipt(receipt.bytes, leaf.bytes, known(policy), tell));
  }

  function report({ steps, holds, notProved, claim, verdict, origin, size, root }) {
    $("#limits").replaceChildren(...notProved.map((each) => Object.assign(document.createElement("li"), { textContent: `${each[0].toUpperCase()}${each.slice(1)}.` })));
    if (origin) $("#log").textContent = words.log.replace("{log}", origin).replace("{size}", size).replace("{root}", root.slice(0, 16));
    const failed = steps.some((step) => step.answer === "failed");
    if (failed) return words.broken;
    if (holds) return words.holds;
    const passed = steps.filter((step) => step.answer === "passed").length;
    return words.rest.replace("{passed}", passed).replace("{all}", steps.length).replace("{claim}", claim).replace("{verdict}", verdict);
  }

  async function take(chosen) {
    files = await Promise.all([...chosen].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    await check();
  }

  $("#file").addEventListener("click", (event) => { event.target.value = ""; });  // so that the same file can be chosen again
  $("#file").addEventListener("change", (event) => take(event.target.files));
  $("#again").addEventListener("click", check);
  $("#verify").hidden = false;
  const drop = $("#drop");
  for (const type of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", type === "dragover");
      if (type === "drop") take(event.dataTransfer.files);
    });
  }

  /** The example of a demonstration: the desk makes it from its own record, and gives the key beside it. */
  const example = drop.dataset.example;
  for (const name of example ? ["try", "spoil"] : []) {
    $(`#${name}`).hidden = false;
    $(`#${name}`).addEventListener("click", async () => {
      const answer = await fetch(example), bytes = new Uint8Array(await answer.arrayBuffer());
      $("#believe").value = answer.headers.get("X-Log-Key") ?? "";
      files = [{ name: "example.bundle", bytes: name === "spoil" ? spoiled(bytes) : bytes }];
      await check();
    });
  }

  /** The example with one letter changed in an entry, and packed again in the one form, so that the lie is the letter. */
  function spoiled(bytes) {
    const parts = readArchive(bytes), leaves = parts.get("leaves.txt").slice();
    const at = fromAscii(leaves).indexOf('"stance":"object"');
    leaves[at < 0 ? leaves.length >> 1 : at + 10] ^= 1;
    return writeArchive(parts.set("leaves.txt", leaves));
  }
})();
