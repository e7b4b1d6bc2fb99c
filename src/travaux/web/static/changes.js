// Changes: n and p walk them by number. Without this file each number in the list is a link to its change.

const marks = [...document.querySelectorAll("a.cn")];
let now = -1;
const named = marks.findIndex((mark) => `#${mark.id}` === location.hash);
if (named >= 0) now = named;
document.addEventListener("along", (event) => {
  if (!marks.length) return;
  now = now < 0 ? (event.detail > 0 ? 0 : marks.length - 1) : (now + event.detail + marks.length) % marks.length;
  const mark = marks[now];
  history.replaceState(null, "", `#${mark.id}`);
  mark.scrollIntoView({ block: "center" });
  mark.focus();
  for (const line of document.querySelectorAll(".changes li")) line.toggleAttribute("data-now", line.id === mark.hash.slice(1));
});
