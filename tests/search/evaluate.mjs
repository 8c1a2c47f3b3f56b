#!/usr/bin/env node
// How well a built site's search finds what is meant: precision at 1, success at 3, mean reciprocal rank, empty results, bytes, a line a kind.
//
//   node tests/search/evaluate.mjs SITE tests/search/example-org.tsv [--half tune|test] [--misses] [--json] [--source DIR] [--least P1]
//
// A line of labels: kind, query, answers parted by `|` (addresses in the site, without `index.html`). Which half a query is in depends on its
// text: the ranking is tuned on one half, and the other says what that was worth.
import fs from 'node:fs';
import { addresses, open } from './engine.mjs';

const options = { '--half': null, '--source': null, '--least': null };
const flags = new Set(), names = [];
for (let i = 2; i < process.argv.length; i++) {
  const one = process.argv[i];
  if (one in options) options[one] = process.argv[++i]; else if (one.startsWith('--')) flags.add(one); else names.push(one);
}
const [site, labels] = names;
if (!labels) { console.error('usage: evaluate.mjs SITE LABELS [--half tune|test] [--misses] [--json] [--source DIR] [--least P1]'); process.exit(2); }

// FNV-1a: the same half for the same text, everywhere.
const half = (text) => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash >>> 8) % 2 ? 'test' : 'tune';
};
const queries = fs.readFileSync(labels, 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => {
  const [kind, query, answers] = line.split('\t');
  return { kind, query, answers: answers.split('|') };
}).filter(({ query }) => !options['--half'] || half(query) === options['--half']);

const engine = open(site, options['--source']);
await engine.search('a');
const kinds = new Map(), misses = [], times = [];
for (const { kind, query, answers } of queries) {
  const began = performance.now();
  const result = await engine.search(query);
  times.push(performance.now() - began);
  const found = await addresses(engine, result);
  const seen = [...new Set(found)];
  const rank = seen.findIndex((address) => answers.includes(address)) + 1;
  for (const name of [kind, 'all']) {
    const sum = kinds.get(name) ?? { n: 0, first: 0, three: 0, reciprocal: 0, empty: 0 };
    sum.n++;
    sum.first += rank === 1;
    sum.three += rank > 0 && rank <= 3;
    sum.reciprocal += rank ? 1 / rank : 0;
    sum.empty += !seen.length;
    kinds.set(name, sum);
  }
  if (rank !== 1) misses.push(`${kind}\t${query}\t${rank || '-'}\t${seen.slice(0, 3).join(' ')}`);
}

// Bytes of a cold visit: for the first query of each kind, with nothing loaded.
const bytes = new Map();
for (const name of kinds.keys()) {
  if (name === 'all') continue;
  const some = queries.filter(({ kind }) => kind === name).slice(0, 8);
  let sum = 0;
  for (const { query } of some) {
    const cold = open(site, options['--source']);
    await addresses(cold, await cold.search(query), cold.S.ENOUGH);
    sum += [...cold.loaded.values()].reduce((a, b) => a + b, 0);
  }
  bytes.set(name, sum / some.length);
}

const share = (sum, of) => (sum / of).toFixed(3);
const table = [...kinds].sort(([a], [b]) => (a === 'all') - (b === 'all') || a.localeCompare(b)).map(([kind, { n, first, three, reciprocal, empty }]) =>
  ({ kind, n, 'P@1': +share(first, n), 'S@3': +share(three, n), MRR: +share(reciprocal, n), empty, index_kb: bytes.has(kind) ? +(bytes.get(kind) / 1024).toFixed(1) : null }));
if (flags.has('--json')) console.log(JSON.stringify(table));
else {
  console.log('kind          n    P@1    S@3    MRR  empty  index KB');
  for (const row of table) console.log(`${row.kind.padEnd(11)} ${String(row.n).padStart(4)}  ${row['P@1'].toFixed(3)}  ${row['S@3'].toFixed(3)}  ${row.MRR.toFixed(3)}  ${String(row.empty).padStart(5)}  ${row.index_kb ?? ''}`);
  times.sort((a, b) => a - b);
  console.log(`script ${(engine.script_bytes / 1024).toFixed(1)} KB; a query takes ${times[times.length >> 1]?.toFixed(1)} ms, 95 % of them ${times[Math.floor(times.length * 0.95)]?.toFixed(1)} ms`);
}
if (flags.has('--misses')) for (const miss of misses) console.log(miss);
const all = table.find(({ kind }) => kind === 'all');
if (options['--least'] && !(all?.['P@1'] >= Number(options['--least']))) { console.error(`precision at 1 is ${all?.['P@1']}, and has to be ${options['--least']}`); process.exit(1); }
