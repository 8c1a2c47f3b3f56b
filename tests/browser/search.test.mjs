// Search as a person uses it: by keyboard, over http and from a disk.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal, results, search, until } from './portal.mjs';

let site;
before(async () => { site = await portal(); });
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

// The title of some component, read off the site itself, so that any site can be tested.
const some_entity = () => {
  const all = JSON.parse(site.read('api/catalog/entities.json'));
  const found = all.find((entity) => entity.kind === 'Component' && /^[a-z]{4,}(-[a-z]+)+$/.test(entity.metadata.name)) ?? all.find((entity) => entity.kind === 'Component') ?? all[0];
  const { namespace = 'default', name } = found.metadata;
  return { name, href: `catalog/${namespace}/${found.kind}/${name}/index.html`.toLowerCase() };
};
const opened = (page) => until(page, () => document.activeElement?.matches('dialog[open] [data-search-input]'));

test('nothing of search is loaded before it opens', async () => {
  const from = site.asked.length;
  const page = await site.page('index.html');
  await page.waitForTimeout(300);
  assert.deepEqual(site.asked.slice(from).filter(({ url }) => /search/.test(url)), []);
  await page.keyboard.press('/');
  await opened(page);
  assert.ok(site.asked.slice(from).some(({ url }) => url.endsWith('assets/search/index.js')));
});

for (const key of ['/', 'Control+k']) {
  test(`${key} opens it, Escape closes it`, async () => {
    const page = await site.page('catalog/index.html');
    await page.keyboard.press(key);
    await opened(page);
    await page.keyboard.press('Escape');
    await until(page, () => !document.querySelector('dialog[open]'));
    await page.waitForTimeout(150);
    assert.equal(await page.locator('dialog[open]').count(), 0, 'it stays closed');
    await page.locator('body').click({ position: { x: 5, y: 500 } });
    await page.keyboard.press(key);
    await opened(page);
  });
}

test('a focused search field opens it, with what was typed', async () => {
  const page = await site.page('index.html');
  const { name } = some_entity();
  await page.locator('header [data-search-input]').click();
  await page.keyboard.type(name, { delay: 5 });
  await opened(page);
  await until(page, (name) => document.querySelector('dialog [data-search-input]').value === name, name);
});

for (const [where, address] of [['over http', () => 'index.html'], ['from a disk', () => site.from_disk('index.html')]]) {
  test(`finds an entity by its name and opens it by keyboard, ${where}`, async () => {
    const { name, href } = some_entity();
    const page = await site.page(address());
    await page.keyboard.press('/');
    await opened(page);
    const found = await search(page, name);
    assert.equal(found[0]?.href, href);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.endsWith(href));
    await page.goBack();
  });

  test(`finds a page of documentation by its title, ${where}`, async (t) => {
    const file = site.files('docs').filter((file) => file.split('/').length > 5).find((file) => site.read(file).includes('data-docs-body'));
    if (!file) return t.skip('the site has no documentation');
    const page = await site.page(file);
    const title = await page.locator('h1').first().evaluate((node) => [...node.childNodes].filter((child) => child.nodeType === 3 || child.tagName === 'CODE').map((child) => child.textContent).join(''));
    await page.goto(/^file/.test(address()) ? site.from_disk(file) : site.served(file));
    await page.keyboard.press('/');
    await opened(page);
    const found = await search(page, title.trim());
    assert.ok(found.slice(0, 5).some(({ href }) => href.split(/[?#]/)[0] === file), `${title} → ${JSON.stringify(found.slice(0, 5))}`);
    return undefined;
  });
}

test('arrow keys walk the results', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  const found = await search(page, 'a');
  assert.ok(found.length > 2);
  const chosen = () => page.evaluate(() => {
    const input = document.activeElement;
    const row = document.getElementById(input.getAttribute('aria-activedescendant'));
    return [...document.querySelectorAll('[role=option]')].indexOf(row);
  });
  assert.equal(await chosen(), 0);
  await page.keyboard.press('ArrowDown');
  assert.equal(await chosen(), 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await chosen(), found.length - 1);
});

test('a slip of the finger still finds', async () => {
  const { name, href } = some_entity();
  const long = name.split('-').sort((a, b) => b.length - a.length)[0];
  if (long.length < 6) return;
  const slip = long.slice(0, 3) + long[4] + long[3] + long.slice(5);
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  const found = await search(page, slip);
  assert.ok(found.some((row) => row.href === href), `${slip} → ${JSON.stringify(found.slice(0, 6))}`);
});

test('filters: owner, kind', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  const found = await search(page, 'kind:group');
  assert.ok(found.length > 0 && found.every(({ href }) => /^catalog\/[^/]+\/group\//.test(href)), JSON.stringify(found));
});

test('nothing found says so; markup in a query stays text', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  const query = '<img src=x onerror=alert(1)>zzqxjw';
  assert.deepEqual((await search(page, `zzqxjwv ${query}`)).filter(({ text }) => /zzqx/.test(text)), []);
  assert.equal(await page.locator('dialog img').count(), 0);
  assert.match(await page.locator('dialog [role=status]').innerText(), /No results|result/);
});

test('chips narrow to one kind', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  await search(page, 'team');
  const chip = page.locator('dialog .search-chip').nth(1);
  if (!await chip.count() || !await chip.isVisible()) return;
  const count = Number(await chip.locator('span').innerText());
  await chip.click();
  await until(page, () => document.querySelectorAll('dialog .search-chip')[1].getAttribute('aria-pressed') === 'true');
  assert.ok((await results(page)).length >= Math.min(count, 1));
});

test('the results page reads its address and keeps it', async () => {
  const { name, href } = some_entity();
  const page = await site.page(`search/index.html?query=${name}`);
  await until(page, () => document.querySelectorAll('main [data-search-result]').length > 0);
  assert.equal((await results(page))[0].href, href);
  await page.locator('input[data-search-page]').fill('team');
  await until(page, () => new URLSearchParams(location.search).get('query') === 'team');
  assert.equal(await page.locator('dialog[open]').count(), 0);
});

test('without scripts the search page lists everything', async () => {
  const page = await site.page('search/index.html', { javaScriptEnabled: false });
  assert.ok(await page.locator('main a[href*="catalog/"]').count() > 5);
});

for (const scheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`accessible in ${scheme} at ${width}`, async () => {
      const page = await site.page('index.html', { colorScheme: scheme, viewport: { width, height: 800 } });
      await page.keyboard.press('/');
      await opened(page);
      await page.waitForTimeout(250);
      assert.deepEqual(await axe(page), []);
      await search(page, 'service');
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      const results_page = await site.page('search/index.html?query=service', { colorScheme: scheme, viewport: { width, height: 800 } });
      await until(results_page, () => document.querySelectorAll('main [data-search-result]').length > 0);
      assert.deepEqual(await axe(results_page), []);
    });
  }
}

