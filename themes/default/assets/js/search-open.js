// Loads search when it is asked for: a focused search field, `/`, Ctrl-K, or the search page.
(() => {
  const html = document.documentElement;
  let asked = false;
  const ask = () => {
    if (asked || !html.dataset.searchJs) return;
    asked = true;
    const script = document.createElement('script');
    const url = html.dataset.root + html.dataset.searchJs;
    script.src = window.trustedTypes?.createPolicy('backlot', { createScriptURL: () => url }).createScriptURL('') ?? url;
        document.head.append(script);
  };
  addEventListener('keydown', (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const slash = event.key === '/' && plain && !event.target.closest?.('input,textarea,select,[contenteditable]');
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    // What is typed until search is there goes into the field, and from there into search.
    document.querySelector('[data-search-input]')?.focus();
    ask();
  });
  for (const type of ['focusin', 'click']) {
    document.addEventListener(type, (event) => { if (event.target.closest?.('[data-search-input],[data-search-open]')) ask(); });
  }
  document.addEventListener('DOMContentLoaded', () => { if (document.querySelector('[data-search-page]')) ask(); });
})();
