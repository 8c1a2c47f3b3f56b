// Faults that people met on pages: what has the focus, filters and their counts, rows of tabs, addresses of tabs, paper.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { after, afterEach, before, test } from 'node:test';
import { portal, until } from './portal.mjs';

let site;
before(async () => { site = await portal(); });
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

const phone = { viewport: { width: 390, height: 780 } };
const count = (text) => Number(text.replace(/\D/g, ''));
const opened = (page) => until(page, () => document.activeElement?.matches('dialog[open] [data-search-input]'));

/** A site of one repository with these files, served beside the other; `done` takes it away. */
async function other(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-pages-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, 'in', name)), { recursive: true });
    fs.writeFileSync(path.join(folder, 'in', name), text);
  }
  const built = spawnSync(process.env.BACKLOT, ['build', path.join(folder, 'in'), '-o', path.join(folder, 'out')], { encoding: 'utf8' });
  assert.ok(built.status < 2, built.stderr);
  const one = await portal(path.join(folder, 'out'));
  return { ...one, async done() { await one.settle(); await one.close(); fs.rmSync(folder, { recursive: true }); } };
}
const CATALOG = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  annotations: { backstage.io/techdocs-ref: "dir:." }\nspec: { type: service, lifecycle: production, owner: guests }\n';
const MKDOCS = 'site_name: Shop\nplugins: [techdocs-core]\n';
const needs_binary = { skip: process.env.BACKLOT ? false : 'needs BACKLOT, the binary' };

// ---- Search ----

test('a search field that has the focus is passed by with Tab; nothing opens', async () => {
  const page = await site.page('index.html');
  const fields = [];
  for (let turn = 0; turn < 25; turn++) {
    await page.keyboard.press('Tab');
    await page.waitForTimeout(40);
    if (await page.evaluate(() => document.activeElement.matches('[data-search-input]'))) fields.push(turn);
    assert.equal(await page.locator('dialog[open]').count(), 0, `Tab ${turn + 1} opened a dialog`);
  }
  assert.equal(fields.length, 2, 'the header\'s field and the home page\'s');
});

for (const [how, act, text] of [
  ['a letter', (page) => page.keyboard.type('quay', { delay: 15 }), 'quay'],
  ['Enter', (page) => page.keyboard.press('Enter'), ''],
  ['a click', (page) => page.locator('header [data-search-input]').click(), ''],
]) test(`${how} in the search field opens search, and Escape gives the focus back`, async () => {
  const page = await site.page('catalog/index.html');
  const field = page.locator('header [data-search-input]');
  await field.focus();
  await until(page, () => window.backlotSearch?.open && true);
  await act(page);
  await opened(page);
  await until(page, (text) => document.querySelector('dialog [data-search-input]').value === text, text);
  await page.keyboard.press('Escape');
  if (text) await page.keyboard.press('Escape');
  await until(page, () => !document.querySelector('dialog[open]'));
  await page.waitForTimeout(200);
  assert.equal(await page.locator('dialog[open]').count(), 0, 'it stays closed');
  assert.ok(await field.evaluate((node) => node === document.activeElement), 'the field has the focus again');
});

test('two documentation sites of one title are two in the results', needs_binary, async () => {
  const files = {};
  for (const name of ['shop', 'yard']) {
    files[`${name}/catalog-info.yaml`] = CATALOG.replace('name: shop', `name: ${name}`);
    files[`${name}/mkdocs.yml`] = 'site_name: Handbook\nplugins: [techdocs-core]\n';
    files[`${name}/docs/index.md`] = `# Anchors\n\nHow ${name} drops an anchor in the bay.\n`;
  }
  const both = await other(files);
  const page = await both.page('search/index.html?query=anchor');
  const chips = page.locator('.search-sites button');
  await until(page, () => document.querySelectorAll('.search-sites button').length === 3);
  const texts = await chips.allInnerTexts();
  assert.equal(new Set(texts).size, 3, `told apart: ${texts}`);
  await chips.nth(1).click();
  await until(page, () => document.querySelectorAll('.search-found .search-page').length === 1);
  await page.reload();
  await until(page, () => document.querySelectorAll('.search-found .search-page').length === 1);
  await both.done();
});

// ---- Filters ----

