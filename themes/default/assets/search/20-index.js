// Search, its index: which files there are, what they hold. `src/search/shards.rs` writes them.
(() => {
  'use strict';
  const S = window.backlotSearch;
  let direct = 69, step = 24, levels = 6;

  // Reads numbers and texts as `encode.rs` wrote them.
  class Reader {
    constructor(text) { this.text = text; this.at = 0; this.key = ''; }
    get done() { return this.at >= this.text.length; }
    number() {
      let value = 0, scale = 1;
      for (;;) {
        const code = this.text.charCodeAt(this.at++);
        const symbol = code - 32 - (code > 34) - (code > 92);
        value += symbol * scale;
        if (!(symbol >= direct)) return value;
        scale *= step;
      }
    }
    take(length) { this.at += length; return this.text.slice(this.at - length, this.at); }
    // The next of sorted keys.
    next() { this.key = this.key.slice(0, this.number()) + this.take(this.number()); return this.key; }
  }

  let manifest, kept = new Map();
  /** What stands in a file, made of it once; null if it cannot be had: then something is lost, and `lost` says so. */
  function made(name, make) {
    if (!kept.has(name)) kept.set(name, S.load(name).then((data) => { if (data) return make(...data); kept.delete(name); S.lost = true; return null; }));
    return kept.get(name);
  }

  /** The manifest. `again` fetches it anew, for files that a redeployment has replaced. */
  S.open_index = (again) => {
    if (again) { manifest = undefined; kept = new Map(); S.lost = false; }
    return manifest ??= S.load('index', again).then((data) => {
      if (!data) { manifest = undefined; return null; }
      const [it] = data;
      for (const part of 'tvw') it[part] = lists(it[part], 1);
      it.e = lists(it.e, 2);
      it.r = lists(it.r, 1);
      it.starts = it.e.keys[0].map(Number);
      it.pages = it.r.keys[0].map(Number);
      [direct, step, levels] = it.numbers;
      it.entity = it.entity.split(' ');
      it.page = it.page.split(' ');
      S.speak(it);
      it.synonyms = it.synonyms.map((words) => words.split('\t').map(S.fold));
      it.answers = it.answers.map((answer) => { const [url, title, description, ...queries] = answer.split('\t'); return { url, title, description, keys: queries.map(S.key) }; });
      return it;
    });
  };

  // `key name key name` → what each begins with, and the names.
  function lists(text, keys) {
    const all = text ? text.split(' ') : [];
    const out = { keys: Array.from({ length: keys }, () => []), names: [] };
    for (let i = 0; i + keys < all.length; i += keys + 1) {
      for (let k = 0; k < keys; k++) out.keys[k].push(all[i + k]);
      out.names.push(all[i + keys]);
    }
    return out;
  }

  // The last place in a sorted list whose key is not after `key`.
  function place(keys, key) {
    let low = 0, high = keys.length;
    while (low < high) { const mid = (low + high) >> 1; if (keys[mid] <= key) low = mid + 1; else high = mid; }
    return low - 1;
  }

  // The names of the files that may hold what begins with `prefix`, at most so many.
  function files({ keys, names }, prefix, most) {
    const begins = keys.at(-1);
    const from = Math.max(0, place(begins, prefix));
    return names.slice(from, Math.min(place(begins, `${prefix}\uffff`), from + most - 1) + 1);
  }

  const terms = (text) => {
    const all = new Map();
    for (const reader = new Reader(text); !reader.done;) all.set(reader.next(), { docs: reader.number(), postings: reader.take(reader.number()) });
    return all;
  };
  /** The terms of the files that a prefix is in. */
  S.terms = async (it, prefix, most = 1) => Promise.all(files(it.t, prefix, most).map((name) => made(name, terms)));
  /** A term; null if there is none. */
  S.term = async (it, text) => { for (const shard of await S.terms(it, text)) { const entry = shard?.get(text); if (entry) return entry; } return null; };

  /** Calls `see(document, section, level)` for every place of a term. */
  S.each = (postings, see) => {
    const reader = new Reader(postings);
    for (let doc = 0; !reader.done;) {
      const first = reader.number();
      doc += Math.floor(first / 3);
      let more = first % 3 === 2 ? reader.number() + 2 : first % 3;
      for (let section = 0; more >= 0; more--) {
        const at = reader.number();
        section += Math.floor(at / levels);
        see(doc, section, at % levels);
      }
    }
  };

  const vocabulary = (text) => {
    const all = [];
    for (const reader = new Reader(text); !reader.done;) all.push([reader.next(), reader.number()]);
    return all;
  };
  /** Words that begin so (`v`), or words turned round that do (`w`), each with a measure of how common it is. */
  S.vocabulary = async (it, part, prefix) => (await Promise.all(files(it[part], prefix, 2).map((name) => made(name, vocabulary)))).flatMap((list) => list ?? []);

  // A shard of entities: rows by id, and the keys of their names and titles, in order.
  const entities = (it, start) => (rows, titles) => {
    const list = rows ? rows.split('\n').map((line, i) => entity(it, start + i, line)) : [];
    const names = list.map((row) => [S.key(row.name), row.id]);
    const more = titles ? titles.split(' ') : [];
    for (let i = 0; i + 1 < more.length; i += 2) names.push([more[i], +more[i + 1]]);
    return { start, rows: list, names };
  };
  const entity_shard = (it, at) => made(it.e.names[at], entities(it, it.starts[at]));

  function entity(it, id, line) {
    const row = { id };
    line.split('\t').forEach((text, i) => { row[it.entity[i]] = text; });
    row.namespace ||= 'default';
    row.title ||= row.name;
    row.url = `catalog/${row.namespace}/${row.kind}/${row.name}/`.toLowerCase();
    row.group = row.kind.toLowerCase();
    return row;
  }

  /** Ids and keys of the entities whose name or title, as one word, begins so. */
  S.named = async (it, prefix) => {
    const begins = it.e.keys[1];
    const from = Math.max(0, place(begins, prefix));
    // What is equal to a border may stand before it.
    const first = begins[from] === prefix && from ? from - 1 : from;
    const to = Math.min(Math.max(from, place(begins, `${prefix}\uffff`)), first + 1);
    const found = [];
    for (let at = first; at <= to && at < it.e.names.length; at++) {
      const shard = await entity_shard(it, at);
      for (const [key, id] of shard?.names ?? []) if (key.startsWith(prefix)) found.push([key, id]);
    }
    return found;
  };

  const rows = (it, start) => (lines, texts, sites) => {
    const of = sites.split('\n').map((line) => line.split('\t'));
    const shown = lists(texts, 1);
    const begins = shown.keys[0].map(Number);
    return lines.split('\n').map((line, i) => {
      const [site, path, title, anchor, ...rest] = line.split('\t');
      const [group, base, name] = of[+site];
      const sections = [{ title: '', anchor }];
      for (let k = 0; k + 1 < rest.length; k += 2) sections.push({ title: rest[k], anchor: rest[k + 1] || slug(rest[k]) });
      const at = place(begins, i);
      return { id: start + i, group, url: base + path, title, anchor, site: name, base, sections, text: [shown.names[at], i - begins[at]] };
    });
  };
  /** What is shown of a document; null if its file is lost. */
  S.row = async (it, id) => {
    if (id < it.entities) {
      const at = place(it.starts, id);
      const shard = await entity_shard(it, at);
      return shard?.rows[id - it.starts[at]] ?? null;
    }
    const at = place(it.pages, id);
    const shard = await made(it.r.names[at], rows(it, it.pages[at]));
    return shard?.[id - it.pages[at]] ?? null;
  };
  /** The beginnings of a page's sections. */
  S.texts = async (row) => (await made(row.text[0], (text) => text.split('\n').map((line) => line.split('\t'))))?.[row.text[1]] ?? [];
  /** All sites in order: first document, group, address, name. */
  S.sites = async (it) => await made(it.s, (text) => text.split('\n').filter(Boolean).map((line) => { const [start, group, base, title] = line.split('\t'); return { start: +start, group, base, title }; })) ?? [];

  /** Of each entity its kind. */
  S.kinds = async (it) => await made(it.k, (text) => {
    const [names, each] = text.split('\n'), kinds = names.split(' '), all = [];
    for (const reader = new Reader(each); !reader.done;) all.push(kinds[reader.number()]);
    return all;
  }) ?? [];

  const slug = (title) => title.trim().replace(/[^\w -]/g, '').toLowerCase().replace(/[ -]+/g, '-').replace(/^-/, '');
})();
