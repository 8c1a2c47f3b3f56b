// Search, its words: a query is taken apart as `src/search/words.rs` takes texts apart; what both need to know comes with the manifest.
//
// The files of this folder are one script, `search.js`, in the order of their names. This one and those up to `40` know no page: they also run
// under Node, where `tests/search` measures them.
(() => {
  'use strict';
  // Every file of the index is one call of this.
  const S = window.backlotSearch = (name, ...data) => S.arrived?.(name, data);
  const WORD = /[\p{Alphabetic}\p{N}]+(?:(?<=[0-9])\.(?=[0-9])[\p{Alphabetic}\p{N}]+)*/gu;
  const ELISION = /(?<=[\p{Alphabetic}\p{N}])['’][\p{Alphabetic}\p{N}]{1,2}(?![\p{Alphabetic}\p{N}])/gu;
  const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u;
  const LETTER = /[\p{Alphabetic}\p{N}]/u;
  let letters = new Map(), passes = [];

  /** Takes from the manifest what words need: stop words, letters, endings. */
  S.speak = (it) => {
    S.stop = new Set(it.stop.split(' '));
    letters = new Map(it.letters.split(' ').map((pair) => [pair[0], pair.slice(1)]));
    passes = it.stems.map((rules) => rules.split('|').map((pass) => pass.split(' ').map((rule) => rule.split(':'))));
  };

  S.fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ς/g, 'σ').replace(/[^\0-\u007f]/g, (c) => letters.get(c) ?? c);
  /** A name as one word. */
  S.key = (text) => S.fold(text).replace(/[^\p{Alphabetic}\p{N}]/gu, '');

  function stem(word, language) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    for (const pass of language) {
      for (const [ending, to, [least, ...flags]] of pass) {
        if (!word.endsWith(ending)) continue;
        let left = word.slice(0, word.length - ending.length);
        if (left.length < least || (flags.includes('v') && !/[aeiouy]/.test(left)) || (flags.includes('c') && !/[^aeiou]$/.test(left))) continue;
        if (flags.includes('d') && left.length > 3 && /([^lszeo])\1$/.test(left)) left = left.slice(0, -1);
        word = left + to;
        break;
      }
    }
    return word;
  }
  /** The stems of a folded word: in English, then in the other languages of the portal. */
  S.stems = (word) => [...new Set(passes.map((language) => stem(word, language)))];

  /** The words of a text: as typed, and as the index knows them. */
  S.words = (text) => {
    const found = [];
    const folded = S.fold(text).replace(ELISION, ' ');
    for (const { 0: word, index } of folded.matchAll(WORD)) {
      const all = [...word];
      if (all.length > 1 && UNSPACED.test(word)) {
        for (let i = 1; i < all.length; i++) found.push({ raw: all[i - 1] + all[i], terms: [all[i - 1] + all[i]] });
        continue;
      }
      const end = index + word.length;
      const sign = folded.startsWith('++', end) ? '++' : folded[end] === '#' && !LETTER.test(folded[end + 1] ?? '') ? '#' : '';
      const dot = folded[index - 1] === '.' && /^[a-z]/.test(word) && !/[\p{Alphabetic}\p{N}./]/u.test(folded[index - 2] ?? '') ? '.' : '';
      // `.net` is a name of its own, and `net` what else it may be found by.
      if (sign || dot) found.push({ raw: dot + word + sign, terms: [dot + word + sign], plain: word });
      else found.push({ raw: word, terms: S.stems(word) });
    }
    return found;
  };

  const FILTER = /(^|\s)(-?)(kind|type|owner|tag|system|lifecycle|namespace|in):("[^"]*"|[^\s"]+)/giu;
  // Beyond this nobody's query goes on; a pasted log would ask for every shard.
  const LONGEST = 256, MOST = 12;

  /** A query: its words, filters, phrases, what it leaves out, and the reference that it may be. */
  S.parse = (written) => {
    const text = written.slice(0, LONGEST).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ');
    const filters = [], phrases = [], without = [];
    const reference = /^\s*(?:([a-z]+):)?(?:([\w.-]+)\/)?([\w.-]+)\s*$/i.exec(text);
    const named = reference && (reference[1] ? reference[2] || !/^(type|owner|tag|lifecycle|namespace|in|kind|system)$/i.test(reference[1]) : reference[2])
      ? { kind: reference[1]?.toLowerCase(), namespace: reference[2]?.toLowerCase(), name: reference[3] } : null;
    let plain = named ? text : text.replace(FILTER, (_, before, not, facet, value) => {
      filters.push({ not: !!not, facet: facet.toLowerCase(), value: S.fold(value.replace(/"/g, '')).trim().replace(/\s/g, '_').replace(/^(group|user):/, '').replace(/^default\//, '') });
      return before;
    });
    plain = plain.replace(/"([^"]+)"?/g, (_, phrase) => {
      const words = S.words(phrase);
      if (words.length) phrases.push({ words, text: words.map((word) => word.raw).join(' ') });
      return ` ${phrase} `;
    });
    plain = plain.replace(/(^|\s)-([\p{Alphabetic}\p{N}]\S*)/gu, (_, before, word) => { without.push(...S.words(word)); return before; });
    const all = S.words(plain);
    const own = named ? S.words(named.name) : all;
    const last = all.at(-1);
    // What a name goes on with (`booking-a`) is no article.
    const goes_on = last && /[^\s"][-_]?$/.test(plain.slice(0, plain.length - last.raw.length)) ? last.raw : null;
    const telling = own.filter(({ raw }) => !S.stop.has(raw) || raw === goes_on);
    const list = telling.length ? telling : own;
    const seen = new Set();
    const words = list.filter((word) => !seen.has(word.raw) && seen.add(word.raw)).slice(0, MOST);
    const unfinished = words.find((word) => word.raw === last?.raw);
    if (unfinished && !/[\s"]$/.test(plain)) unfinished.prefix = true;
    return { written, text, all, words, filters, phrases, without, named };
  };
})();
