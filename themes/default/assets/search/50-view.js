// Search, its results: how a hit is shown, wherever. Texts of the index reach the page as text only, never as markup.
(() => {
  'use strict';
  const S = window.backlotSearch;
  if (!window.document) return;
  const html = document.documentElement;
  S.up = (html.dataset.root || '.').replace(/\/*$/, '/');

  // ---- Loading: scripts, so that it works from a disk ----

  const policy = window.trustedTypes?.createPolicy('backlot-search', { createScriptURL: (url) => url });
  const arrivals = new Map();
  S.arrived = (name, data) => arrivals.get(name)?.(data);
  S.load = (name, again) => new Promise((done) => {
    arrivals.set(name, done);
    const script = document.createElement('script');
    const url = `${S.up}assets/search/${name}.js${again ? `?${Date.now()}` : ''}`;
    script.src = policy ? policy.createScriptURL(url) : url;
    script.onerror = () => done(null);
    document.head.append(script);
  });

  // A search; where files are gone, the portal has been published anew: once more, with the new list of files.
  let renewed = false;
  S.find = async (text) => {
    let result = await S.search(text);
    if (result?.lost && !renewed) {
      renewed = true;
      await S.open_index(true);
      result = await S.search(text);
    }
    return result;
  };

  // ---- Making ----

  // An element; properties by name, attributes by `aria-…`, `data-…`, `role`; children are nodes or text.
  const make = S.make = (tag, properties, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined) continue;
      if (key in node && !key.startsWith('aria')) node[key] = value; else node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
    return node;
  };
  S.button = (className, onclick, properties, ...children) => make('button', { type: 'button', className: `search-${className}`, onclick, ...properties }, ...children);
  S.icon = (name) => make('i', { className: `i i-${name}` });
  S.badge = (kind) => make('i', { className: `k k-${kind}` });

  const SHOWN_WORD = /[\p{Alphabetic}\p{N}\p{M}]+(?:(?<=[0-9])\.(?=[0-9])[\p{Alphabetic}\p{N}]+)*/gu;

  // Whether a word of a text is one that was looked for.
  const matcher = (result) => {
    const typed = result.query.words;
    return (word) => {
      const raw = S.fold(word);
      return S.stems(raw).some((term) => result.wanted.has(term)) || typed.some((one) => raw === one.raw || (one.raw.length > 2 && raw.includes(one.raw)) || (one.prefix && raw.startsWith(one.raw)));
    };
  };

  // Text with the matched words marked.
  function marked(text, matches) {
    const out = [];
    let from = 0;
    for (const found of text.matchAll(SHOWN_WORD)) {
      if (!matches(found[0])) continue;
      if (found.index > from) out.push(text.slice(from, found.index));
      out.push(make('mark', null, found[0]));
      from = found.index + found[0].length;
    }
    out.push(text.slice(from));
    return out;
  }

  // The sentence that says most of what was looked for, with what follows it.
  function excerpt(text, matches, length) {
    let start = 0, most = 0;
    for (const { 0: sentence, index } of text.matchAll(/[^.!?。]+(?:[.!?。]+(?=\s|$)|$|[.!?。])/gu)) {
      const said = new Set([...sentence.matchAll(SHOWN_WORD)].map(([word]) => word).filter(matches).map(S.fold)).size;
      if (said > most) { most = said; start = index; }
    }
    let rest = text.slice(start).trimStart();
    if (rest.length > length) {
      const first = [...rest.matchAll(SHOWN_WORD)].find(([word]) => matches(word))?.index ?? 0;
      const skip = first > length * 0.7 ? rest.indexOf(' ', first - 40) + 1 : 0;
      rest = rest.slice(skip);
      if (skip) start = 1;
    }
    const end = rest.length <= length ? rest.length : Math.max(rest.lastIndexOf(' ', length), length / 2);
    return `${start ? '… ' : ''}${rest.slice(0, end)}${end < rest.length ? ' …' : ''}`;
  }

  // The words of a query go along to a page, which marks them.
  const address = (url, anchor, words) => S.up + url + (/\/$|^$/.test(url) ? 'index.html' : '') + (words ? `?h=${encodeURIComponent(words)}` : '') + (anchor ? `#${anchor}` : '');
  S.page_of = (text) => `${S.up}${html.dataset.searchAt || 'search/index.html'}?query=${encodeURIComponent(text)}`;

  let option = 0;
  const link = (list, href, kind, ...children) =>
    make('a', { href, className: `search-row search-${kind}`, 'data-search-result': '', ...(list ? { role: 'option', id: `search-option-${++option}`, tabIndex: -1, 'aria-selected': 'false' } : {}) }, children);
  S.option = () => ({ role: 'option', id: `search-option-${++option}`, tabIndex: -1, 'aria-selected': 'false' });
  const main = (title, ...rest) => make('span', { className: 'search-main' }, make('span', { className: 'search-title' }, title), ...rest);
  const facts_of = (all, matches) => make('span', { className: 'search-facts' }, all.filter(Boolean).flatMap((fact, i) => [i ? ' · ' : '', ...marked(fact, matches)]));

  const why = (hit) => /[?&]debug\b/.test(location.search)
    ? make('code', { className: 'search-why' }, `${hit.score.toFixed(2)} = words ${hit.said.toFixed(2)} + together ${(0.8 * hit.together).toFixed(2)} + ${hit.why ?? 'name'} ${(hit.name ?? 0).toFixed(2)} + title ${(hit.title ?? 0).toFixed(2)}; cover ${hit.cover.toFixed(2)}`) : null;

  const icon_of = (result, group) => result.it.groups.find(([id]) => id === group)?.[2] ?? 'docs';
  const short = (base) => base.replace(/^docs\/(default\/)?(site\/)?|\/$/g, '');
  S.site_name = (title, base, titles) => (titles.get(title)?.size > 1 ? `${title} (${short(base)})` : title);

  /** The rows of a hit: an entity's one, or a page's and those of its sections that say as much. `titles`: the sites by their titles. */
  S.rows_of = (hit, result, { list, titles }) => {
    const matches = matcher(result), row = hit.row;
    if (row.kind) {
      return [link(list, address(row.url), 'entity', S.badge(row.group),
        main(marked(row.title, matches),
          facts_of([row.title === row.name ? '' : row.name, row.type, row.owner?.replace(/^group:/, ''), row.lifecycle, row.namespace === 'default' ? '' : row.namespace], matches),
          row.description ? make('span', { className: 'search-text' }, marked(row.description, matches)) : null, why(hit)),
        make('span', { className: 'search-kind' }, row.kind))];
    }
    const best = hit.best?.[0];
    const words = row.group === 'docs' ? result.query.words.map(({ raw }) => raw).join(' ') : '';
    const sections = (hit.best ?? []).filter(({ section, score }) => section && row.sections[section] && score >= best.score * 0.6).slice(0, list ? 2 : 3);
    const text_of = (section) => {
      const node = make('span', { className: 'search-text' });
      node.fill = async () => {
        const text = (await S.texts(row))[section];
        if (text) node.replaceChildren(...marked(excerpt(text, matches, list ? 130 : 210), matches));
      };
      watch(node);
      return node;
    };
    return [
      link(list, address(row.url, row.anchor, words), 'page', S.icon(icon_of(result, row.group)),
        main(marked(row.title, matches), facts_of([S.site_name(row.site, row.base, titles)], () => false), sections.length ? null : text_of(best?.section ?? 0), why(hit))),
      ...sections.map(({ section }) => link(list, address(row.url, row.sections[section].anchor, words), 'section', make('i', { className: 'search-sign' }, '#'), main(marked(row.sections[section].title, matches), text_of(section)))),
    ];
  };

  // The configuration's addresses were checked when the portal was built.
  S.answers_of = (result, list) => result.answers.map(({ url, title, description }) =>
    link(list, /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : S.up + url, 'answer', S.icon('star'), main(title, description ? make('span', { className: 'search-text' }, description) : null)));

  /** Rows of hits, loaded. */
  S.loaded = async (result, hits) => {
    await Promise.all(hits.map(async (hit) => { hit.row ??= await S.row(result.it, hit.id); }));
    return hits.filter(({ row }) => row);
  };
  /** The sites of hits by their titles: two of one title are told apart by their address. */
  S.titles_of = (hits) => {
    const titles = new Map();
    for (const { row } of hits) if (row?.site) titles.set(row.site, (titles.get(row.site) ?? new Set()).add(row.base));
    return titles;
  };

  // Fills in texts as they come into view.
  const seen = window.IntersectionObserver && new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) { seen.unobserve(target); target.fill(); }
  });
  const watch = (node) => seen ? seen.observe(node) : node.fill();

  // ---- Groups ----

  // Of each document its group: of an entity by its kind, of others by their site.
  const groupings = new WeakMap();
  S.grouping = (it) => {
    if (!groupings.has(it)) groupings.set(it, grouping(it));
    return groupings.get(it);
  };
  async function grouping(it) {
    const kinds = new Map((window.backlotKinds ?? []).flatMap(([id, , kinds]) => kinds.map((kind) => [kind, id])));
    const of = await S.kinds(it);
    const sites = it.groups.length > 1 ? await S.sites(it) : [];
    const site_of = (id) => { let low = 0, high = sites.length; while (low < high) { const mid = (low + high) >> 1; if (sites[mid].start <= id) low = mid + 1; else high = mid; } return sites[low - 1]?.group; };
    return (id) => id < it.entities ? kinds.get(of[id]) ?? 'other' : site_of(id) ?? 'docs';
  }

  /** The groups that a result has, with their counts: `[id, title, n]`, all of them first. */
  S.counts = (result, group_of) => {
    const all = [...result.it.groups.map(([id, title]) => [id, title, 0]), ...(window.backlotKinds ?? []).map(([id, title]) => [id, title, 0]), ['other', 'Other', 0]];
    const by = new Map(all.map((one) => [one[0], one]));
    for (const { id } of result.hits) by.get(group_of(id))[2]++;
    return [['', 'All', result.hits.length], ...all.filter(([, , n]) => n)];
  };

  /** Fills a place with chips, of which one is pressed; the focus stays where it was. */
  S.choices = (place, all, chosen, choose) => place.replaceChildren(...all.map(([id, name, n]) => S.button('chip', async () => {
    await choose(id);
    place.querySelector('[aria-pressed=true]')?.focus();
  }, { 'aria-pressed': String(id === chosen) }, name, make('span', null, n.toLocaleString('en')))));

  // ---- Saying ----

  // What was searched for before; the base script keeps it.
  S.store = {
    get: () => window.backlotStore?.get('searches') ?? [],
    add: (text) => text && window.backlotStore?.set('searches', [text, ...S.store.get().filter((other) => other !== text)].slice(0, 6)),
  };
  S.LOST = 'The search index could not be loaded. Reload the page to try again.';
  /** What a status line says of a result; `ask` searches for something else. */
  S.said = (result, n, ask) => {
    const ways = (texts) => texts.flatMap((text, i) => [i ? ', ' : '', S.button('way', () => ask(text), null, text)]);
    const out = [];
    if (n) out.push(`${n.toLocaleString('en')} ${n === 1 ? 'result' : 'results'}`);
    else {
      const { words, filters, text, written } = result.query;
      out.push(`No results for “${written.trim().slice(0, 80)}”.`);
      if (filters.length && words.length) out.push(' Without filters: ', ...ways([words.map(({ raw }) => raw).join(' ')]), '.');
      const near = [...new Set(words.flatMap((word) => (word.near ?? []).map((one) => one.text)))].slice(0, 4);
      if (near.length) out.push(' Similar words: ', ...ways(near), '.');
      if (words.length > 1) out.push(' Each word by itself: ', ...ways(words.map(({ raw }) => raw)), '.');
      if (!near.length && words.length < 2 && text) out.push(' Try another word, or the beginning of it.');
    }
    if (result.guess) out.push(n ? '. Did you mean ' : ' Did you mean ', ...ways([result.guess]), '?');
    if (result.lost) out.push(' Part of the index could not be loaded: some results are missing.');
    return out;
  };
})();
