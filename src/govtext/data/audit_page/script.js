"use strict";
const fold = document.getElementById("fold");
const boxes = [...document.querySelectorAll("#legend input[data-rule]")];
const spans = [...document.querySelectorAll("details.fold")];
function update(box) {
  for (const span of spans) if (span.dataset.rule === box.id) span.open = box.checked && !fold.checked;
}
function choose(on) {
  for (const box of boxes) { box.checked = on; update(box); }
}
for (const box of boxes) box.addEventListener("change", () => update(box));
fold.addEventListener("change", () => boxes.forEach(update));
document.getElementById("all").addEventListener("click", () => choose(true));
document.getElementById("none").addEventListener("click", () => choose(false));
addEventListener("beforeprint", () => { for (const span of spans) span.open = true; });
addEventListener("afterprint", () => boxes.forEach(update));
document.getElementById("scripted").hidden = false;
