#!/usr/bin/env node
// Labelled queries made from any built portal, to measure its search where nobody has written labels. The same site gives the same lines.
//
//   node tests/search/generate.mjs SITE [QUERIES-A-KIND] > labels.tsv
//
// Names, references and titles are what entities are called; descriptions are a few telling words of one; typos are one slip each in a
// name: a letter missing, doubled, wrong or swapped, also the first one and in the last word, words split and joined. What two documents
// share (a title, a description) has both for an answer.
import fs from 'node:fs';
import path from 'node:path';
import { open } from './engine.mjs';

const [site, most = '40'] = process.argv.slice(2);
if (!site) { console.error('usage: generate.mjs SITE [QUERIES-A-KIND]'); process.exit(2); }
const { S } = open(site, process.env.SEARCH_SOURCE);
const it = await S.open_index();
const entities = JSON.parse(fs.readFileSync(path.join(site, 'api/catalog/entities.json'), 'utf8'));

const hash = (text) => { let h = 0x811c9dc5; for (const byte of Buffer.from(text)) h = Math.imul(h ^ byte, 0x01000193) >>> 0; h ^= h >>> 15; return Math.imul(h, 0x2c1b3c6d) >>> 0; };
const address = ({ kind, metadata }) => `catalog/${metadata.namespace ?? 'default'}/${kind}/${metadata.name}/`.toLowerCase();
const title_of = ({ metadata, spec }) => spec?.profile?.displayName || metadata.title || '';
const plain = (text) => (text ?? '').replace(/[`*_[\]()#<>]/g, ' ').replace(/\s+/g, ' ').trim();
const some = (all, salt) => [...all].sort((a, b) => hash(salt + a[0]) - hash(salt + b[0])).slice(0, Number(most));

const groups = (key_of) => {
  const all = new Map();
  for (const entity of entities) { const key = key_of(entity); if (key) all.set(key, [...all.get(key) ?? [], entity]); }
  return all;
};
const by_name = groups((entity) => S.key(entity.metadata.name));
const by_title = groups((entity) => S.key(title_of(entity)));
const called = (key) => [...new Set([...by_name.get(key) ?? [], ...by_title.get(key) ?? []].map(address))];
const lines = [];
const add = (kind, query, answers) => { if (query.trim() && answers.length) lines.push(`${kind}\t${query.replace(/\s+/g, ' ')}\t${answers.join('|')}`); };

const things = entities.filter(({ kind }) => !/^(location|user)$/i.test(kind));
const pick = (kind, list, text = address) => some(list.map((entity) => [text(entity), entity]), kind).map(([, entity]) => entity);

for (const entity of pick('name', things)) add('name', entity.metadata.name, called(S.key(entity.metadata.name)));
for (const entity of pick('joined', things.filter(({ metadata }) => /[-_.]/.test(metadata.name)))) add('joined', S.key(entity.metadata.name), called(S.key(entity.metadata.name)));
for (const entity of pick('reference', entities)) add('reference', `${entity.kind.toLowerCase()}:${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`, [address(entity)]);
for (const entity of pick('title', things.filter(title_of))) add('title', title_of(entity), called(S.key(title_of(entity))));
for (const entity of pick('person', entities.filter((entity) => entity.kind === 'User' && title_of(entity)))) add('person', title_of(entity), called(S.key(title_of(entity))));

// Telling words of a description, in its order: the rarest four, as somebody remembers them.
const described = groups((entity) => plain(entity.metadata.description));
const often = new Map();
for (const text of described.keys()) for (const { raw } of S.words(text)) often.set(raw, (often.get(raw) ?? 0) + 1);
for (const entity of pick('description', things.filter(({ metadata }) => S.words(plain(metadata.description)).filter(({ raw }) => !S.stop.has(raw)).length > 4))) {
  const text = plain(entity.metadata.description);
  const words = S.words(text).map(({ raw }) => raw).filter((raw, i, all) => !S.stop.has(raw) && raw.length > 2 && all.indexOf(raw) === i);
  const rare = [...words].sort((a, b) => often.get(a) - often.get(b)).slice(0, 5);
  const query = words.filter((word) => rare.includes(word));
  const answers = [...described].filter(([other]) => { const own = new Set(S.words(other).map(({ raw }) => raw)); return query.every((word) => own.has(word)); });
  add('description', query.join(' '), answers.flatMap(([, all]) => all.map(address)));
}

const owner_of = (entity) => entity.relations?.find(({ type }) => type === 'ownedBy')?.targetRef;
for (const entity of pick('owner', things.filter(owner_of))) {
  const owner = owner_of(entity);
  const same = entities.filter((other) => owner_of(other) === owner && other.kind === entity.kind);
  if (same.length < 40) add('owner', `owner:${owner.replace(/^group:(default\/)?/, '')} kind:${entity.kind.toLowerCase()}`, same.map(address));
  add('owner', `who owns ${entity.metadata.name}`, [...called(S.key(entity.metadata.name)), `catalog/${owner.replace(':', '/').replace(/^([^/]+)\/([^/]+)\/(.*)$/, '$2/$1/$3')}/`]);
}
for (const entity of pick('tag', things.filter(({ metadata }) => metadata.tags?.length))) {
  const tag = entity.metadata.tags[0];
  add('tag', `tag:${tag} kind:${entity.kind.toLowerCase()} ${entity.metadata.name.split(/[-_.]/)[0]}`, entities.filter((other) => other.kind === entity.kind && other.metadata.tags?.includes(tag)).map(address));
}

const slips = {
  missing: (word, at) => word.slice(0, at) + word.slice(at + 1),
  doubled: (word, at) => word.slice(0, at + 1) + word.slice(at),
  swapped: (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  wrong: (word, at) => word.slice(0, at) + String.fromCharCode(97 + (word.charCodeAt(at) - 97 + 7) % 26) + word.slice(at + 1),
  first: (word) => String.fromCharCode(97 + (word.charCodeAt(0) - 97 + 11) % 26) + word.slice(1),
  last: (word) => word.slice(0, -2) + word.at(-1) + word.at(-2),
  joined: (word, at, name) => { const parts = S.key(name); const cut = 1 + at % (parts.length - 2); return parts.slice(0, cut) + parts.slice(cut + 1); },
  split: (word, at) => `${word.slice(0, Math.max(3, at))} ${word.slice(Math.max(3, at))}`,
};
for (const [slip, make] of Object.entries(slips)) {
  const may = things.filter(({ metadata }) => /[a-z]{6,}/.test(metadata.name));
  for (const entity of pick(`typo ${slip}`, may).slice(0, Math.ceil(Number(most) / 2))) {
    const { name } = entity.metadata;
    const words = name.match(/[a-z]{5,}/g);
    const word = words[hash(name + slip) % words.length];
    const at = 1 + hash(slip + name) % (word.length - 3);
    if (slip === 'swapped' && word[at] === word[at + 1]) continue;
    if (slip === 'last' && word.at(-1) === word.at(-2)) continue;
    const query = slip === 'joined' ? make(word, hash(name), name) : name.replace(word, make(word, at, name));
    // A slip that makes another's name is that other's.
    if (S.key(query) === S.key(name) ? slip === 'split' : !called(S.key(query)).length) add(`typo ${slip}`, query, called(S.key(name)));
  }
}
for (const entity of pick('prefix', things.filter(({ metadata }) => metadata.name.length > 7))) {
  const { name } = entity.metadata;
  const query = name.slice(0, Math.ceil(name.length * 0.7));
  const key = S.key(query);
  add('prefix', query, [...by_name].filter(([other]) => other.startsWith(key)).flatMap(([, all]) => all.map(address)));
}

// Pages: by title and what they belong to; by a heading and their title.
const pages = [];
for (let id = it.entities; id < it.docs; id++) pages.push(await S.row(it, id));
const titles = new Map();
for (const page of pages) titles.set(S.key(page.title), [...titles.get(S.key(page.title)) ?? [], page]);
for (const [, page] of some(pages.filter(({ title }) => title.length > 3).map((page) => [page.url, page]), 'docs')) {
  const same = titles.get(S.key(page.title));
  const title = plain(page.title);
  if (same.length === 1 && !called(S.key(title)).length) add('docs', title, [page.url]);
  else if (S.key(page.site) !== S.key(title)) add('docs', `${page.site} ${title}`, same.filter(({ site }) => site === page.site).map(({ url }) => url));
}
for (const [, page] of some(pages.filter(({ sections }) => sections.length > 2).map((page) => [page.url, page]), 'section')) {
  const section = page.sections[1 + hash(page.url) % (page.sections.length - 1)];
  if (S.words(section.title).length > 1) add('section', `${plain(page.title)} ${plain(section.title)}`, titles.get(S.key(page.title)).filter(({ sections }) => sections.some(({ title }) => title === section.title)).map(({ url }) => url));
}
console.log([...new Set(lines)].join('\n'));
