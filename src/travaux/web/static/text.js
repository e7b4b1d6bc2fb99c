// The text: the chosen run. Without this file every run is a link that tells of its words after a new page.

const $ = (query, at = document) => at.querySelector(query);
const $$ = (query, at = document) => [...at.querySelectorAll(query)];
const sheet = $("#sheet"), panel = $("#panel");
const runs = sheet ? $$("a.run", sheet) : [];

// ---- one stop in the tab order; arrows walk all runs, n and p those by one author ----
let chosen = null;
function mark(run) {
  chosen?.removeAttribute("aria-current");
  if (chosen) chosen.tabIndex = -1;
  run.tabIndex = 0;
  run.setAttribute("aria-current", "true");
  chosen = run;
}
function tell(run) {
  const words = new URL(run.href).searchParams.get("w"), status = $("[role=status]", panel);
  return htmx.ajax("GET", panel.dataset.words.replace("/0-0/", `/${words}/`), { source: status, target: status });
}
function choose(run, { focus = false, address = true } = {}) {
  mark(run);
  if (address) history.replaceState(null, "", `${run.href.split("#")[0]}#${run.id}`);
  if (focus) run.focus();
  return tell(run);
}
function step(list, by) {
  if (!list.length) return;
  const now = list.indexOf(chosen);
  choose(list[now < 0 ? (by > 0 ? 0 : list.length - 1) : (now + by + list.length) % list.length], { focus: true });
}
const author = (run) => /\b(p\d+|px|age\d|base)\b/.exec(run.className)?.[0];

if (sheet && panel) {
  for (const run of runs) run.tabIndex = -1;
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const start = named?.matches("a.run") ? named : $("a.run[aria-current]", sheet);
  const told = $("a.run[aria-current]", sheet);
  if (told) chosen = told;
  if (start && start !== told) choose(start, { address: false });
  else if (start) mark(start);
  else if (runs.length) runs[0].tabIndex = 0;
  sheet.addEventListener("click", (event) => {
    const run = event.target.closest("a.run");
    if (!run || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    choose(run, { focus: true }).then(() => {
      if (!matchMedia("(min-width: 62rem)").matches) panel.scrollIntoView();
    });
  });
  sheet.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.matches("a.run") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const turned = getComputedStyle(event.target).direction === "rtl" && /Left|Right/.test(event.key);
    step(runs, turned ? -by : by);
  });
  panel.addEventListener("click", (event) => {
    if (!event.target.closest("a.back") || !chosen) return;
    event.preventDefault();
    chosen.scrollIntoView({ block: "center" });
    chosen.focus();
  });
  document.addEventListener("along", (event) => {
    const mine = chosen && author(chosen);
    step(mine ? runs.filter((run) => author(run) === mine) : runs, event.detail);
  });
}
