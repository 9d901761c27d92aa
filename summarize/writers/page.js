"use strict";
// Everything with the same id in data-ids is one sentence seen from several sides.
const sides = new Map();
for (const element of document.querySelectorAll("[data-ids]")) {
  for (const id of element.dataset.ids.split(" ").filter(Boolean)) {
    if (!sides.has(id)) sides.set(id, []);
    sides.get(id).push(element);
  }
}
let lit = [];
function light(event) {
  for (const element of lit) element.classList.remove("lit");
  const owner = event.target.closest("[data-ids]");
  const ids = owner ? owner.dataset.ids.split(" ").filter(Boolean) : [];
  lit = ids.flatMap((id) => sides.get(id));
  for (const element of lit) element.classList.add("lit");
}
document.addEventListener("mouseover", light);
document.addEventListener("focusin", light);