test('every facet survives a reload, "Has" too', async () => {
  const page = await site.page('catalog/index.html');
  const all = count(await page.locator('[data-total]').innerText());
  for (const facet of await page.locator('[data-facet]').evaluateAll((all) => all.map((one) => one.dataset.facet))) {
    await page.goto(site.served('catalog/index.html'));
    const value = page.locator(`[data-facet="${facet}"] [data-value]`).first();
    const wanted = await value.getAttribute('data-value');
    await value.click();
    await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
    const left = count(await page.locator('[data-total]').innerText());
    await page.reload();
    await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
    assert.equal(count(await page.locator('[data-total]').innerText()), left, facet);
    assert.equal(await page.locator(`[data-facet="${facet}"] [aria-pressed=true]`).first().getAttribute('data-value'), wanted, facet);
    assert.ok(left < all || facet === 'namespace', facet);
  }
});

test('?has=starred shows what is starred, and nothing else', async () => {
  const page = await site.page(site.files('catalog').find((file) => /\/component\/[^/]+\/index\.html$/.test(file)));
  const title = await page.locator('h1').innerText();
  await page.goto(site.served('catalog/index.html?has=starred'));
  await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
  assert.equal(await page.locator('[data-total]').innerText(), '0');
  await page.goBack();
  await page.locator('[data-star]').click();
  await page.goto(site.served('catalog/index.html?has=starred'));
  await until(page, () => document.querySelector('[data-total]').textContent === '1');
  assert.equal(await page.locator('.rows .to').innerText(), title);
});

test('the row of kinds keeps the filter and counts what passes it', async () => {
  const page = await site.page('catalog/index.html');
  const tabs = () => page.locator('.kinds a').evaluateAll((all) => all.map((tab) => ({ kind: tab.dataset.kind, n: Number(tab.querySelector('.n').textContent.replace(/\D/g, '')), href: tab.href })));
  const before = await tabs();
  await page.locator('[data-facet="owner"] [data-value]').first().click();
  await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
  const after_it = await tabs();
  const total = count(await page.locator('[data-total]').innerText());
  assert.equal(after_it[0].n, total, 'All');
  assert.equal(after_it.slice(1).reduce((sum, tab) => sum + tab.n, 0), total, 'the kinds are all there is');
  assert.ok(after_it[0].n < before[0].n);
  const [some] = after_it.slice(1).filter((tab) => tab.n);
  await page.goto(some.href);
  await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
  assert.equal(count(await page.locator('[data-total]').innerText()), some.n);
  assert.deepEqual((await tabs()).map(({ kind, n }) => ({ kind, n })), after_it.map(({ kind, n }) => ({ kind, n })), 'the same row on the page of a kind');
  assert.match(page.url(), /owner=/);
});

test('a step of the filter is a step back', async () => {
  const page = await site.page('catalog/index.html');
  const total = () => page.locator('[data-total]').innerText();
  const all = await total();
  await page.locator('[data-facet="owner"] [data-value]').first().click();
  await until(page, () => document.querySelector('[data-browse]').dataset.turn > 0);
  assert.notEqual(await total(), all);
  await page.goBack();
  await until(page, (all) => document.querySelector('[data-total]').textContent === all, all);
});

test('lists by owner and tag count their own kinds', async () => {
  for (const file of [site.files('catalog/owner')[0], site.files('catalog/tag')[0]].filter(Boolean)) {
    const page = await site.page(file, { javaScriptEnabled: false });
    const total = count(await page.locator('[data-total]').innerText());
    const counts = await page.locator('.kinds a .n').evaluateAll((all) => all.map((one) => Number(one.textContent)));
    assert.equal(counts[0], total, file);
    assert.equal(counts.slice(1).reduce((sum, n) => sum + n, 0), total, file);
  }
});

// ---- Problems ----

const BROKEN = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec: { type: service, owner: guests }\n';

