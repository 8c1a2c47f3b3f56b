// Reloads the page when the site was rebuilt, and says what is wrong in a strip below it: the first finding and its place,
// all of them when it is opened.
// Served by `backlot serve` only; no page of a built site loads it.

const box = document.createElement("backlot-preview");
const root = box.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { all: initial; }
  details { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
    background: #1b1b22; color: #f3f3f6; border-top: 3px solid #e5484d;
    font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
  details.warned { border-top-color: #e2a336; }
  summary { padding: .4rem 1rem; cursor: pointer; position: sticky; top: 0; background: inherit; }
  details:not([open]) summary { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  b { margin-inline-end: .75rem; }
  i { font-style: normal; text-decoration: underline; margin-inline-end: .75rem; }
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
  const count = (word) => {
    const found = (text.match(new RegExp(`^${word}`, "gm")) || []).length;
    return found === 1 ? `1 ${word}` : found ? `${found} ${word}s` : "";
  };
  const [, message, place] = /^(?:error|warning)\S* (.*)\n *--> (.*)$/m.exec(text) || [null, text.trim().split("\n")[0], ""];
  const part = (tag, words) => words && summary.append(Object.assign(document.createElement(tag), { textContent: words }));
  part("b", [count("error"), count("warning")].filter(Boolean).join(", ") || "Not rebuilt");
  part("i", place);
  part("span", message);
  details.classList.toggle("warned", !count("error") && Boolean(count("warning")));
  pre.textContent = text;
  details.append(summary, pre);
  details.open = sessionStorage.getItem("backlot-overlay") === "open";
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
