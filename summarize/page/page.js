"use strict";
// Everything with the same id in data-ids is one sentence seen from several sides: pointing at
// one lights up all, a click or Enter keeps them lit and shows the first on the other side.
const pane = ".khulasa";
const idsOf = (element) => (element ? element.dataset.ids.split(" ").filter(Boolean) : []);
const ownerOf = (event) =>
  event.target instanceof Element ? event.target.closest(`${pane} [data-ids]`) : null;

function put(name, ids) {
  for (const element of document.querySelectorAll(`${pane} .${name}`)) {
    element.classList.remove(name);
  }
  for (const id of ids) {
    for (const element of document.querySelectorAll(`${pane} [data-ids~="${CSS.escape(id)}"]`)) {
      element.classList.add(name);
    }
  }
}

function show(element) {
  if (!element.checkVisibility()) document.querySelector("#khulasa-tabs [role=tab]").click();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // A tab that was just opened is laid out in the next frame.
  requestAnimationFrame(() => {
    element.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  });
}

function choose(owner) {
  put("pinned", idsOf(owner));
  if (owner.matches("li")) {
    const id = idsOf(owner)[0];
    const first = document.getElementById(`s${id}`) ?? document.getElementById(id);
    if (first) show(first);
  }
}

document.addEventListener("mouseover", (event) => put("lit", idsOf(ownerOf(event))));
document.addEventListener("focusin", (event) => put("lit", idsOf(ownerOf(event))));
document.addEventListener("click", (event) => {
  const link = event.target.closest(`${pane} a[href^="#"]`);
  if (link) {
    event.preventDefault();
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    put("pinned", idsOf(target));
    show(target);
    target.focus({ preventScroll: true });
    return;
  }
  const owner = ownerOf(event);
  if (owner) choose(owner);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") put("pinned", []);
  if (event.key === "Enter" && event.target.matches?.(`${pane} [data-ids]`)) choose(event.target);
});

// What Gradio draws by itself is mended as often as it is drawn: the line that says what happened
// is read out when it changes; the drop zone is called what is written on it.
function mend() {
  const line = document.getElementById("khulasa-status");
  if (line && !line.hasAttribute("role")) line.setAttribute("role", "status");
  const zone = document.querySelector("#khulasa-drop button[aria-label]:has(.wrap)");
  if (zone) zone.removeAttribute("aria-label");
}
new MutationObserver(mend).observe(document, { childList: true, subtree: true });
