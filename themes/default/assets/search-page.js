// The results page: `?query=`, with the kind and the documentation sites to choose from.
//
// The end of `search.js`; on a page with an input `[data-search-page]` it shows results in `[data-search-results]` in place
// of `[data-search-fallback]`.
(() => {
  'use strict';
  const box = document.querySelector('input[data-search-page]');
  if (!box) return;
  const { make, search, row, entity_row, page_rows, counts, group_of, choices, button, told, LOST, store, watch } = window.backlotSearch;
  const here = new URLSearchParams(location.search);
  const state = { kind: here.get('kind') ?? '', site: here.get('site') ?? '', limit: 20 };
  const kinds = make('div', { className: 'search-chips', role: 'group', 'aria-label': 'Kind of result' });
  const sites = make('div', { className: 'search-sites', role: 'group', 'aria-label': 'Documentation site' });
  const said = make('p', { className: 'search-status', role: 'status' });
  const found = make('div', { className: 'search-found' });
  const fallback = document.querySelector('[data-search-fallback]');
  const area = make('div', { className: 'search-page', hidden: true }, said, kinds, make('div', { className: 'search-columns' }, sites, found));
  document.querySelector('[data-search-results]')?.append(area);
  let mine = 0, wait, result;
  box.value = here.get('query') ?? '';

  async function find() {
    const now = ++mine;
    const text = box.value;
    const query = new URLSearchParams(Object.entries({ query: text, kind: state.kind, site: state.site }).filter(([, value]) => value));
    try { history.replaceState(null, '', `?${query}`); } catch { /* from a disk the address stays as it is */ }
    const empty = !text.trim();
    area.hidden = empty;
    if (fallback) fallback.hidden = !empty;
    if (empty) return;
    result = await search(text);
    if (now !== mine) return;
    if (!result) { said.textContent = LOST; return; }
    await show_page(now);
  }

  async function show_page(now = ++mine) {
    const groups = counts(result);
    if (!groups.some(([id]) => id === state.kind)) state.kind = '';
    choices(kinds, groups, state.kind, (id) => { state.kind = id; state.limit = 20; return find(); });
    const entities = state.site ? [] : result.entities.filter(({ one }) => !state.kind || group_of(one) === state.kind);
    const docs = !state.kind || state.kind === 'docs' ? result.pages : [];
    // A site is its address: two of them may have one title, and are told apart by it.
    const per = new Map(), titles = new Map();
    for (const { site: [title, base] } of docs) {
      per.set(base, [title, (per.get(base)?.[1] ?? 0) + 1]);
      titles.set(title, (titles.get(title) ?? new Set()).add(base));
    }
    if (!per.has(state.site)) state.site = [...titles.get(state.site) ?? ['']][0];
    const pages = docs.filter((hit) => !state.site || hit.site[1] === state.site);
    sites.hidden = per.size < 2;
    const name = (base, title) => titles.get(title).size > 1 ? `${title} (${base.replace(/^docs\/(default\/)?|\/$/g, '')})` : title;
    choices(sites, [['', 'All documentation', docs.length], ...[...per].sort((a, b) => b[1][1] - a[1][1]).slice(0, 14).map(([base, [title, n]]) => [base, name(base, title), n])], state.site, (base) => { state.site = base; state.limit = 20; return find(); });
    const strong = entities.filter(({ name }) => name);
    const weak = entities.filter(({ name }) => !name);
    const order = [...(state.kind ? strong : strong.slice(0, 8)), ...pages, ...(state.kind ? [] : strong.slice(8)), ...weak];
    const part = await Promise.all(order.slice(0, state.limit).map(async (hit) => hit.one ? [entity_row(hit.one, result, false)] : [await row(result.it, hit.doc)].filter(Boolean).flatMap((page) => page_rows(page, hit, result, false, watch))));
    if (now !== mine) return;
    said.textContent = told(result, order.length);
    const more = order.length > state.limit ? [button('more', () => { state.limit += 40; show_page(); }, null, 'Show more')] : [];
    found.replaceChildren(...part.map((rows) => make('div', { className: 'search-group' }, rows)), ...more);
  }

  box.form?.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(wait); store.add(box.value.trim()); find(); });
  box.addEventListener('input', () => { state.limit = 20; clearTimeout(wait); wait = setTimeout(find, 80); });
  find();
})();
