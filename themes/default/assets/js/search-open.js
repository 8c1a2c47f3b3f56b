// Loads search when it is likely to be used, and opens it when it is asked for: by `/`, Ctrl-K, a click into a search
// field, Enter or a letter there. Mere focus opens nothing: whoever walks through the page with Tab passes it by.
(() => {
  const html = document.documentElement;
  let loading = false, wanted = false;
  const load = (open) => {
    wanted ||= open;
    if (loading || !html.dataset.searchJs) return;
    loading = true;
    const script = document.createElement('script');
    const url = html.dataset.root + html.dataset.searchJs;
    script.src = window.trustedTypes?.createPolicy('backlot', { createScriptURL: () => url }).createScriptURL('') ?? url;
    script.onload = () => { if (wanted) window.backlotSearch.open(); };
    document.head.append(script);
  };
  const field = (event) => event.target.closest?.('[data-search-input]');
  addEventListener('keydown', (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const slash = event.key === '/' && plain && !event.target.closest?.('input,textarea,select,[contenteditable]');
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    // What is typed until search is there goes into the field, and from there into search.
    document.querySelector('[data-search-input]')?.focus();
    load(true);
  });
  document.addEventListener('focusin', (event) => { if (field(event)) load(false); });
  document.addEventListener('input', (event) => { if (field(event)) load(true); });
  document.addEventListener('click', (event) => { if (field(event) || event.target.closest?.('[data-search-open]')) load(true); });
  document.addEventListener('DOMContentLoaded', () => { if (document.querySelector('[data-search-page]')) load(false); });
})();
