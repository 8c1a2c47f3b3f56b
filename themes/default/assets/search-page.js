// Search, its page: `?query=`, with the kind and the documentation sites to choose from.
//
// Beside the scripts of search, on the page with an input `[data-search-page]`: it shows results in `[data-search-results]` in place of `[data-search-fallback]`.
(() => {
  'use strict';
  const box = document.querySelector('input[data-search-page]');
  // The scripts of search come when they come.
  if (window.backlotSearch?.open) begin(); else addEventListener('backlot-search', begin, { once: true });

function begin() {
  const S = window.backlotSearch, { make } = S;
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
  const ask = (text) => { box.value = text; box.focus(); return find(); };

  async function find() {
    const now = ++mine;
    const text = box.value;
    const query = new URLSearchParams(Object.entries({ query: text.slice(0, 256), kind: state.kind, site: state.site, debug: here.has('debug') ? '1' : '' }).filter(([, value]) => value));
    try { history.replaceState(null, '', `?${query}`); } catch { /* from a disk the address stays as it is */ }
    const empty = !text.trim();
    area.hidden = empty;
    if (fallback) fallback.hidden = !empty;
    if (empty) return;
    result = await S.find(text);
    if (now !== mine) return;
    if (!result) { said.textContent = S.LOST; return; }
    await show(now);
  }

  async function show(now = ++mine) {
    const [group_of, all_sites] = await Promise.all([S.grouping(result.it), S.sites(result.it)]);
    if (now !== mine) return;
    const groups = S.counts(result, group_of);
    if (!groups.some(([id]) => id === state.kind)) state.kind = '';
    S.choices(kinds, groups, state.kind, (id) => { state.kind = id; state.limit = 20; return find(); });
    // A site is its address: two of them may have one title, and are told apart by it.
    const site_of = (id) => { let low = 0, high = all_sites.length; while (low < high) { const mid = (low + high) >> 1; if (all_sites[mid].start <= id) low = mid + 1; else high = mid; } return all_sites[low - 1]; };
    const per = new Map(), titles = new Map();
    for (const { id } of result.hits) {
      const site = id < result.it.entities ? null : site_of(id);
      if (site?.group !== 'docs') continue;
      per.set(site.base, [site.title, (per.get(site.base)?.[1] ?? 0) + 1]);
      titles.set(site.title, (titles.get(site.title) ?? new Set()).add(site.base));
    }
    if (!per.has(state.site)) state.site = '';
    sites.hidden = per.size < 2 || !!(state.kind && state.kind !== 'docs');
    S.choices(sites, [['', 'All documentation', [...per.values()].reduce((sum, [, n]) => sum + n, 0)], ...[...per].sort((a, b) => b[1][1] - a[1][1]).slice(0, 14).map(([base, [title, n]]) => [base, S.site_name(title, base, titles), n])], state.site, (base) => { state.site = base; state.limit = 20; return find(); });
    const hits = result.hits.filter(({ id }) => (!state.kind || group_of(id) === state.kind) && (!state.site || (id >= result.it.entities && site_of(id).base === state.site)));
    const shown = await S.loaded(result, hits.slice(0, state.limit));
    if (now !== mine) return;
    const answers = state.kind || state.site ? [] : S.answers_of(result, false);
    said.replaceChildren(...S.said(result, hits.length + answers.length, ask));
    const more = hits.length > state.limit ? [S.button('more', () => { state.limit += 40; show(); }, null, 'Show more')] : [];
    const rows = shown.map((hit) => S.rows_of(hit, result, { list: false, titles }));
    found.replaceChildren(...[answers, ...rows].filter(({ length }) => length).map((part) => make('div', { className: 'search-group' }, part)), ...more);
  }

  box.form?.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(wait); S.store.add(box.value.trim()); find(); });
  box.addEventListener('input', () => { state.limit = 20; clearTimeout(wait); wait = setTimeout(find, 60); });
  find();
}
})();