test('bad input: no exception, no script', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  for (const text of ['a'.repeat(10000), 'word '.repeat(2000), '<script>alert(1)</script>', '.*+?^${}()|[]\\\\', '__proto__ constructor toString', '🎉🎉', 'مرحبا بالعالم', '\ud800 x \udfff', '"', '-', 'kind:', '"open phrase', '-a -b', 'in:"', '\0\u2028']) {
    await page.evaluate((text) => {
      const input = document.querySelector('dialog [data-search-input]');
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await page.waitForTimeout(120);
    assert.equal(await page.locator('dialog script, dialog img').count(), 0);
  }
  await search(page, some_entity().name);
  assert.ok((await results(page)).length > 0, 'and it still works');
});

test('a result leads to what matched, marked on the page', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  const found = (await search(page, 'in:docs the')).find(({ href }) => /^docs\//.test(href)) ?? (await search(page, 'docs')).find(({ href }) => /^docs\//.test(href));
  assert.match(found.href, /[?]h=/);
  await page.goto(site.served(found.href));
  assert.ok(await page.evaluate(() => CSS.highlights.get('search')?.size > 0), found.href);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
});

test('when nothing is typed, what was starred, seen and searched for', async () => {
  const { href, name } = some_entity();
  const page = await site.page(href);
  await page.keyboard.press('/');
  await opened(page);
  await until(page, () => document.querySelector('dialog .search-recent'));
  assert.match(await page.locator('dialog .search-list').innerText(), /Recently viewed/i);
  await search(page, name);
  await page.keyboard.press('Escape');
});

test('on a phone there is a visible way out', async () => {
  const page = await site.page('index.html', { viewport: { width: 390, height: 800 } });
  await page.keyboard.press('/');
  await opened(page);
  const close = page.locator('dialog .search-close');
  assert.equal((await close.innerText()).trim(), 'Close');
  await close.click();
  await until(page, () => !document.querySelector('dialog[open]'));
});

test('a query without results shows ways on', async () => {
  const page = await site.page('index.html');
  await page.keyboard.press('/');
  await opened(page);
  await search(page, 'kind:nosuchkind team');
  await page.locator('dialog .search-way', { hasText: 'team' }).first().click();
  await until(page, () => document.querySelectorAll('dialog [data-search-result]').length > 0);
});

test('?debug explains a score', async () => {
  const page = await site.page(`search/index.html?query=${some_entity().name}&debug`);
  await until(page, () => document.querySelector('main .search-why'));
  assert.match(await page.locator('main .search-why').first().innerText(), /words .* cover/);
});

// A portal that was published anew while this page was open: the old list of files names what is gone.
test('a lost shard is told, the rest is found, the new list is asked for once', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-stale-'));
  fs.cpSync(site.root, folder, { recursive: true });
  const index = path.join(folder, 'assets/search');
  for (const file of fs.readdirSync(index).filter((name) => name.startsWith('t'))) fs.rmSync(path.join(index, file));
  const stale = await portal(folder);
  try {
    const page = await stale.page('index.html');
    page.problems.push = () => 0;
    await page.keyboard.press('/');
    await opened(page);
    const { name, href } = some_entity();
    const found = await search(page, name);
    assert.equal(found[0]?.href, href, 'names need no terms');
    assert.match(await page.locator('dialog [role=status]').innerText(), /could not be loaded/);
    assert.equal(stale.asked.filter(({ url }) => url.endsWith('assets/search/index.js')).length, 2);
  } finally { await stale.close(); fs.rmSync(folder, { recursive: true, force: true }); }
});
