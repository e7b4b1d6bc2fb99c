// The matrix: arrow keys from cell to cell, over those that hold nothing to choose.

const grid = document.querySelector("#grid");
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

grid?.addEventListener("keydown", (event) => {
  const step = steps[event.key], from = event.target.closest("tbody td, tbody th");
  if (!step || !from || event.ctrlKey || event.metaKey || event.altKey || localStorageOff()) return;
  const rows = [...grid.tBodies[0].rows], way = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
  let row = rows.indexOf(from.parentElement), column = from.cellIndex;
  for (;;) {
    row += step[0];
    column += step[1] * way;
    const cell = rows[row]?.cells[column];
    if (!cell) return;
    const link = cell.querySelector("a");
    if (!link) continue;
    event.preventDefault();
    link.focus();
    return;
  }
});

function localStorageOff() {
  try { return localStorage.getItem("keys") === "off"; } catch { return false; }
}
