// Reloads the page when the site was rebuilt, and shows what is wrong over it.
// Served by `backlot serve` only; no page of a built site loads it.

const box = document.createElement("backlot-preview");
const root = box.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { all: initial; }
  details { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
    background: #1b1b22; color: #f3f3f6; border-top: 3px solid #e5484d;
    font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
  summary { padding: .6rem 1rem; cursor: pointer; font-weight: 600; position: sticky; top: 0; background: inherit; }
  summary:focus-visible { outline: 2px solid #fff; outline-offset: -4px; }
  pre { margin: 0; padding: 0 1rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
`);
root.adoptedStyleSheets = [sheet];

async function overlay() {
  const text = await (await fetch("/__backlot/overlay")).text();
  root.replaceChildren();
  if (!text.trim()) return box.remove();
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const pre = document.createElement("pre");
  const count = (text.match(/^error/gm) || []).length;
  summary.textContent = count === 1 ? "1 error" : count > 1 ? `${count} errors` : "Not rebuilt";
  pre.textContent = text;
  details.append(summary, pre);
  details.open = sessionStorage.getItem("backlot-overlay") !== "closed";
  details.addEventListener("toggle", () => {
    sessionStorage.setItem("backlot-overlay", details.open ? "open" : "closed");
  });
  root.append(details);
  document.body.append(box);
}

let known;
const events = new EventSource("/__backlot/events");
events.addEventListener("message", ({ data }) => {
  if (known !== undefined && known !== data) location.reload();
  known = data;
});
addEventListener("pagehide", () => events.close());
addEventListener("keydown", ({ key }) => {
  const details = root.querySelector("details");
  if (key === "Escape" && details) details.open = false;
});
overlay();
