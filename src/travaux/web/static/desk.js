// The desk. Every page reads, prints and works without this file: it adds keys, the chosen run, and news of the record.

const $ = (query, at = document) => at.querySelector(query);
const $$ = (query, at = document) => [...at.querySelectorAll(query)];

// ---- keys, which can be switched off (WCAG 2.1.4) ----
const store = {
  get: () => { if (document.documentElement.dataset.keys === "off") return "off"; try { return localStorage.getItem("keys"); } catch { return null; } },
  set: (value) => { try { localStorage.setItem("keys", value); } catch { /* a private window keeps nothing */ } },
};
const dialog = $("#keys-list"), button = $("#keys"), on = $("#keys-on");
if (dialog && button) {
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  on.checked = store.get() !== "off";
  on.addEventListener("change", () => store.set(on.checked ? "on" : "off"));
  $("#keys-close").addEventListener("click", () => dialog.close());
}
let before = "";
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || store.get() === "off") return;
  const link = $(`[data-key="${CSS.escape(before ? `${before} ${event.key}` : event.key)}"]`);
  if (event.key === "?") dialog?.showModal();
  else if (link) { event.preventDefault(); link.click(); }
  else if (event.key === "n" || event.key === "p") document.dispatchEvent(new CustomEvent("along", { detail: event.key === "n" ? 1 : -1 }));
  before = event.key === "g" && !before ? "g" : "";
});

// ---- news: only that the record grew; what came is asked for at the gate ----
const news = $("#grew");
if (news?.dataset.ticket && "EventSource" in window) {
  let source, again = 5000;
  const listen = () => {
    source = new EventSource(`/events?ticket=${encodeURIComponent(news.dataset.ticket)}`);
    source.addEventListener("open", () => { again = 5000; });
    source.addEventListener("error", () => {  // a browser comes back by itself unless it was refused, as by a proxy meanwhile
      if (source.readyState === EventSource.CLOSED && again < 100_000) { setTimeout(listen, again); again *= 2; }
    });
    source.addEventListener("message", (event) => {
      const { size } = JSON.parse(event.data);
      if (size <= Number(news.dataset.size)) return;
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = news.dataset.load;
      news.replaceChildren(`${news.dataset.grew.replace("{n}", size)} `, link);
      news.hidden = false;
    });
  };
  listen();
  addEventListener("pagehide", () => source.close());
}
