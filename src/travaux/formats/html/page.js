// The page reads, prints and answers without this script. It adds: one tab stop for all words, keys, and hover.
"use strict";
const $ = (q, at = document) => at.querySelector(q), $$ = (q, at = document) => [...at.querySelectorAll(q)];
const kept = {
  get() { try { return localStorage.getItem("travaux-keys"); } catch { return null; } },
  set(value) { try { localStorage.setItem("travaux-keys", value); } catch { /* a page opened from a file may not keep anything */ } },
};
let keysOn = kept.get() !== "off";
const dialog = $("#keys-list");
$("#keys-on").checked = keysOn;
$("#keys-on").addEventListener("change", (ev) => { keysOn = ev.target.checked; kept.set(keysOn ? "on" : "off"); });
$("#keys").hidden = false;
$("#keys").addEventListener("click", () => dialog.showModal());
$("#keys-close").addEventListener("click", () => dialog.close());

// ---- words: arrows walk all runs, n and p those of one writer ----
const sheet = $(".sheet"), panel = $(".panel");
const runs = sheet && panel ? $$("a.run", sheet) : [];
let chosen = null;
function tell(run) {
  const article = document.getElementById(run.hash.slice(1));
  if (!article || !panel.contains(article)) return;
  for (const shown of $$("article.first", panel)) shown.classList.remove("first");
  article.classList.add("first");
  const quote = $("blockquote", article);
  quote.textContent = "“" + (run.querySelector("s")?.textContent ?? own(run)) + "”";
  quote.hidden = false;
}
function own(run) { return [...run.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join(""); }
function choose(run, focus) {
  if (chosen) { chosen.removeAttribute("aria-current"); chosen.tabIndex = -1; }
  chosen = run;
  run.setAttribute("aria-current", "true");
  run.tabIndex = 0;
  tell(run);
  panel.classList.add("open");
  history.replaceState(null, "", "#" + run.id);
  if (focus) run.focus();
}
function close() {
  panel.classList.remove("open");
  if (chosen) { chosen.focus({ preventScroll: true }); chosen.removeAttribute("aria-current"); }
  history.replaceState(null, "", "#closed");
}
// Whether words are shown is asked of the switch and not of the layout, which a long page need not have made yet.
const seen = (list) => list.filter((run) => $("#ghosts")?.checked || !run.matches(".ghost"));
const party = (run) => /(^| )(p\d+|px)( |$)/.exec(run.className)?.[2];
function step(list, by) {
  if (!list.length) return;
  const now = chosen ? list.indexOf(chosen) : -1;
  choose(list[(now + by + list.length + (now < 0 && by < 0 ? 1 : 0)) % list.length], true);
}
if (runs.length) {
  for (const run of runs) run.tabIndex = -1;
  const asked = document.getElementById(location.hash.slice(1));
  const start = asked?.matches(".sheet a.run") ? asked : null;
  (start ?? runs.find((run) => !run.matches(".base")) ?? runs[0]).tabIndex = 0;
  if (start) choose(start, false);
  sheet.addEventListener("click", (ev) => {
    const run = ev.target.closest("a.run");
    if (run && !ev.ctrlKey && !ev.metaKey) { ev.preventDefault(); choose(run, true); }
  });
  sheet.addEventListener("focusin", (ev) => { const run = ev.target.closest("a.run"); if (run && run !== chosen) choose(run, false); });
  sheet.addEventListener("mouseover", (ev) => {
    const run = ev.target.closest("a.run");
    if (run && matchMedia("(min-width: 62rem)").matches) { tell(run); panel.classList.add("open"); }
  });
  sheet.addEventListener("mouseleave", () => { if (chosen) tell(chosen); });
  sheet.addEventListener("keydown", (ev) => {
    const run = ev.target.closest("a.run"), by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[ev.key];
    if (!run || !by || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    ev.preventDefault();
    const turned = getComputedStyle(run).direction === "rtl" && /Left|Right/.test(ev.key);
    step(seen(runs), turned ? -by : by);
  });
  $(".close", panel).addEventListener("click", (ev) => { ev.preventDefault(); close(); });
  panel.addEventListener("click", (ev) => {
    const link = ev.target.closest(".places a"), run = link && document.getElementById(link.hash.slice(1));
    if (run) { ev.preventDefault(); choose(run, true); }
  });
}
function along(by) {
  const mine = chosen ?? runs.find((run) => run.tabIndex === 0);
  step(seen(runs).filter((run) => party(run) === party(mine) && run.matches(".base") === mine.matches(".base")), by);
}

// ---- redline: n and p walk the changes ----
const marks = $$("a.cn");
let mark = -1;
function change(by) {
  const shown = marks;
  if (!shown.length) return;
  mark = (mark + by + shown.length + (mark < 0 && by < 0 ? 1 : 0)) % shown.length;
  for (const other of marks) other.removeAttribute("aria-current");
  shown[mark].setAttribute("aria-current", "true");
  shown[mark].focus();
  shown[mark].scrollIntoView({ block: "center" });
}
for (const [id, by] of [["#next", 1], ["#previous", -1]]) {
  const button = $(id);
  if (button) { button.hidden = false; button.addEventListener("click", () => change(by)); }
}

document.addEventListener("keydown", (ev) => {
  if (ev.ctrlKey || ev.metaKey || ev.altKey || dialog.open) return;
  if (ev.key === "Escape" && panel?.classList.contains("open")) close();
  if (!keysOn) return;
  if (ev.key === "?") dialog.showModal();
  else if (ev.key === "n" || ev.key === "p") { const by = ev.key === "n" ? 1 : -1; if (runs.length) along(by); else change(by); }
  else if (ev.key === "d" && $("#ghosts")) $("#ghosts").click();
});
