// Search: the dialog, the search page, and the index behind both.
//
// Loaded by the base script, which also opens it the first time: see `js/search-open.js`. The index is scripts that call `backlotSearch`,
// so that it works from `file://`; how they are made, and what every number in them means, stands in
// `src/search/`. Text from the index reaches the page as text only, never as markup.
(() => {
  'use strict';
  const html = document.documentElement;
  const up = (html.dataset.root || '.').replace(/\/*$/, '/');

  // ---- Loading ----

  const policy = window.trustedTypes?.createPolicy('backlot-search', { createScriptURL: (url) => url });
  const arrivals = new Map();
  const loads = new Map();

  // Every file of the index is one call of this.
  const register = (name, ...data) => arrivals.get(name)?.(data);
  window.backlotSearch = register;

  function fetch_script(url) {
    const script = document.createElement('script');
    script.src = policy ? policy.createScriptURL(url) : url;
    document.head.append(script);
    return script;
  }

  // What a file of the index holds; null if it cannot be had.
  function load(name) {
    if (!loads.has(name)) {
      loads.set(name, new Promise((done) => {
        arrivals.set(name, done);
        fetch_script(`${up}assets/search/${name}.js`).onerror = () => { loads.delete(name); done(null); };
      }));
    }
    return loads.get(name);
  }

  // ---- Words: the same as `words.rs` and `stem.rs` ----

  const STOP = new Set(('a an and are as at be but by can do does for from had has have how if in into is it its ' +
    'may no not of on or our should so such that the their then there these they this to was we were what when ' +
    'where which will with would you your').split(' '));
  const WORD = /[\p{Alphabetic}\p{N}]+(?:(?<=[0-9])\.(?=[0-9])[\p{Alphabetic}\p{N}]+)*/gu;
  const ELISION = /(?<=[\p{Alphabetic}\p{N}])['’][\p{Alphabetic}\p{N}]{1,2}(?![\p{Alphabetic}\p{N}])/gu;
  const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u;
  const VOWEL = /[aeiouy]/;

  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ς/g, 'σ');

  function stem(word) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    let w = /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
    const cut = /ing$/.test(w) && w.length > 5 ? 3 : /ed$/.test(w) && w.length > 5 ? 2 : 0;
    if (cut && VOWEL.test(w.slice(0, -cut))) {
      w = w.slice(0, -cut);
      if (w.length > 3 && /([^lszeo])\1$/.test(w)) w = w.slice(0, -1);
    }
    if (w.length > 3 && w.endsWith('e')) w = w.slice(0, -1);
    return w.length > 2 ? w.replace(/([^aeiou])y$/, '$1i') : w;
  }

  // Words of a query or a title: as typed, and as the index knows them.
  function words(text) {
    const found = [];
    for (const [word] of fold(text).replace(ELISION, ' ').matchAll(WORD)) {
      const letters = [...word];
      if (letters.length > 1 && UNSPACED.test(word)) {
        for (let i = 1; i < letters.length; i++) {
          const pair = letters[i - 1] + letters[i];
          found.push({ raw: pair, term: pair });
        }
      } else found.push({ raw: word, term: stem(word) });
    }
    return found;
  }

  // ---- The index ----

  // Reads what `encode.rs` wrote.
  class Reader {
    constructor(text) { this.text = text; this.at = 0; }
    get done() { return this.at >= this.text.length; }
    number() {
      let value = 0, scale = 1;
      for (;;) {
        const code = this.text.charCodeAt(this.at++);
        const symbol = code - 32 - (code > 34) - (code > 92);
        value += symbol * scale;
        if (!(symbol >= 69)) return value;
        scale *= 24;
      }
    }
    take(length) { this.at += length; return this.text.slice(this.at - length, this.at); }
  }

  let index;
  function open_index() {
    return index ??= load('index').then(async (data) => {
      if (!data) { index = undefined; return null; }
      const [it] = data;
      const [first] = await load(it.first) ?? [''];
      it.terms = pairs(it.terms);
      it.rows = pairs(it.rows, Number);
      for (const site of it.sites) site.words = words(site[0]).map((word) => word.term);
      it.known = new Map();
      let id = 0;
      for (const line of first ? first.split('\n') : []) {
        const reader = new Reader(line);
        id += reader.number();
        it.known.set(id, entity(id, line.slice(reader.at)));
      }
      return it;
    });
  }

  // `key name key name` → two lists.
  function pairs(text, key = String) {
    const all = text.split(' ');
    const lists = { keys: [], names: [] };
    for (let i = 0; i + 1 < all.length; i += 2) { lists.keys.push(key(all[i])); lists.names.push(all[i + 1]); }
    return lists;
  }

  // The last place in a sorted list whose key is not after `key`.
  function place(keys, key) {
    let low = 0, high = keys.length;
    while (low < high) { const mid = (low + high) >> 1; if (keys[mid] <= key) low = mid + 1; else high = mid; }
    return low - 1;
  }

  function entity(id, line) {
    const [kind, space, name, title, type, owner, lifecycle, tags] = line.split('\t');
    const it = { id, kind, namespace: space || 'default', name, title: title || name, type, owner, lifecycle, tags: tags ? tags.split(' ') : [] };
    it.url = `catalog/${it.namespace}/${kind}/${name}/`.toLowerCase();
    it.names = words(`${name} ${title}`).map((word) => word.raw);
    it.terms = new Set(words(`${name} ${title} ${kind} ${type} ${owner} ${tags}`).map((word) => word.term));
    it.spaced = [name, it.title].map((text) => words(text).map((word) => word.raw).join(' '));
    return it;
  }

  // The terms of a shard: text, in how many documents, its postings.
  const decoded = new Map();
  async function term_shard(name) {
    if (!decoded.has(name)) {
      const data = await load(name);
      const list = [];
      if (data) {
        const reader = new Reader(data[0]);
        let text = '';
        while (!reader.done) {
          const shared = reader.number();
          text = text.slice(0, shared) + reader.take(reader.number());
          const docs = reader.number();
          list.push({ text, docs, postings: reader.take(reader.number()) });
        }
      }
      decoded.set(name, list);
    }
    return decoded.get(name);
  }

  // The shards that hold a prefix: all of them for a long one, two for a short one, which typing will lengthen.
  function shards_of(it, prefix) {
    const from = Math.max(0, place(it.terms.keys, prefix));
    const to = Math.max(from, place(it.terms.keys, `${prefix}\uffff`));
    return it.terms.names.slice(from, Math.min(to, from + 1) + 1);
  }

  // Row of a document, from the shard it is in.
  const rows = new Map();
  async function row(it, id) {
    if (it.known.has(id)) return it.known.get(id);
    const at = place(it.rows.keys, id);
    const name = it.rows.names[at];
    if (!rows.has(name)) {
      const data = await load(name);
      rows.set(name, data && { lines: data[0].split('\n'), texts: data[1] && pairs(data[1], Number) });
    }
    const shard = rows.get(name);
    const line = shard?.lines[id - it.rows.keys[at]];
    if (line === undefined) return null;
    if (id < it.entities) return entity(id, line);
    const [path, title, ...rest] = line.split('\t');
    const site = site_of(it, id);
    const sections = [{ title: '', anchor: '' }];
    for (let i = 0; i < rest.length; i += 2) sections.push({ title: rest[i], anchor: rest[i + 1] || slug(rest[i]) });
    const within = id - it.rows.keys[at];
    const text = shard.texts && place(shard.texts.keys, within);
    return { id, url: site[1] + path, title, site: site[0], sections, text: shard.texts && [shard.texts.names[text], within - shard.texts.keys[text]] };
  }

  function site_of(it, id) {
    let found = it.sites[0];
    for (const site of it.sites) { if (site[2] > id) break; found = site; }
    return found;
  }

  const slug = (title) => title.trim().replace(/[^\w -]/g, '').toLowerCase().replace(/[ -]+/g, '-').replace(/^-/, '');

  // ---- Typing mistakes ----

  let vocabulary;
  async function similar(it, word) {
    vocabulary ??= load(it.vocabulary).then((data) => {
      const list = [];
      const reader = new Reader(data?.[0] ?? '');
      let text = '';
      while (!reader.done) {
        const shared = reader.number();
        text = text.slice(0, shared) + reader.take(reader.number());
        list.push([text, reader.number()]);
      }
      return list;
    });
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most) return [];
    const found = [];
    for (const [text, size] of await vocabulary) {
      if (Math.abs(text.length - word.length) > most) continue;
      const far = distance(word, text, most);
      if (far <= most) found.push({ text, far, worth: size - far * 6 + (text[0] === word[0] ? 2 : 0) });
    }
    found.sort((a, b) => b.worth - a.worth);
    return found.slice(0, 3);
  }

  // Edits from a to b, neighbours swapped counting one; more than `most` is anything above it.
  function distance(a, b, most) {
    let before, last = [], now = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      [before, last, now] = [last, now, [i]];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        now.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return least;
    }
    return now[b.length];
  }

  // ---- Ranking ----

  const FILTERS = /(?:^|\s)(-?)(kind|type|owner|tag|lifecycle|namespace|in):("[^"]*"|\S+)/giu;

  // A query: its words, its filters, and what is shown of both.
  function parse(text) {
    const filters = [];
    const plain = text.replace(FILTERS, (_, not, key, value) => {
      filters.push({ not: !!not, key: key.toLowerCase(), value: fold(value.replace(/"/g, '')) });
      return ' ';
    });
    const all = words(plain);
    const telling = all.filter((word) => !STOP.has(word.raw));
    const list = telling.length ? telling : all;
    const last = all.at(-1);
    for (const word of list) word.prefix = word === last && !/\s$/.test(plain);
    const seen = new Set();
    return { text, plain: plain.trim(), spaced: all.map((word) => word.raw).join(' '), filters, words: list.filter((word) => !seen.has(word.term) && seen.add(word.term)) };
  }

  function passes(it, filters) {
    return filters.every(({ not, key, value }) => {
      const has = key === 'tag' ? it.tags?.includes(value)
        : key === 'in' ? fold(it.site ?? '').includes(value)
            : fold(it[key] ?? '').replace(/^(group|user):/, '').split('/').concat(fold(it[key] ?? '')).includes(value.replace(/^group:default\//, ''));
      return has !== not;
    });
  }

  // How well a query names an entity: above 0 if every word of it does.
  function naming(it, query) {
    if (!query.spaced) return 0;
    const q = query.spaced;
    if (it.spaced.includes(q)) return 30;
    const close = q.replace(/ /g, '');
    for (const text of it.spaced) {
      if (text.replace(/ /g, '') === close) return 26;
      if (text.startsWith(q)) return 12 + (8 * q.length) / text.length;
    }
    const length = it.spaced[0].length;
    if (query.words.every((word) => it.names.some((name) => name.startsWith(word.raw) || stem(name) === word.term))) return 6 + (6 * q.length) / (q.length + length);
    if (close.length > 2 && it.spaced.some((text) => text.replace(/ /g, '').includes(close))) return 4;
    return query.words.every((word) => it.terms.has(word.term)) ? 2 : 0;
  }

  const KINDS = { domain: 1.2, system: 1.2, component: 1.1, api: 1, group: 1, template: 0.9, user: 0.85, location: 0.5 };
  const prior = (it) => (KINDS[it.kind.toLowerCase()] ?? 0.9) * (/deprecated|retired/i.test(it.lifecycle) ? 0.7 : 1);

  const SATURATION = 5;

  // Everything that matches, best first: documents with the terms and sections they match by.
  async function find(it, query) {
    const count = query.words.length;
    const hits = new Map();
    const weight = [];
    let guessed = false;
    const wanted = new Set();
    const expansions = await Promise.all(query.words.map(async (word) => {
      let head = 0;
      while (head < word.term.length && word.raw[head] === word.term[head]) head++;
      const prefix = word.term.slice(0, head);
      if (word.term.length < 2 && !/[^a-z]/.test(word.term)) return [];
      const lists = await Promise.all(shards_of(it, prefix).map(term_shard));
      const found = [];
      for (const entry of lists.flat()) {
        if (entry.text === word.term) found.push({ entry, factor: 1 });
        else if (prefix.length > 1 && entry.text.startsWith(prefix)) {
          const near = prefix.length / entry.text.length;
          const factor = word.prefix ? 0.35 + 0.5 * near : prefix.length > 3 ? 0.7 * near : 0;
          if (factor) found.push({ entry, factor });
        }
      }
      // A word that hardly stands anywhere may be a slip, here or there.
      if (found.reduce((sum, { entry }) => sum + entry.docs, 0) <= Math.min(3, it.docs / 100)) {
        for (const near of await similar(it, word.term)) {
          if (found.some(({ entry }) => entry.text === near.text)) continue;
          const [list] = await Promise.all(shards_of(it, near.text).slice(0, 1).map(term_shard));
          const entry = list?.find((other) => other.text === near.text);
          if (entry) { found.push({ entry, factor: 0.8 ** near.far }); guessed = true; }
        }
      }
      found.sort((a, b) => b.factor - a.factor || b.entry.docs - a.entry.docs);
      return found.slice(0, 40);
    }));
    expansions.forEach((found, i) => {
      const exact = found.find(({ factor }) => factor === 1);
      const common = exact?.entry.docs ?? Math.min(it.docs, found.reduce((sum, { entry }) => sum + entry.docs, 0));
      weight[i] = Math.log(1 + (it.docs - common + 0.5) / (common + 0.5)) + 0.2;
      for (const { entry, factor } of found) {
        wanted.add(entry.text);
        const reader = new Reader(entry.postings);
        let doc = 0;
        while (!reader.done) {
          const first = reader.number();
          doc += Math.floor(first / 3);
          const more = first % 3 === 2 ? reader.number() + 2 : first % 3;
          let hit = hits.get(doc);
          if (!hit) hits.set(doc, hit = { doc, terms: new Float64Array(count), places: [] });
          let section = 0, top = 0, sum = 0;
          for (let n = 0; n <= more; n++) {
            const place = reader.number();
            section += Math.floor(place / 6);
            const mass = 2 ** (place % 6 - 1);
            sum += mass;
            if (mass > top) top = mass;
            hit.places.push([section, i, factor * mass / (mass + SATURATION)]);
          }
          const mass = top + 0.25 * (sum - top);
          hit.terms[i] = Math.max(hit.terms[i], factor * mass / (mass + SATURATION));
        }
      }
    });
    const total = weight.reduce((a, b) => a + b, 0) || 1;
    for (const site of it.sites) site.terms = query.words.map((word) => site.words.includes(word.term));
    let at = 0;
    const ordered = [...hits.values()].sort((a, b) => a.doc - b.doc);
    for (const hit of ordered) {
      while (at + 1 < it.sites.length && it.sites[at + 1][2] <= hit.doc) at++;
      const site = hit.doc >= it.entities ? it.sites[at] : null;
      let score = 0, covered = 0;
      for (let i = 0; i < count; i++) {
        if (site?.terms[i] && count > 1) hit.terms[i] = Math.max(hit.terms[i], 0.5);
        score += weight[i] * hit.terms[i];
        if (hit.terms[i]) covered += weight[i];
      }
      const sections = new Map();
      for (const [section, i, value] of hit.places) {
        let one = sections.get(section);
        if (!one) sections.set(section, one = new Float64Array(count));
        one[i] = Math.max(one[i], value);
      }
      hit.sections = [...sections].map(([section, values]) => {
        let own = 0, has = 0;
        values.forEach((value, i) => { own += weight[i] * value; if (value) has += weight[i]; });
        return { section, score: own * (0.3 + 0.7 * (has / total) ** 2) };
      }).sort((a, b) => b.score - a.score || a.section - b.section);
      const cover = covered / total;
      hit.score = score * (0.25 + 0.75 * cover * cover) + 0.6 * hit.sections[0].score;
      hit.cover = cover;
      hit.site = site;
    }
    return { hits, wanted, guessed };
  }

  // Entities and pages for a query, best first.
  async function search(text) {
    const it = await open_index();
    if (!it) return null;
    const query = parse(text);
    const out = { query, entities: [], pages: [], wanted: new Set(), it };
    const only_filters = !query.words.length && query.filters.length;
    const { hits, wanted, guessed } = query.words.length ? await find(it, query) : { hits: new Map(), wanted: new Set() };
    Object.assign(out, { wanted, guessed });
    for (const [id, one] of it.known) {
      const name = only_filters ? 1 : naming(one, query);
      const hit = hits.get(id);
      if (name || hit) out.entities.push({ one, id, name, score: ((hit?.score ?? 0) + name) * prior(one) });
    }
    const cold = [];
    for (const hit of hits.values()) {
      if (hit.doc >= it.entities) out.pages.push(hit);
      else if (!it.known.has(hit.doc)) cold.push(hit);
    }
    cold.sort((a, b) => b.score - a.score);
    for (const hit of cold.slice(0, 30)) {
      const one = await row(it, hit.doc);
      if (one) { const name = naming(one, query); out.entities.push({ one, id: hit.doc, name, score: (hit.score + name) * prior(one) }); }
    }
    const about = query.filters.filter((filter) => filter.key !== 'in');
    if (query.filters.length) out.entities = out.entities.filter(({ one }) => passes(one, query.filters));
    if (about.length) out.pages = [];
    else if (query.filters.length) out.pages = out.pages.filter((hit) => passes({ site: hit.site[0] }, query.filters));
    out.entities.sort((a, b) => b.score - a.score || a.id - b.id);
    out.pages.sort((a, b) => b.score - a.score || a.doc - b.doc);
    // A title that is what was asked for says more than any count of words.
    const first = out.pages.slice(0, 8);
    await Promise.all(first.map(async (hit) => {
      const page = await row(it, hit.doc);
      const names = page ? words(page.title).map((word) => word.term).filter((term) => !STOP.has(term)) : [];
      const named = names.filter((term) => wanted.has(term)).length;
      if (named) hit.score *= 1 + 0.7 * (named / Math.max(names.length, query.words.length)) ** 2;
    }));
    first.sort((a, b) => b.score - a.score || a.doc - b.doc);
    out.pages.splice(0, first.length, ...first);
    // What matches far less than the best is noise.
    const best = out.pages[0];
    if (best) out.pages = out.pages.filter((hit) => hit.score > best.score * 0.12 && (hit.cover > 0.45 || best.cover < 0.6));
    const top = Math.max(best?.score ?? 0, out.entities[0]?.score ?? 0);
    out.entities = out.entities.filter(({ name, score }) => name || score > top * 0.3);
    return out;
  }
  // ---- Showing ----

  // The theme's own icons; a heading's is a sign.
  const icon = (name) => make('i', { className: `i i-${name}` });
  const badge = (kind) => make('i', { className: `k k-${kind}` });

  // An element; properties by name, attributes by `aria-…`, `data-…`, `role`; children are nodes or text.
  function make(tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (value === null || value === undefined) continue;
      if (key in node && !key.startsWith('aria')) node[key] = value; else node.setAttribute(key, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
    return node;
  }

  const SHOWN_WORD = /[\p{Alphabetic}\p{N}\p{M}]+(?:(?<=[0-9])\.(?=[0-9])[\p{Alphabetic}\p{N}]+)*/gu;

  // Whether a word of a text is one that was looked for.
  function matcher(result) {
    const typed = result.query.words;
    return (word) => {
      const raw = fold(word);
      return result.wanted.has(stem(raw)) || typed.some((one) => raw === one.raw || (one.raw.length > 2 && raw.includes(one.raw)) || (one.prefix && raw.startsWith(one.raw)));
    };
  }

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

  // The part of a text where most matches stand.
  function excerpt(text, matches, length) {
    const at = [...text.matchAll(SHOWN_WORD)].filter((found) => matches(found[0])).map((found) => found.index);
    let start = 0, most = 0;
    for (const from of at) {
      const here = at.filter((other) => other >= from && other < from + length - 30).length;
      if (here > most) { most = here; start = from; }
    }
    start = start < 60 ? 0 : text.indexOf(' ', start - 40) + 1;
    const end = text.length - start <= length ? text.length : Math.max(text.lastIndexOf(' ', start + length), start + length / 2);
    return `${start ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`;
  }

  const address = (url, anchor) => up + url + (/\/$|^$/.test(url) ? 'index.html' : '') + (anchor ? `#${anchor}` : '');
  const searching = (text) => `${up}${html.dataset.searchAt || 'search/index.html'}?query=${encodeURIComponent(text)}`;

  let option = 0;
  function link(list, href, kind, ...children) {
    return make('a', { href, className: `search-row search-${kind}`, 'data-search-result': '', ...(list ? { role: 'option', id: `search-option-${++option}`, tabIndex: -1, 'aria-selected': 'false' } : {}) }, children);
  }

  function entity_row(one, result, list) {
    const matches = matcher(result);
    const kind = one.kind.toLowerCase();
    const facts = [one.title === one.name ? null : one.name, one.type, one.owner && one.owner.replace(/^group:/, ''), one.lifecycle].filter(Boolean);
    return link(list, address(one.url), 'entity',
      badge(kind),
      make('span', { className: 'search-main' },
        make('span', { className: 'search-title' }, marked(one.title, matches)),
        facts.length ? make('span', { className: 'search-facts' }, facts.flatMap((fact, i) => [i ? ' · ' : '', ...marked(fact, matches)])) : null),
      make('span', { className: 'search-kind' }, one.kind));
  }

  // A page and the sections of it that match best; what they say is filled in when they come into view.
  function page_rows(page, hit, result, list, watch) {
    const matches = matcher(result);
    const best = hit.sections[0];
    const sections = hit.sections.filter((one) => one.section && page.sections[one.section] && one.score >= best.score * 0.55).slice(0, list ? 2 : 3);
    const say = (node, section) => { node.excerpt = [page, section, matches, list ? 110 : 190]; watch(node); };
    const head = link(list, address(page.url), 'page',
      icon('docs'),
      make('span', { className: 'search-main' },
        make('span', { className: 'search-title' }, marked(page.title, matches)),
        make('span', { className: 'search-facts' }, page.site)));
    if (!sections.length) {
      const text = make('span', { className: 'search-text' });
      head.children[1].append(text);
      say(text, best?.section ?? 0);
    }
    return [head, ...sections.map(({ section }) => {
      const { title, anchor } = page.sections[section];
      const text = make('span', { className: 'search-text' });
      say(text, section);
      return link(list, address(page.url, anchor), 'section', make('i', { className: 'search-sign' }, '#'),
        make('span', { className: 'search-main' }, make('span', { className: 'search-title' }, marked(title, matches)), text));
    })];
  }

  // Fills in texts as they come into view.
  const seen = window.IntersectionObserver && new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      fill(target);
    }
  });
  const watch = (node) => seen ? seen.observe(node) : fill(node);
  async function fill(node) {
    const [page, section, matches, length] = node.excerpt;
    if (!page.text) return;
    const data = await load(page.text[0]);
    const text = data?.[0].split('\n')[page.text[1]]?.split('\t')[section];
    if (text) node.replaceChildren(...marked(excerpt(text, matches, length), matches));
  }

  // Id, title and kinds of each group; those of kinds come with the kinds.
  const GROUPS = [['docs', 'Docs', []], ...window.backlotKinds ?? []];
  const group_of = (one) => GROUPS.find(([, , kinds]) => kinds.includes(one.kind.toLowerCase()))?.[0] ?? 'other';

  // The groups that a result has, with their counts.
  function counts(result) {
    const all = new Map(GROUPS.map(([id]) => [id, 0]));
    all.set('docs', result.pages.length);
    for (const { one } of result.entities) all.set(group_of(one), (all.get(group_of(one)) ?? 0) + 1);
    const titles = Object.fromEntries(GROUPS.map(([id, title]) => [id, title]));
    return [['', 'All', result.pages.length + result.entities.length], ...[...all].filter(([, n]) => n).map(([id, n]) => [id, titles[id] ?? 'Other', n])];
  }

  // What was searched for before; the base script keeps it.
  const store = {
    get: () => window.backlotStore?.get('searches') ?? [],
    add: (text) => text && window.backlotStore?.set('searches', [text, ...store.get().filter((other) => other !== text)].slice(0, 6)),
  };

  const button = (className, onclick, properties, ...children) => make('button', { type: 'button', className: `search-${className}`, onclick, ...properties }, ...children);

  // Fills a place with chips, of which one is pressed; the focus stays where it was.
  function choices(place, all, chosen, choose) {
    place.replaceChildren(...all.map(([id, name, n]) => button('chip', async () => {
      await choose(id);
      place.querySelector('[aria-pressed=true]')?.focus();
    }, { 'aria-pressed': String(id === chosen) }, name, make('span', null, String(n)))));
  }

  const told = (result, n) => n
    ? `${n.toLocaleString('en')} ${n === 1 ? 'result' : 'results'}${result.guessed ? ', similar words included' : ''}`
    : `No results for “${result.query.text.trim()}”. Try fewer or different words.`;
  const LOST = 'The search index could not be loaded. Reload the page to try again.';

  // ---- The dialog ----

  let dialog, input, chips, list, status, foot, group = '', last, turn = 0, selected = -1, timer;

  function build() {
    input = make('input', { type: 'search', className: 'search-input', role: 'combobox', autocomplete: 'off', spellcheck: false, enterKeyHint: 'go', placeholder: 'Search services, APIs, teams, docs', 'aria-label': 'Search', 'aria-controls': 'search-results', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'data-search-input': '' });
    chips = make('div', { className: 'search-chips', role: 'group', 'aria-label': 'Kind of result', hidden: true });
    list = make('div', { className: 'search-list', id: 'search-results', role: 'listbox', 'aria-label': 'Results', tabIndex: -1 });
    status = make('p', { className: 'search-status', role: 'status' });
    foot = make('p', { className: 'search-foot' }, make('kbd', null, '↑'), make('kbd', null, '↓'), ' choose ', make('kbd', null, 'Enter'), ' open ', make('kbd', null, 'Esc'), ' close');
    const all = make('a', { className: 'search-all', href: searching('') }, 'All results');
    all.addEventListener('click', () => store.add(input.value.trim()));
    foot.append(all);
    dialog = make('dialog', { className: 'search-dialog', 'aria-label': 'Search' },
      make('div', { className: 'search-head' }, icon('search'), input, button('close', () => dialog.close(), { 'aria-label': 'Esc: close search' }, make('kbd', null, 'Esc'))), chips, list, status, foot);
    document.body.append(dialog);
    input.addEventListener('input', () => { all.href = searching(input.value); clearTimeout(timer); timer = setTimeout(run, 90); });
    dialog.addEventListener('keydown', key);
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
      const row = event.target.closest?.('[data-search-result]');
      if (row) { store.add(input.value.trim()); if (!event.metaKey && !event.ctrlKey && !event.shiftKey) setTimeout(() => dialog.close()); }
    });
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
    if (input.value.trim() && last?.query.text !== input.value) { clearTimeout(timer); await run(); }
    const row = options()[Math.max(0, selected)];
    if (!row) return;
    if (event.metaKey || event.ctrlKey) { store.add(input.value.trim()); window.open(row.href, '_blank', 'noopener'); } else row.click();
  }

  const title = (text, ...rows) => rows.length ? [make('div', { role: 'group', 'aria-label': text, className: 'search-group' }, make('div', { className: 'search-heading', 'aria-hidden': 'true' }, text), rows)] : [];

  function idle() {
    last = null;
    chips.hidden = true;
    const recent = store.get().map((text) => {
      const row = make('div', { role: 'option', id: `search-option-${++option}`, className: 'search-row search-recent', 'aria-selected': 'false' }, icon('search'), make('span', { className: 'search-title' }, text));
      row.addEventListener('click', () => { input.value = text; input.focus(); run(); });
      return row;
    });
    list.replaceChildren(...title('Recent searches', ...recent));
    status.replaceChildren('Search for a name or words from the documentation, or use ', make('code', null, 'owner:team-a'), ', ', make('code', null, 'kind:api'), ', ', make('code', null, 'tag:java'), '.');
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
    const result = await search(text);
    if (mine !== turn) return;
    if (!result) { list.replaceChildren(); status.textContent = LOST; settle(); return; }
    last = result;
    await show(mine);
  }

  async function show(mine = ++turn) {
    const result = last;
    const groups = counts(result);
    if (!groups.some(([id]) => id === group)) group = '';
    chips.hidden = groups.length < 3;
    choices(chips, groups, group, (id) => { group = id; return show(); });
    const entities = result.entities.filter(({ one }) => !group || group_of(one) === group);
    const hits = !group || group === 'docs' ? result.pages : [];
    const strong = group ? entities.slice(0, 30) : entities.filter(({ name }) => name).slice(0, hits.length ? 4 : 12);
    const shown = hits.slice(0, group ? 12 : 5);
    const pages = await Promise.all(shown.map((hit) => row(result.it, hit.doc)));
    if (mine !== turn) return;
    const rest = group ? [] : entities.filter((entry) => !strong.includes(entry)).slice(0, 4);
    const to_rows = (entries) => entries.map(({ one }) => entity_row(one, result, true));
    list.replaceChildren(
      ...title('Catalog', ...to_rows(strong)),
      ...title('Documentation', ...pages.flatMap((page, i) => page ? page_rows(page, shown[i], result, true, watch) : [])),
      ...title(strong.length ? 'More from the catalog' : 'Catalog', ...to_rows(rest)));
    const n = entities.length + hits.length;
    status.textContent = told(result, n);
    settle();
  }

  // What stands in the field that has the focus moves into the dialog. The browser gives the focus back on closing.
  async function open() {
    if (dialog?.open) return;
    if (!dialog) build();
    open_index();
    await styled;
    if (dialog.open) return;
    const from = document.activeElement, text = outside(from) ? from.value : '';
    if (text) from.value = '';
    dialog.showModal();
    input.focus();
    if (text) input.value = text; else input.select();
    run();
  }

  // ---- Beginning ----

  const styled = new Promise((done) => {
    const sheet = make('link', { rel: 'stylesheet', href: html.dataset.searchCss ? up + html.dataset.searchCss : `${up}assets/search.css` });
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
    if (k && dialog?.open) dialog.close(); else open();
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !outside(event.target)) return;
    event.preventDefault();
    open();
  });
  // A letter still being composed stays where it is until it is one.
  for (const type of ['input', 'compositionend']) {
    document.addEventListener(type, (event) => { if (outside(event.target) && event.target.value && !event.isComposing) open(); });
  }
  document.addEventListener('click', (event) => { if (outside(event.target) || event.target.closest?.('[data-search-open]')) open(); });
  Object.assign(register, { words, open, make, search, row, entity_row, page_rows, counts, group_of, choices, button, told, LOST, store, watch });
})();
