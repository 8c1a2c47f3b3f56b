// Search, its spelling: words near a mistyped one.
(() => {
  'use strict';
  const S = window.backlotSearch;
  const ENDINGS = ['s', 'e', 'es', 'ed', 'ing'];
  const turned = (word) => [...word].reverse().join('');

  /** Edits that a word of this length may be away: one from four letters, two from eight. */
  S.slips = (length) => length < 4 ? 0 : length < 8 ? 1 : 2;

  // Rows of a table that is as large as the longest words.
  const rows = Array.from({ length: 3 }, () => new Uint8Array(96));
  /** Edits from a to b, neighbours swapped counting one, or from a to a beginning of b; more than `most` is anything above it. */
  S.distance = (a, b, most, beginning) => {
    if (b.length > 90 || a.length > 90 || a.length - b.length > most) return most + 1;
    if (beginning) b = b.slice(0, a.length + most);
    if (b.length - a.length > most) return most + 1;
    let [before, last, now] = rows;
    for (let j = 0; j <= b.length; j++) last[j] = j;
    for (let i = 1; i <= a.length; i++) {
      // Nothing further from the diagonal than `most` can be near.
      const from = Math.max(1, i - most), to = Math.min(b.length, i + most);
      now[from - 1] = from > 1 ? 99 : i;
      let least = now[from - 1];
      for (let j = from; j <= to; j++) {
        let cost = last[j - 1] + (a.charCodeAt(i - 1) !== b.charCodeAt(j - 1));
        if (j < i + most && last[j] + 1 < cost) cost = last[j] + 1;
        if (now[j - 1] + 1 < cost) cost = now[j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && before[j - 2] + 1 < cost) cost = before[j - 2] + 1;
        now[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return least;
      [before, last, now] = [last, now, before];
    }
    if (!beginning) return last[b.length];
    let least = 99;
    for (let j = Math.max(0, a.length - most); j <= Math.min(b.length, a.length + most); j++) least = Math.min(least, last[j]);
    return least;
  };

  // Which letters a word has, as bits: words whose letters differ in more than two an edit are not near.
  const bits = (word) => { let mask = 0; for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) % 31); return mask; };
  const count = (mask) => { let n = 0; for (; mask; mask &= mask - 1) n++; return n; };

  /** Words of the index near a stemmed word, likeliest first: `text`, and how `far`. */
  S.similar = async (it, word, beginning) => {
    const most = S.slips(word.length);
    if (!most) return [];
    // One half of a word with one slip is right, or its two sides are and neighbours in the middle are swapped.
    const half = Math.max(2, Math.min(5, word.length >> 1));
    const [left, right] = await Promise.all([
      S.vocabulary(it, 'v', word.slice(0, half)),
      S.vocabulary(it, 'w', turned(word).slice(0, half)),
    ]);
    const middle = word.length < 6 ? await S.vocabulary(it, 'v', word[0] + word[2] + word[1]) : [];
    const mask = bits(word);
    const found = new Map();
    const see = (text, common) => {
      if (text.length < word.length - most - 3 || (!beginning && text.length > word.length + most)) return;
      const other = bits(text);
      // Letters that the typed word has and the other lacks: an ending may hold three of them.
      if (count(mask & ~other) > most + (text.length < word.length ? 3 : 0) || (!beginning && count(other & ~mask) > most)) return;
      let far = S.distance(word, text, most);
      // The index knows stems: what was typed may be a slip in a longer form.
      if (far > most && text.length < word.length) for (const ending of ENDINGS) if (word.at(-1) === ending.at(-1)) far = Math.min(far, S.distance(word, text + ending, most) + 0.2);
      if (far > most && beginning && text.length > word.length) far = S.distance(word, text, most, true) + 0.4;
      if (!far || far >= most + 1) return;
      const slip = turn(word, text) ? 0.5 : 0;
      found.set(text, { text, far, worth: common / 3 - (far - slip) * 6 + (text[0] === word[0] ? 2 : 0) });
    };
    for (const [text, common] of left) see(text, common);
    for (const [text, common] of middle) see(text, common);
    for (const [text, common] of right) see(turned(text), common);
    return [...found.values()].sort((a, b) => b.worth - a.worth).slice(0, 4);
  };
  // Whether two words have the same letters: fingers in the wrong order are the commonest slip.
  const turn = (a, b) => a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
})();
