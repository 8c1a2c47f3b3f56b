// Search, its dialog. Loaded by the base script, which also opens it the first time: see `js/search-open.js`.
(() => {
  'use strict';
  const S = window.backlotSearch;
  if (!window.document) return;
  const { make, button } = S;
  const html = document.documentElement;
  // A letter of a name is searched for at once; words wait for the next letter.
  const PAUSE = 30;

  let dialog, input, chips, list, status, group = '', last, turn = 0, selected = -1, timer, limit = 0, offered = [];

  function build() {
    input = make('input', { type: 'search', className: 'search-input', role: 'combobox', autocomplete: 'off', spellcheck: false, enterKeyHint: 'go', placeholder: 'Search services, APIs, teams, docs', 'aria-label': 'Search', 'aria-controls': 'search-results', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'data-search-input': '' });
    chips = make('div', { className: 'search-chips', role: 'group', 'aria-label': 'Kind of result', hidden: true });
    list = make('div', { className: 'search-list', id: 'search-results', role: 'listbox', 'aria-label': 'Results', tabIndex: -1 });
    status = make('p', { className: 'search-status', role: 'status' });
    const all = make('a', { className: 'search-all', href: S.page_of('') }, 'All results');
    all.addEventListener('click', () => S.store.add(input.value.trim()));
    const keys = make('span', { className: 'search-keys' }, make('kbd', null, '↑'), make('kbd', null, '↓'), ' choose ', make('kbd', null, 'Enter'), ' open ', make('kbd', null, 'Esc'), ' close');
    dialog = make('dialog', { className: 'search-dialog', 'aria-label': 'Search' },
      make('div', { className: 'search-head' }, S.icon('search'), input, button('close', () => dialog.close(), { 'aria-label': 'Esc: Close search' }, make('kbd', null, 'Esc'), make('span', null, 'Close'))),
      chips, list, status, make('p', { className: 'search-foot' }, keys, all));
    document.body.append(dialog);
    input.addEventListener('input', () => {
      all.href = S.page_of(input.value.slice(0, 256).replace(/[\ud800-\udfff]/g, ''));
      clearTimeout(timer);
      if (/\s/.test(input.value.trim())) timer = setTimeout(run, PAUSE); else run();
    });
    dialog.addEventListener('keydown', key);
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
      const row = event.target.closest?.('[data-search-result]');
      if (row) { S.store.add(input.value.trim()); if (!event.metaKey && !event.ctrlKey && !event.shiftKey) setTimeout(() => dialog.close()); }
    });
    list.addEventListener('scroll', () => { if (last && list.scrollTop + list.clientHeight > list.scrollHeight - 200) grow(); });
    list.addEventListener('mousemove', (event) => { const row = event.target.closest('[role=option]'); if (row) choose(options().indexOf(row), false); });
  }

  const options = () => [...list.querySelectorAll('[role=option]')];

  function choose(at, scroll = true) {
    const all = options();
    all[selected]?.setAttribute('aria-selected', 'false');
    selected = all.length ? (at + all.length) % all.length : -1;
    const row = all[selected];
    row?.setAttribute('aria-selected', 'true');
    if (scroll) row?.scrollIntoView({ block: 'nearest' });
    if (row) input.setAttribute('aria-activedescendant', row.id); else input.removeAttribute('aria-activedescendant');
  }

  function key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(selected + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && event.target === input && !event.isComposing) {
      event.preventDefault();
      enter(event);
    }
  }

  // Enter opens what is chosen, or the first; where the last letters were not searched for yet, it waits.
  async function enter(event) {
    if (input.value.trim() && last?.query.written !== input.value) { clearTimeout(timer); await run(); }
    const row = options()[Math.max(0, selected)];
    if (!row) return;
    if (event.metaKey || event.ctrlKey) { S.store.add(input.value.trim()); window.open(row.href, '_blank', 'noopener'); } else row.click();
  }

  const titled = (text, rows) => rows.length ? [make('div', { role: 'group', 'aria-label': text, className: 'search-group' }, make('div', { className: 'search-heading', 'aria-hidden': 'true' }, text), rows)] : [];
  const ask = (text) => { input.value = text; input.focus(); run(); };

  // Before anything is typed: what was starred, looked at and searched for.
  function idle() {
    last = null;
    chips.hidden = true;
    const visited = (key) => (window.backlotStore?.get(key) ?? []).slice(0, 5).flatMap(({ r, t }) => {
      const parts = /^([^:]+):([^/]+)\/(.+)$/.exec(r);
      return parts ? [make('a', { ...S.option(), className: 'search-row search-recent', href: `${S.up}catalog/${parts[2]}/${parts[1]}/${parts[3]}/index.html` }, S.badge(parts[1]), make('span', { className: 'search-title' }, t || parts[3]))] : [];
    });
    const searched = S.store.get().map((text) => make('div', { ...S.option(), className: 'search-row search-recent', onclick: () => ask(text) }, S.icon('search'), make('span', { className: 'search-title' }, text)));
    list.replaceChildren(...titled('Starred', visited('stars')), ...titled('Recently viewed', visited('recent')), ...titled('Recent searches', searched));
    status.replaceChildren('Search for a name or words from the documentation, or use ', make('code', null, 'owner:team-a'), ', ', make('code', null, 'kind:api'), ', ', make('code', null, 'in:docs'), '.');
    settle();
  }

  function settle() {
    selected = -1;
    input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-expanded', String(!!options().length));
    list.hidden = !list.childElementCount;
    list.scrollTop = 0;
    if (last && options().length) choose(0);
  }

  async function run() {
    const text = input.value;
    const mine = ++turn;
    if (!text.trim()) { group = ''; idle(); return; }
    const result = await S.find(text);
    if (mine !== turn) return;
    if (!result) { list.replaceChildren(); status.textContent = S.LOST; settle(); return; }
    last = result;
    limit = S.ENOUGH;
    await show(mine);
  }

  async function show(mine = ++turn) {
    const result = last;
    const group_of = group ? await S.grouping(result.it) : null;
    let hits = group ? result.hits.filter(({ id }) => group_of(id) === group) : result.hits;
    if (group && !hits.length) { group = ''; hits = result.hits; }
    offered = hits;
    const shown = await S.loaded(result, hits.slice(0, limit));
    if (mine !== turn) return;
    const titles = S.titles_of(shown);
    const answers = group ? [] : S.answers_of(result, true);
    list.replaceChildren(...answers, ...shown.flatMap((hit) => S.rows_of(hit, result, { list: true, titles })));
    status.replaceChildren(...S.said(result, hits.length + answers.length, ask));
    settle();
    if (list.scrollHeight < list.clientHeight + 50) grow();
    // The chips need to know the kind of every hit: after the first results.
    const known = await S.grouping(result.it);
    if (mine !== turn) return;
    const groups = S.counts(result, known);
    chips.hidden = groups.length < 3;
    S.choices(chips, groups, group, (id) => { group = id; return show(); });
  }

  // Further results, as they are scrolled to.
  async function grow() {
    const mine = turn, result = last, from = limit;
    if (from >= offered.length) return;
    limit += 12;
    const more = await S.loaded(result, offered.slice(from, from + 12));
    if (mine === turn) list.append(...more.flatMap((hit) => S.rows_of(hit, result, { list: true, titles: S.titles_of(more) })));
  }

  // What stands in the field that has the focus moves into the dialog. The browser gives the focus back on closing.
  S.open = async () => {
    if (dialog?.open) return;
    if (!dialog) build();
    S.open_index();
    await styled;
    if (dialog.open) return;
    const from = document.activeElement, text = outside(from) ? from.value : '';
    if (text) from.value = '';
    dialog.showModal();
    input.focus();
    if (text) input.value = text; else input.select();
    run();
  };

  // ---- Beginning ----

  const styled = new Promise((done) => {
    const sheet = make('link', { rel: 'stylesheet', href: html.dataset.searchCss ? S.up + html.dataset.searchCss : `${S.up}assets/search.css` });
    sheet.onload = sheet.onerror = done;
    setTimeout(done, 1500);
    document.head.append(sheet);
  });
  const page = document.querySelector('[data-search-page]');
  const outside = (target) => target?.matches?.('[data-search-input]') && !dialog?.contains(target) && target !== page;
  const typing = (target) => target?.closest?.('input,textarea,select,[contenteditable]');
  addEventListener('keydown', (event) => {
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (k && dialog?.open) dialog.close(); else S.open();
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !outside(event.target)) return;
    event.preventDefault();
    S.open();
  });
  // A letter still being composed stays where it is until it is one.
  for (const type of ['input', 'compositionend']) {
    document.addEventListener(type, (event) => { if (outside(event.target) && event.target.value && !event.isComposing) S.open(); });
  }
  document.addEventListener('click', (event) => { if (outside(event.target) || event.target.closest?.('[data-search-open]')) S.open(); });
  dispatchEvent(new Event('backlot-search'));
})();
