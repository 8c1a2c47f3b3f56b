// Search, its ranking: one score for entities, pages and whatever else the index holds.
//
// A document's score is the share of the query that its words say, each word by how rare it is and how much it weighs there (a saturating
// sum of weighted mentions, as BM25F has it), more where one section says them all; then how much of its name the query is. `why` keeps
// the parts for `?debug`.
(() => {
  'use strict';
  const S = window.backlotSearch;
  // A mass at which a word has said half of what it can.
  const SATURATION = 4;
  // What a name adds that is the query, word for word or nearly.
  const NAMED = 3, NEARLY = 1.8, BEGINS = 1.1, TITLED = 0.8;
  // Documents whose sections are looked at.
  const CLOSE = 300;
  // Words that say what kind of thing is meant, in a query with others.
  const KIND_WORDS = { service: 'component', component: 'component', library: 'component', website: 'component', app: 'component', team: 'group', group: 'group', squad: 'group', person: 'user', user: 'user', api: 'api', system: 'system', domain: 'domain', template: 'template', resource: 'resource', database: 'resource' };

  // What questions are made of besides stop words: it tells little of what is asked.
  const WEAK = new Set('long last many much mean means use used using make makes made get gets find work works happen happens want best way thing'.split(' '));

  // The terms that a word may mean, each with how surely.
  async function expand(it, word, careful) {
    const found = new Map();
    const add = (text, entry, factor) => { const old = found.get(text); if (!old || old.factor < factor) found.set(text, { text, entry, factor }); };
    const heads = word.terms.map((term) => { let head = 0; while (head < term.length && word.raw[head] === term[head]) head++; return term.slice(0, head); });
    const head = heads.reduce((a, b) => b.length < a.length ? b : a);
    const names = [...word.terms, ...(word.plain ? S.stems(word.plain) : [])];
    const shards = (await Promise.all([S.terms(it, head, word.prefix && head.length > 2 ? 2 : 1), ...names.map((term) => S.terms(it, term))])).flat();
    for (const shard of new Set(shards)) {
      if (!shard) continue;
      for (const term of names) { const entry = shard.get(term); if (entry) add(term, entry, word.terms.includes(term) ? 1 : 0.4); }
      if (head.length < 2 || (!word.prefix && head.length < 4)) continue;
      for (const [text, entry] of shard) {
        if (!text.startsWith(head) || word.terms.includes(text)) continue;
        const near = head.length / text.length;
        add(text, entry, word.prefix ? 0.35 + 0.5 * near : 0.6 * near);
      }
    }
    const exact = Math.max(0, ...word.terms.map((term) => found.get(term)?.entry.docs ?? 0));
    for (const other of it.synonyms.filter((words) => words.includes(word.raw)).flat()) {
      for (const term of other === word.raw ? [] : S.stems(other)) { const entry = await S.term(it, term); if (entry) add(term, entry, 0.6); }
    }
    const begun = [...found.values()].reduce((sum, { entry }) => sum + entry.docs, 0);
    word.known = exact > 0;
    // A word that stands hardly anywhere may be a slip, here or there.
    if (careful ? exact <= Math.max(3, it.docs / 50) : begun <= Math.min(3, it.docs / 100)) {
      const near = [];
      for (const term of word.terms) near.push(...await S.similar(it, term, word.prefix && !exact));
      for (const one of near.sort((a, b) => b.worth - a.worth).slice(0, 3)) {
        const entry = await S.term(it, one.text);
        if (entry) { add(one.text, entry, (exact ? 0.5 : 0.85) * 0.85 ** one.far); (word.near ??= []).push(one); }
      }
      // `webhook` for `web hook`.
      if (!exact && word.raw.length > 5) await halves(it, word, add);
    }
    const all = [...found.values()].sort((a, b) => b.factor - a.factor || b.entry.docs - a.entry.docs).slice(0, 40);
    return { all, docs: exact || Math.min(it.docs, all.reduce((sum, { entry, factor }) => sum + entry.docs * factor, 0)) };
  }

  // Both halves of a word that the index knows as two.
  async function halves(it, word, add) {
    const known = new Set((await S.vocabulary(it, 'v', word.raw.slice(0, 3))).map(([text]) => text));
    for (let at = 3; at <= word.raw.length - 3; at++) {
      const [a, b] = [S.stems(word.raw.slice(0, at))[0], S.stems(word.raw.slice(at))[0]];
      if (!known.has(a)) continue;
      const [first, second] = await Promise.all([S.term(it, a), S.term(it, b)]);
      if (first && second) { word.halves = [first, second]; add(`${a} ${b}`, { docs: Math.min(first.docs, second.docs), both: [first, second] }, 0.8); return; }
    }
  }

  // The places of an entry; of two words, those where both stand.
  function places(entry, see) {
    if (!entry.both) { S.each(entry.postings, see); return; }
    const first = new Map();
    S.each(entry.both[0].postings, (doc, section, level) => first.set(doc * 4096 + section, level));
    S.each(entry.both[1].postings, (doc, section, level) => { const other = first.get(doc * 4096 + section); if (other !== undefined) see(doc, section, Math.min(level, other)); });
  }

  // Documents by the words that they have. `before` is what a first look found: where it was not careful, this one is.
  async function match(it, words, before) {
    const count = words.length;
    const meanings = await Promise.all(words.map((word, i) => !before ? expand(it, word, false) : word.near || word.raw.length < 4 ? before.meanings[i] : expand(it, word, true)));
    if (before && !words.some((word, i) => word.near && meanings[i] !== before.meanings[i])) return before;
    // Two words that the index knows as one.
    const joined = before ? before.joined : await Promise.all(words.slice(1).map(async (word, i) => {
      const term = S.stems(words[i].raw + word.raw)[0];
      const entry = word.raw.length + words[i].raw.length > 4 ? await S.term(it, term) : null;
      return entry && { text: term, entry, factor: 0.9 };
    }));
    const weights = meanings.map(({ docs }, i) => (Math.log(1 + (it.docs - docs + 0.5) / (docs + 0.5)) + 0.1) * (count > 1 && WEAK.has(words[i].raw) ? 0.3 : 1));
    const total = weights.reduce((a, b) => a + b, 0) || 1;
    const hits = new Map();
    const see = (word, factor) => (doc, section, level) => {
      let hit = hits.get(doc);
      if (!hit) hits.set(doc, hit = { id: doc, values: new Array(count).fill(0), places: [] });
      const mass = 2 ** (level - 1);
      const value = factor * mass / (mass + SATURATION);
      hit.places.push(section, word, value);
      const old = hit.values[word];
      // What further sections say adds a little.
      hit.values[word] = value > old ? value + 0.1 * old * (1 - value) : old + 0.1 * value * (1 - old);
    };
    meanings.forEach(({ all }, i) => {
      for (const { entry, factor } of all) places(entry, see(i, factor));
      if (joined[i]) for (const word of [i, i + 1]) places(joined[i].entry, see(word, joined[i].factor));
    });
    const all = [...hits.values()];
    for (const hit of all) {
      let said = 0, covered = 0;
      for (let i = 0; i < count; i++) {
        said += weights[i] * hit.values[i];
        if (hit.values[i]) covered += weights[i];
      }
      hit.cover = covered / total;
      hit.said = said / total * (0.2 + 0.8 * hit.cover ** 2);
      hit.together = 0;
      hit.score = hit.said;
    }
    // Which sections say it is asked of those that may come first.
    if (all.length > CLOSE) all.sort((a, b) => b.said - a.said);
    for (const hit of all.slice(0, CLOSE)) {
      hit.best = [];
      const by = new Map();
      for (let at = 0; at < hit.places.length; at += 3) {
        const [section, word, value] = [hit.places[at], hit.places[at + 1], hit.places[at + 2]];
        let values = by.get(section);
        if (!values) by.set(section, values = new Array(count).fill(0));
        if (value > values[word]) values[word] = value;
      }
      for (const [section, values] of by) {
        let own = 0, has = 0;
        for (let i = 0; i < count; i++) if (values[i]) { own += weights[i] * values[i]; has += weights[i]; }
        hit.best.push({ section, score: own / total * (0.3 + 0.7 * (has / total) ** 2) });
      }
      hit.best.sort((a, b) => b.score - a.score || a.section - b.section);
      hit.together = hit.best[0].score;
      hit.score = hit.said + 0.8 * hit.together;
    }
    const wanted = new Set();
    for (const { all } of meanings) for (const { text } of all) for (const one of text.split(' ')) wanted.add(one);
    for (const one of joined) if (one) wanted.add(one.text);
    return { hits, wanted, meanings, joined };
  }

  // Names that the query may be: whole, without its little words, without what says the kind; each with the kind that is meant.
  function wanted_names(query) {
    const { named, all, words } = query;
    const names = new Map();
    const add = (list, kind) => { const key = list.map(({ raw }) => S.key(raw)).join(''); if (key && !names.has(key)) names.set(key, kind); };
    if (named) { names.set(S.key(named.name), named.kind ?? ''); return names; }
    add(all, '');
    add(words, '');
    if (words.length > 1) {
      for (const at of [0, words.length - 1]) {
        const kind = KIND_WORDS[words[at].raw];
        if (kind) add(words.filter((_, i) => i !== at), kind);
      }
    }
    return names;
  }

  // Whether the words of a query begin a name, the last of them perhaps unfinished.
  const begins = (words, name) => {
    const own = S.words(name);
    return words.every(({ raw }, i) => i + 1 < words.length ? own[i]?.raw === raw : own[i]?.raw.startsWith(raw));
  };

  // What a name adds to its entity.
  async function naming(it, query) {
    const worth = new Map();
    const better = (id, value, why) => { if (!(worth.get(id)?.value >= value)) worth.set(id, { value, why }); };
    const { named } = query;
    for (const [key, kind] of wanted_names(query)) {
      for (const [name, id] of await S.named(it, key)) {
        const row = await S.row(it, id);
        if (!row || (name !== key && (key.length < 2 || worth.has(id)))) continue;
        if (name !== key) {
          const whole = begins(query.words, row.name) || begins(query.words, row.title);
          better(id, (whole ? BEGINS : BEGINS / 4) * (0.4 + 0.6 * key.length / name.length), 'begins');
          continue;
        }
        const right = named ? (!named.kind || named.kind === row.group) && (!named.namespace || named.namespace === row.namespace.toLowerCase()) : !kind || kind === row.group || kind === row.type;
        better(id, (right ? NAMED : 0.6) + (S.key(row.name) === key ? 0.2 : 0) + row.rank / 20, 'name');
      }
    }
    return worth;
  }

  // The names that were nearly typed: with what the words may have meant, and with a slip in their second half.
  async function nearly(it, query, meanings) {
    const worth = new Map();
    const whole = S.key(query.words.map(({ raw }) => raw).join(''));
    const most = S.slips(whole.length);
    if (!most) return worth;
    const choices = query.words.map((word, i) => [word.raw, ...(word.near ?? []).map(({ text }) => text), ...(word.prefix ? meanings[i].all.slice(0, 2).map(({ text }) => text) : [])]);
    let keys = [''];
    for (const choice of choices) keys = keys.flatMap((key) => [...new Set(choice)].slice(0, 4).map((text) => key + S.key(text))).slice(0, 16);
    const half = whole.slice(0, Math.max(3, Math.ceil(whole.length * 0.6)));
    const look = async (keys) => {
      for (const key of new Set(keys)) {
        if (key === whole) continue;
        for (const [name, id] of await S.named(it, key)) {
          if (Math.abs(name.length - whole.length) > most + 1) continue;
          const far = S.distance(whole, name, most + 1);
          if (far > most + 1 || (far > most && key === half)) continue;
          const value = NEARLY - 0.3 * far - far / whole.length;
          if (!(worth.get(id)?.value >= value)) worth.set(id, { value, why: 'nearly' });
        }
      }
    };
    await look([half, ...keys]);
    if (!worth.size && whole.length > 5 && !query.words.every(({ known }) => known)) await look((await S.similar(it, whole)).map(({ text }) => text));
    return worth;
  }

  // How much of a title the query is, and of the query a title: 1 for word for word.
  function share(query, wanted, title) {
    const names = S.words(title);
    if (!names.length) return 0;
    const telling = names.filter(({ raw }) => !S.stop.has(raw));
    const list = telling.length ? telling : names;
    const said = list.filter(({ raw, terms }) => terms.some((term) => wanted.has(term)) || query.words.some((word) => word.raw === raw)).length;
    return said / Math.max(list.length, query.words.length);
  }

  // The documents that a filter lets through.
  async function passing(it, { facet, value }) {
    const ids = new Set();
    if (facet === 'in') {
      const sites = await S.sites(it);
      sites.forEach(({ start, group, base, title }, i) => {
        if (value !== group && !S.fold(title).replace(/\s/g, '_').includes(value) && !base.includes(`/${value}/`)) return;
        for (let id = start; id < (sites[i + 1]?.start ?? it.docs); id++) ids.add(id);
      });
      return ids;
    }
    const entry = await S.term(it, `@${facet}:${value}`);
    if (entry) S.each(entry.postings, (id) => ids.add(id));
    return ids;
  }

  async function all_of(it, word) {
    const ids = new Set();
    for (const term of word.terms) { const entry = await S.term(it, term); if (entry) S.each(entry.postings, (id) => ids.add(id)); }
    return ids;
  }

  // Results whose names are looked at, which is what a reader sees of them without scrolling: each may be a file.
  const ENOUGH = S.ENOUGH = 7;

  /** Everything that matches, best first; null if there is no index. */
  S.search = async (text) => {
    const it = await S.open_index();
    if (!it) return null;
    const query = S.parse(text);
    const result = { query, it, hits: [], wanted: new Set(), lost: false };
    const whole = S.key(query.text);
    result.answers = whole ? it.answers.filter(({ keys }) => keys.includes(whole)) : [];
    const { words } = query;
    let hits = new Map(), worth = new Map();
    if (words.length) {
      worth = await naming(it, query);
      const exact = [...worth.values()].some(({ value }) => value > 2);
      // A long name that is known needs no look at each of its words: the whole, and the longest.
      const special = [...words].sort((a, b) => b.raw.length - a.raw.length).slice(0, 1);
      const name = query.named ? S.key(query.named.name) : whole;
      const asked = exact && words.length > 2 ? [{ raw: name, terms: S.stems(name) }, ...words.filter((word) => special.includes(word))] : words;
      let found = await match(it, asked);
      // Words that are all known and never stand together may be slips of others.
      if (!exact && !query.named && words.length < 7) {
        let covered = 0;
        for (const { cover } of found.hits.values()) if (cover > covered) covered = cover;
        if (covered < 0.99) found = await match(it, words, found);
      }
      ({ hits } = found);
      result.wanted = found.wanted;
      for (const word of words) for (const term of word.terms) result.wanted.add(term);
      const begun = [...worth.values()].some(({ why, value }) => why === 'begins' && value > BEGINS * 0.4);
      if (!exact && !begun) for (const [id, one] of await nearly(it, query, found.meanings)) if (!(worth.get(id)?.value >= one.value)) worth.set(id, one);
    } else if (query.filters.some(({ not }) => !not)) {
      const first = query.filters.find(({ not }) => !not);
      for (const id of await passing(it, first)) hits.set(id, { id, best: [], cover: 1, said: 0, together: 0, score: 1 });
    }
    for (const [id, { value, why }] of worth) {
      let hit = hits.get(id);
      if (!hit) hits.set(id, hit = { id, best: [], cover: 0, said: 0, together: 0, score: 0 });
      hit.name = value;
      hit.why = why;
      hit.cover = Math.max(hit.cover, Math.min(1, value));
      hit.score += value;
    }
    for (const filter of query.filters) {
      const ids = await passing(it, filter);
      for (const id of hits.keys()) if (ids.has(id) === filter.not) hits.delete(id);
    }
    for (const word of query.without) for (const id of await all_of(it, word)) hits.delete(id);
    const order = (a, b) => b.score - a.score || a.id - b.id;
    let list = [...hits.values()].sort(order);
    // A title that is what was asked for says more than any count of words.
    const first = list.slice(0, ENOUGH);
    await Promise.all(first.map(async (hit) => {
      const row = await S.row(it, hit.id);
      if (!row) return;
      hit.row = row;
      if (!words.length) { hit.score += row.rank / 20 || 0; return; }
      hit.title = Math.max(share(query, result.wanted, row.title), row.name && row.name !== row.title ? share(query, result.wanted, row.name) : 0);
      // Of two headings with the same telling words, the one that has the little ones too.
      const heading = row.sections?.[hit.best?.[0]?.section || -1]?.title;
      const own = heading ? S.words(heading).map(({ raw }) => raw) : [];
      if (own.length) hit.score += 0.2 * query.all.filter(({ raw }) => own.includes(raw)).length / Math.max(own.length, query.all.length);
      hit.score += 0.5 * hit.title ** 2 + (hit.title === 1 ? TITLED : 0) + (row.rank ?? 2) / 25;
    }));
    first.sort(order);
    list.splice(0, first.length, ...first);
    if (query.phrases.length) list = await with_phrases(it, query, list);
    // What matches far less than the best is noise.
    const best = list[0];
    if (best && words.length) list = list.filter((hit) => hit.name || hit.score > Math.min(best.score, 1) * (hit.cover > 0.45 ? 0.12 : 0.3));
    result.hits = list;
    result.guess = guess(query, first);
    result.lost = !!S.lost;
    return result;
  };

  // Of the documents that have all words of a phrase in one section, those where it can be read word for word, if there are any.
  async function with_phrases(it, query, list) {
    const some = list.slice(0, 40);
    const said = await Promise.all(some.map(async (hit) => {
      const row = hit.row ?? await S.row(it, hit.id);
      if (!row) return false;
      const texts = row.text ? await S.texts(row) : [row.description ?? ''];
      const all = [row.title, row.name ?? '', ...(row.sections ?? []).map(({ title }) => title), ...texts].map((one) => ` ${S.words(one).map(({ raw }) => raw).join(' ')} `);
      return query.phrases.every(({ text }) => all.some((one) => one.includes(` ${text} `)));
    }));
    const kept = some.filter((_, i) => said[i]);
    return kept.length ? kept : list.filter(({ cover }) => cover > 0.99);
  }

  // What was meant, as it is written in the first results: the query with its unknown words replaced.
  function guess(query, first) {
    if (!query.words.some((word) => word.near && !word.known)) return '';
    let changed = false;
    const meant = query.words.map((word) => {
      if (word.known || !word.near) return word.raw;
      for (const { row } of first.slice(0, 3)) {
        for (const other of S.words(row ? `${row.title} ${row.name ?? ''}` : '')) {
          if (word.near.some(({ text }) => other.terms.includes(text)) && other.raw !== word.raw) { changed = true; return other.raw; }
        }
      }
      return word.raw;
    });
    return changed ? meant.join(' ') : '';
  }
})();
