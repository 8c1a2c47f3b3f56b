// What a person does in the portal: filter, sort, share, star, switch the theme, open the graph, do without scripts.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal, until } from './portal.mjs';

let site;
before(async () => { site = await portal(); });
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

const entity_page = () => site.files('catalog').find((file) => /^catalog\/[^/]+\/component\/[^/]+\/index\.html$/.test(file));
const docs_page = () => site.files('docs').find((file) => site.read(file).includes('data-docs-body'));
const rows = (page) => page.locator('.rows tbody tr:visible').count();

// One page of every kind that the site has.
const kinds = () => {
  const found = { home: 'index.html', catalog: 'catalog/index.html', docs: 'docs/index.html', apis: 'api-docs/index.html', create: 'create/index.html', graph: 'catalog-graph/index.html', health: 'health/index.html', search: 'search/index.html', entity: entity_page(), page: docs_page() };
  return Object.entries(found).filter(([, file]) => file && site.exists(file));
};

test('every kind of page: no error in the console, no request to another site, nothing missing', async () => {
  for (const [kind, file] of kinds()) {
    const from = site.asked.length;
    const page = await site.page(file);
    await page.waitForTimeout(50);
    await page.context().close();
    assert.deepEqual(site.asked.slice(from).filter(({ status }) => status !== 200), [], kind);
  }
});

test('every kind of page from a disk', async () => {
  for (const [kind, file] of kinds()) {
    const page = await site.page(site.from_disk(file));
    assert.ok(await page.locator('main').isVisible(), kind);
    assert.ok(await page.evaluate(() => [...document.styleSheets].length > 0), `${kind} has its style`);
    await page.context().close();
  }
});

test('every kind of page reads without scripts, and its links lead to files', async () => {
  for (const [kind, file] of kinds()) {
    const page = await site.page(file, { javaScriptEnabled: false });
    assert.ok((await page.locator('main').innerText()).length > 60, kind);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.href.baseVal ? new URL(link.href.baseVal, location.href).href : link.href).filter((href) => href.startsWith(location.origin)));
    const prefix = site.served('');
    for (const link of links) {
      const target = decodeURIComponent(link.slice(prefix.length).split(/[?#]/)[0]);
      assert.ok(site.exists(target), `${file} links to ${target}`);
    }
  }
});

test('every kind of page is accessible and fits a phone', async () => {
  for (const [kind, file] of kinds()) {
    const page = await site.page(file, { colorScheme: 'light', viewport: { width: 390, height: 800 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${kind} is wider than a phone`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page), [], `${kind} in ${colorScheme}`);
    }
    await page.context().close();
  }
});

test('the catalog filters, and its address can be shared', async () => {
  const page = await site.page('catalog/index.html');
  const all = await rows(page);
  await page.locator('[data-query]').fill('kind:api');
  await until(page, () => /kind.*api/.test(decodeURIComponent(location.search)));
  await page.waitForTimeout(200);
  const some = await rows(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  const other = await site.page(page.url());
  await until(other, (some) => [...document.querySelectorAll('.rows tbody tr')].filter((row) => row.offsetParent).length === some, some);
});

test('a facet narrows the catalog', async () => {
  const page = await site.page('catalog/index.html');
  const all = await rows(page);
  await page.locator('[data-facet] [data-value]:visible').first().click();
  await page.waitForTimeout(300);
  const some = await rows(page);
  assert.ok(some > 0 && some <= all);
  assert.notEqual(page.url(), site.served('catalog/index.html'));
});

test('documentation and templates filter as the catalog does', async () => {
  for (const file of ['docs/index.html', 'create/index.html']) {
    const page = await site.page(file);
    const cards = () => page.locator('.cards .card:visible').count();
    const all = await cards();
    if (!all) continue;
    const value = page.locator('[data-facet] [data-value]:visible').first();
    const wanted = Number(await value.locator('.n').innerText());
    await value.click();
    await until(page, () => location.search.length > 1);
    assert.equal(await cards(), wanted, file);
    const shared = await site.page(page.url());
    await until(shared, (wanted) => [...document.querySelectorAll('.cards .card')].filter((card) => card.offsetParent).length === wanted, wanted);
    await page.locator('[data-query]').fill('no-card-says-this');
    await until(page, () => document.querySelector('.empty') && true);
    assert.equal(await cards(), 0);
    await page.locator('.empty button').last().click();
    await until(page, (wanted) => [...document.querySelectorAll('.cards .card')].filter((card) => card.offsetParent).length === wanted, wanted);
  }
});

test('columns sort', async () => {
  const page = await site.page('catalog/index.html');
  const button = page.locator('.rows th button:visible, .rows th [data-sort]:visible').first();
  if (!await button.count()) return;
  const names = () => page.locator('.rows tbody tr:visible').evaluateAll((all) => all.map((row) => row.innerText));
  await button.click();
  await page.waitForTimeout(200);
  const before = await names();
  await button.click();
  await page.waitForTimeout(200);
  assert.notDeepEqual(await names(), before);
});

test('the theme switches and is remembered', async () => {
  const page = await site.page('index.html', { colorScheme: 'light' });
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await colour();
  await page.locator('[data-theme-toggle]').click();
  const dark = await colour();
  assert.notEqual(dark, light);
  await page.goto(site.served('catalog/index.html'));
  assert.equal(await colour(), dark);
});

test('a starred entity is on the home page', async () => {
  const page = await site.page(entity_page());
  const star = page.locator('[data-star]').first();
  await star.click();
  assert.equal(await star.getAttribute('aria-pressed'), 'true');
  const reference = await star.getAttribute('data-star');
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(reference);
  await page.goto(site.served('index.html'));
  assert.ok(await page.locator(`main a[href$="${namespace}/${kind}/${name}/index.html"]:visible`).count() > 0);
});

test('the first Tab leads to the content', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('href') ?? ''), /#main$/);
});
