// The organisation: a tree that folds, with counts that agree with the catalog; groups and people.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal } from './portal.mjs';

let site, catalog;
before(async () => {
  site = await portal();
  // The catalog's relations: what the graph page explores.
  const data = JSON.parse(site.read('catalog-graph/data.js').replace(/^backlotGraph=/, ''));
  const ref = (at) => `${data.kinds[data.nodes[at][0]]}:${data.nodes[at][1]}`;
  catalog = { groups: data.nodes.map((_, at) => ref(at)).slice(0, data.missing).filter((ref) => ref.startsWith('group:')), of: (relation, from) => {
    const out = [];
    for (let at = 0; at < data.edges.length; at += 3) if (data.relations[data.edges[at]][0] === relation && ref(data.edges[at + 1]) === from) out.push(ref(data.edges[at + 2]));
    return out;
  } };
});
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

function family(group) {
  const all = new Set([group]);
  for (const one of all) for (const below of catalog.of('parentOf', one)) all.add(below);
  return [...all];
}
const rows = (page) => page.locator('.tree .node').evaluateAll((all) => all.map((row) => {
  const [, namespace, kind, name] = /catalog\/([^/]+)\/([^/]+)\/([^/]+)\//.exec(row.querySelector('a').href);
  const depth = (node) => node.closest('.tree ul') ? 1 + depth(node.closest('.tree ul').parentElement) : 0;
  return { ref: `${kind}:${namespace}/${name}`, depth: depth(row), facts: [...row.querySelector('.facts').children].map((one) => one.textContent.replace(/^.*?(?=owns)/, '')) };
}));

test('every group stands in the tree, with its members and what it owns, directly and in all', async () => {
  const page = await site.page('teams/index.html');
  const shown = await rows(page);
  assert.deepEqual(shown.map((row) => row.ref).sort(), catalog.groups.sort());
  for (const { ref, facts } of shown) {
    const distinct = (relation, of) => new Set(of.flatMap((group) => catalog.of(relation, group)));
    const [members, all] = [catalog.of('hasMember', ref), distinct('hasMember', family(ref))];
    assert.ok(facts[0].startsWith(all.size ? `${all.size} member` : 'no members'), `${ref}: ${facts}`);
    if (all.size > members.length) assert.ok(facts[0].endsWith(`${members.length || 'none'} directly`), `${ref}: ${facts}`);
    const owned = distinct('ownerOf', family(ref));
    assert.ok(facts[1].startsWith(owned.size ? `owns ${owned.size}` : 'owns no entities'), `${ref}: ${facts}`);
  }
});

test('branches fold by keyboard, with and without scripts', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await site.page('teams/index.html', { javaScriptEnabled });
    const visible = () => page.locator('.tree .node:visible').count();
    const all = await visible();
    assert.equal(all, catalog.groups.length);
    const summary = page.locator('.tree summary').first();
    assert.match(await summary.innerText(), /^\d+ teams? below /);
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.ok(await visible() < all, 'folded');
    await page.keyboard.press('Space');
    assert.equal(await visible(), all, 'unfolded');
  }
});

test('a group says who is in it, where it stands and what it owns; a person which teams', async () => {
  const [ref] = catalog.groups.filter((group) => catalog.of('parentOf', group).length && catalog.of('hasMember', group).length);
  const [, namespace, name] = /:(.*)\/(.*)/.exec(ref);
  const page = await site.page(`catalog/${namespace}/group/${name}/index.html`);
  const card = (title) => page.locator('section.card', { has: page.getByRole('heading', { name: title }) });
  assert.equal(await card(/^Members/).locator('.people').first().locator('li').count(), catalog.of('hasMember', ref).length);
  const place = await card('In the organisation').locator('a').evaluateAll((all) => all.map((one) => one.href));
  assert.ok(place.length >= catalog.of('parentOf', ref).length);
  const owned = (groups) => new Set(groups.flatMap((group) => catalog.of('ownerOf', group))).size;
  const counts = await card('Ownership').locator('h3 .n').allInnerTexts();
  assert.deepEqual(counts.map(Number), [owned([ref]), owned(family(ref))]);
  for (const column of await card('Ownership').locator('.own > div').all()) {
    const tiles = await column.locator('.tiles li').allInnerTexts();
    const sum = tiles.reduce((sum, text) => sum + (parseInt(text, 10) || 0), 0);
    assert.equal(sum, Number(await column.locator('h3 .n').innerText()), 'the tiles make up the count');
  }
  const person = catalog.of('hasMember', ref)[0].replace(/^user:(.*)\/(.*)$/, 'catalog/$1/user/$2/index.html');
  const other = await site.page(person);
  const teams = other.locator('section.card', { has: other.getByRole('heading', { name: /^Teams/ }) });
  assert.ok((await teams.locator('a').evaluateAll((all) => all.map((one) => one.href))).some((href) => href.includes(`/group/${name}/`)));
});

test('the organisation is accessible, and fits a phone', async () => {
  for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 390, height: 780 } }]) {
    const page = await site.page('teams/index.html', options);
    assert.deepEqual(await axe(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
});