test('a README that stands in for documentation is documentation', needs_binary, async () => {
  const plain = CATALOG.replace(/  annotations.*\n/, '');
  const shop = await other({ 'shop/catalog-info.yaml': plain, 'shop/README.md': '# Shop\n\nHello\n', 'yard/catalog-info.yaml': plain.replace('name: shop', 'name: yard') });
  assert.doesNotMatch(shop.read('health/index.html'), /component:default\/shop<\/code> has no documentation/);
  assert.match(shop.read('health/index.html'), /component:default\/yard<\/code> has no documentation/);
  assert.match(shop.read('catalog/default/component/shop/index.html'), /docs\/default\/component\/shop\//);
  await shop.done();
});

test('what is wrong with another document of its name is not said of an entity', needs_binary, async () => {
  const both = await other({ 'a/catalog-info.yaml': CATALOG, 'b/catalog-info.yaml': BROKEN, 'a/README.md': '# A\n' });
  assert.match(both.read('health/index.html'), /lifecycle/, 'the fault is told');
  const page = await both.page('catalog/default/component/shop/index.html');
  assert.doesNotMatch(await page.locator('main').innerText(), /b\/catalog-info\.yaml/);
  await page.goto(both.served('catalog/index.html'));
  assert.equal(await page.locator('.rows tr', { hasText: 'shop' }).locator('.err').count(), 0);
  await both.done();
});

// ---- Rows of tabs ----

test('on a phone the current tab can be seen, and the row fades where it goes on', async () => {
  const files = ['health/index.html', ...site.files('catalog/kind').filter((file) => /template|user/.test(file)).slice(0, 2),
    site.files('catalog').find((file) => /\/component\/[^/]+\/yaml\/index\.html$/.test(file))].filter(Boolean);
  for (const file of files) {
    const page = await site.page(file, phone);
    const rows = await page.evaluate(() => [...document.querySelectorAll('.main-nav ul, .kinds ul, .tabs ul')].map((row) => {
      const on = row.querySelector('[aria-current]')?.getBoundingClientRect(), box = row.getBoundingClientRect();
      return { name: row.parentElement.className, seen: !on || on.left >= Math.max(0, box.left) - 1 && on.right <= Math.min(innerWidth, box.right) + 1, wide: row.scrollWidth > row.clientWidth + 1, mask: getComputedStyle(row).maskImage };
    }));
    for (const row of rows) {
      assert.ok(row.seen, `${file}: the current entry of ${row.name} is out of sight`);
      if (row.wide) assert.match(row.mask, /2\.5rem|40px/, `${file}: ${row.name} does not fade`);
    }
    assert.ok(rows.some((row) => row.wide), `${file}: no row is too wide, so nothing was tested`);
  }
});

// ---- Addresses of tabs ----

const TABS = `# Start

[to the second](#setup_1) [to the tab](#install-with-docker)

## Install

=== "Plain"

    ### Setup

    Alpha

=== "With \`Docker\`"

    ### Setup

    Beta

    === "Inner one"

        x

    === "Inner two"

        ### Deep

        Gamma

${'long\n\n'.repeat(60)}
`;

test('an address inside a tab, or of a tab, shows that tab and scrolls there', needs_binary, async () => {
  const slugs = `${MKDOCS}markdown_extensions:\n  - pymdownx.tabbed:\n      alternate_style: true\n      combine_header_slug: true\n      slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds: { case: lower }\n`;
  const shop = await other({ 'shop/catalog-info.yaml': CATALOG, 'shop/mkdocs.yml': slugs, 'shop/docs/index.md': TABS });
  const file = shop.files('docs').find((file) => shop.read(file).includes('data-docs-body') && shop.read(file).includes('Beta'));
  const shown = (page, text) => until(page, (text) => [...document.querySelectorAll('.tabbed-block p, .tabbed-block h3, .tabbed-block h4')].some((node) => {
    const box = node.getBoundingClientRect();
    return node.textContent.includes(text) && node.getClientRects().length > 0 && box.top >= 0 && box.top < innerHeight;
  }), text);
  for (const hash of ['setup_1', 'install-with-docker']) {
    const page = await shop.page(`${file}#${hash}`);
    await shown(page, 'Beta');
  }
  const deep = await shop.page(`${file}#deep`);
  await shown(deep, 'Gamma');
  const page = await shop.page(file);
  assert.equal(await page.getByText('Beta').isVisible(), false);
  await page.locator('article a[href="#setup_1"]').first().click();
  await shown(page, 'Beta');
  // The first tab again, then the same address once more.
  await page.locator('label', { hasText: 'Plain' }).click();
  await page.evaluate(() => scrollTo(0, 99999));
  await page.locator('.toc a[href="#setup_1"]').click();
  await shown(page, 'Beta');
  await page.locator('.toc a', { hasText: 'Deep' }).click();
  await shown(page, 'Gamma');
  await shop.done();
});

test('long heads of tables wrap, and pictures in tables keep their size', needs_binary, async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><rect width="120" height="30"/></svg>';
  const long = 'A head that says at length what its column is about, as generated tables do';
  const table = `# T\n\n| ${long} | ![a](a.svg) | ${long} | ![a](a.svg) ${long} |\n|---|---|---|---|\n| ${long.repeat(6)} | ![a](a.svg) | b | c |\n`;
  const shop = await other({ 'shop/catalog-info.yaml': CATALOG, 'shop/mkdocs.yml': MKDOCS, 'shop/docs/index.md': table, 'shop/docs/a.svg': picture });
  const page = await shop.page(shop.files('docs').find((file) => shop.read(file).includes('<table')));
  assert.deepEqual(await page.locator('table img').evaluateAll((all) => all.map((img) => Math.round(img.getBoundingClientRect().width))), [120, 120, 120]);
  assert.ok(await page.locator('table').evaluate((table) => table.getBoundingClientRect().right <= table.closest('article').getBoundingClientRect().right + 1), 'no sideways scrolling');
  await shop.done();
});

