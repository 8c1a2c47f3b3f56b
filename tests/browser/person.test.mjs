// A person's way through the portal: a query and its mistakes, chips, export, the graph, the keyboard alone, forced colours.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal, until } from './portal.mjs';

let site;
before(async () => { site = await portal(); });
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

// Does something to the list and waits for its next turn.
async function turn(page, act) {
  const before = await page.locator('[data-browse]').getAttribute('data-turn');
  await act();
  await until(page, (before) => document.querySelector('[data-browse]').dataset.turn !== (before ?? undefined), before);
}
const total = (page) => page.locator('[data-total]').innerText().then(Number);

test('a query of fields narrows, its facets become chips, and a reload shows the same', async () => {
  const page = await site.page('catalog/index.html');
  const all = await total(page);
  await turn(page, () => page.locator('[data-query]').fill('kind:component -lifecycle:deprecated'));
  const some = await total(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await turn(page, () => page.locator('[data-facet="type"] [data-value]').first().click());
  assert.match(await page.locator('[data-chips]').innerText(), /Type: /);
  const [address, fewer] = [page.url(), await total(page)];
  const other = await site.page(address);
  await until(other, () => document.querySelector('[data-browse]').dataset.turn);
  assert.equal(await total(other), fewer);
  assert.equal(await other.locator('[data-query]').inputValue(), 'kind:component -lifecycle:deprecated');
  await turn(other, () => other.locator('[data-chips] button').first().click());
  assert.equal(await total(other), some);
});

test('a mistake in a query is told where it is', async () => {
  const page = await site.page('catalog/index.html');
  await page.locator('[data-query]').fill('colour:red');
  await page.locator('[data-query-error]').waitFor();
  assert.match(await page.locator('[data-query-error]').innerText(), /\^ unknown field "colour"/);
  assert.equal(await page.locator('[data-query]').getAttribute('aria-invalid'), 'true');
});

test('what is shown can be taken along as CSV, JSON and Markdown', async () => {
  const page = await site.page('catalog/index.html?kind=api');
  await until(page, () => document.querySelector('[data-browse]').dataset.turn);
  const count = await total(page);
  const saved = async (kind) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-export="${kind}"]`).click()]);
    assert.equal(file.suggestedFilename(), `catalog.${kind}`);
    return fs.readFileSync(await file.path(), 'utf8');
  };
  assert.equal(JSON.parse(await saved('json')).length, count);
  assert.equal((await saved('csv')).trim().split('\n').length, count + 1);
  assert.equal((await saved('md')).trim().split('\n').length, count + 2);
});

test('the graph goes deeper where asked, and its address says so', async () => {
  const entity = site.files('catalog').find((file) => /^catalog\/[^/]+\/system\/[^/]+\/index\.html$/.test(file));
  const [, namespace, kind, name] = entity.split('/');
  const page = await site.page(`catalog-graph/index.html?rootEntityRefs[]=${kind}:${namespace}/${name}&maxDepth=1`);
  const nodes = () => page.locator('[data-graph-canvas] .g-node').count();
  await page.locator('[data-graph-canvas] svg').waitFor();
  const near = await nodes();
  await page.locator('.graph-field', { hasText: 'Depth' }).locator('select').selectOption('2');
  await until(page, () => new URLSearchParams(location.search).get('maxDepth') === '2');
  assert.ok(await nodes() > near, `${await nodes()} after ${near}`);
});

test('the keyboard alone leads to the content, and its place is always seen', async () => {
  const page = await site.page('catalog/index.html');
  for (let step = 0; step < 24; step++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    });
    assert.ok(seen, await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120)));
  }
  await page.goto(site.served('catalog/index.html'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('forced colours keep every kind of page accessible', async () => {
  for (const file of ['index.html', 'catalog/index.html', 'health/index.html', 'docs/index.html', 'teams/index.html']) {
    const page = await site.page(file, { forcedColors: 'active' });
    assert.deepEqual(await axe(page), [], file);
    await page.context().close();
  }
});
