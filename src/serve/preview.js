// Reloads the page when it is another one than before, swaps its styles where only they are, and says what is wrong in a strip
// below it: the first finding and its place, all of them when it is opened.
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
  p { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; margin: 0; padding: .25rem .75rem; border-radius: 1rem;
    background: #1b1b22; color: #f3f3f6; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
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

// A change takes long: said until its outcome is there.
const note = Object.assign(document.createElement("p"), { role: "status", textContent: "Following a change …" });

function slow() {
  root.append(note);
  document.body.append(box);
}

// The style sheets of the page as it is now, in place of those it came with.
async function restyle() {
  const text = await (await fetch(location.href)).text();
  const now = new DOMParser().parseFromString(text, "text/html");
  const plain = (link) => link.getAttribute("href").split("?")[0];
  for (const link of now.querySelectorAll("link[rel=stylesheet][href]")) {
    const old = [...document.querySelectorAll("link[rel=stylesheet][href]")].find((one) => plain(one) === plain(link));
    if (old && old.getAttribute("href") !== link.getAttribute("href")) old.setAttribute("href", link.getAttribute("href"));
  }
}

function shows(path) {
  return performance.getEntriesByType("resource").some(({ name }) => new URL(name).pathname === path);
}

let known;
const events = new EventSource(`/__backlot/events?page=${location.pathname}`);
events.addEventListener("slow", slow);
events.addEventListener("message", ({ data }) => {
  const now = JSON.parse(data);
  note.remove();
  // The same page may be served by another preview now: then its versions begin anew, and its page decides.
  if (known && (known.page !== now.page || now.copies.some(shows))) return location.reload();
  if (known && known.styles !== now.styles) restyle();
  if (known && known.version !== now.version) overlay();
  known = now;
});
addEventListener("pagehide", () => events.close());
// A page out of the browser's own memory may be an old one.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
addEventListener("keydown", ({ key }) => {
  const details = root.querySelector("details");
  if (key === "Escape" && details) details.open = false;
});
overlay();