// ---- Languages ----

test('documentation in Arabic says so and runs from right to left; the portal around it does not', needs_binary, async () => {
  const shop = await other({
    'shop/catalog-info.yaml': CATALOG, 'shop/mkdocs.yml': `${MKDOCS}theme: { language: ar }\n`,
    'shop/docs/index.md': '# المرفأ\n\nنص\n\n## قسم\n\n- بند\n\n```sh\nls -l\n```\n', 'shop/docs/b.md': '# ب\n',
  });
  const page = await shop.page(shop.files('docs').find((file) => shop.read(file).includes('قسم')));
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.querySelector('header.top').lang]), ['ar', 'rtl', 'en']);
  const [nav, main, brand, field] = await page.evaluate(() => ['.doc-nav', '.doc-main', '.brand', 'header .find'].map((one) => document.querySelector(one).getBoundingClientRect().left));
  assert.ok(nav > main && brand > field, 'mirrored');
  assert.equal(await page.locator('article pre').evaluate((node) => getComputedStyle(node).direction), 'ltr', 'code is code');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
  await page.goto(shop.served('index.html'));
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ['en', '']);
  await shop.done();
});

// ---- Paper ----

/** How many pieces of text each page of a PDF shows. */
function texts_by_page(pdf) {
  const bytes = pdf.toString('latin1'), objects = new Map();
  for (const found of bytes.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) objects.set(found[1], found.index + found[0].length);
  const object = (id) => bytes.slice(objects.get(id), bytes.indexOf('endobj', objects.get(id)));
  const stream = (id) => {
    const from = objects.get(id), length = Number(/\/Length (\d+)/.exec(bytes.slice(from, from + 400))[1]);
    const start = bytes.indexOf('stream\n', from) + 7;
    return inflateSync(pdf.subarray(start, start + length)).toString('latin1');
  };
  return [...objects.keys()].map((id) => object(id)).filter((text) => /\/Type \/Page\b(?!s)/.test(text))
    .map((text) => [...stream(/\/Contents (\d+) 0 R/.exec(text)[1]).matchAll(/\bT[jJ]\b/g)].length);
}

test('on paper no page is left empty before a long table, and signs keep their colours', async () => {
  const definition = site.files('catalog').filter((file) => /\/api\/[^/]+\/api\/index\.html$/.test(file)).sort((a, b) => site.read(b).length - site.read(a).length)[0];
  let longest = 0;
  for (const file of ['catalog/index.html', 'api-docs/index.html', 'health/index.html', definition]) {
    const page = await site.page(file);
    const pages = texts_by_page(await page.pdf({ format: 'A4' }));
    longest = Math.max(longest, pages.length);
    const usual = [...pages].sort((a, b) => a - b)[pages.length >> 1];
    assert.ok(pages[0] > usual / 3, `${file}: texts by page ${pages}`);
    await page.emulateMedia({ media: 'print' });
    const lost = await page.evaluate(() => [...document.querySelectorAll('.i, .k, .dot, .sevdot, .life, .bad')].flatMap((node) => [[node, null], [node, '::before']])
      .filter(([node, part]) => node.getClientRects().length && getComputedStyle(node, part).content !== 'none' && getComputedStyle(node, part).printColorAdjust !== 'exact').map(([node, part]) => node.className + part));
    assert.deepEqual(lost, []);
  }
  assert.ok(longest > 1, 'one page alone shows nothing');
});

test('on paper a graph fits, however wide it is', async () => {
  const file = site.files('catalog').find((file) => /\/(component|api)\/[^/]+\/index\.html$/.test(file) && site.read(file).includes('class="g g--'));
  for (const each of ['catalog-graph/index.html', 'teams/index.html', file]) {
    const page = await site.page(each, { viewport: { width: 700, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    const cut = await page.locator('svg.g').evaluateAll((all) => all.filter((svg) => {
      const box = svg.getBoundingClientRect(), frame = svg.parentElement.getBoundingClientRect();
      return box.width && (box.right > frame.right + 1 || box.width > innerWidth || box.height > innerHeight);
    }).length);
    assert.equal(cut, 0, each);
  }
});
