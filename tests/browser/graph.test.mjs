// The graph page in use: paths, roll-up, filters, what is hidden and why, export, addresses, the keyboard, a phone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal, until } from './portal.mjs';

let site;
before(async () => { site = await portal(); });
afterEach(async () => { await site.settle(); });
after(async () => { await site.close(); });

const ROOT = 'component:default/berth-service';
const address = (query) => `catalog-graph/index.html?${new URLSearchParams(query)}`;
const around = (query = {}, root = ROOT) => address({ 'rootEntityRefs[]': root, ...query });

// Opens the graph and waits for its drawing.
async function graph(query, options) {
  const page = await site.page(query, options);
  await drawn(page);
  return page;
}
const drawn = (page) => until(page, () => document.querySelector('[data-graph-canvas] svg') && document.querySelector('[data-graph-status]').textContent);
// Changes a control and waits until the address says so.
async function change(page, label, value, key) {
  const before = page.url();
  const control = page.locator('.graph-field', { hasText: label }).locator('select, input').first();
  if (await control.evaluate((one) => one.tagName) === 'SELECT') await control.selectOption(value);
  else { await control.fill(value); await control.press('Enter'); }
  await until(page, (before) => location.href !== before, before);
  if (key) assert.equal(new URL(page.url()).searchParams.get(key), value);
}
const refs = (page) => page.locator('[data-graph-canvas] .g-node > title').allTextContents().then((all) => all.map((text) => text.split(' · ')[0]).sort());
const edges = (page) => page.locator('[data-graph-canvas] .g-edge > title').allTextContents();
const status = (page) => page.locator('[data-graph-status]').innerText();
const number = (text, pattern) => Number((pattern.exec(text) ?? [0, 0])[1]);

// The catalog's relations as the page has them, each once: [relation, from, to] by reference.
const relations = (page) => page.evaluate(() => {
  const { kinds, nodes, relations, edges } = window.backlotGraph, out = [];
  const ref = (at) => `${kinds[nodes[at][0]]}:${nodes[at][1]}`;
  for (let at = 0; at < edges.length; at += 3) out.push([relations[edges[at]][0], ref(edges[at + 1]), ref(edges[at + 2])]);
  return out.filter(([, from, to]) => from !== to);
});
// Hops from a root, by reference.
function distances(all, root) {
  const found = new Map([[root, 0]]);
  for (const [here, far] of found) {
    for (const [, from, to] of all) {
      const other = from === here ? to : to === here ? from : undefined;
      if (other !== undefined && !found.has(other)) found.set(other, far + 1);
    }
  }
  return found;
}

test('depth is exact, and what is not drawn is counted', async () => {
  for (const depth of [1, 2, 3]) {
    const page = await graph(around({ maxDepth: depth }));
    const all = await relations(page), far = distances(all, ROOT);
    const near = [...far].filter(([, hops]) => hops <= depth).map(([ref]) => ref).sort();
    assert.deepEqual(await refs(page), near, `depth ${depth}`);
    // Backstage's simplified drawing leaves out what joins entities equally far away.
    const among = all.filter(([, from, to]) => near.includes(from) && near.includes(to));
    const equal = among.filter(([, from, to]) => far.get(from) === far.get(to));
    assert.ok(equal.length > 0);
    assert.equal(number(await status(page), /Not shown: (\d+) relations? between neighbours/), equal.length, `depth ${depth}`);
    await page.getByLabel('Simplified').uncheck();
    await until(page, () => !/Not shown/.test(document.querySelector('[data-graph-status]').textContent));
    const pairs = new Set(among.map(([, from, to]) => `${from} ${to}`));
    assert.equal((await edges(page)).length, pairs.size, `depth ${depth}, not simplified`);
  }
});

test('filters of kinds and relations take away what they say and count it', async () => {
  const page = await graph(around());
  const all = await relations(page), own = all.filter(([, from, to]) => from === ROOT || to === ROOT);
  await page.locator('.graph-pick summary', { hasText: 'Kinds' }).click();
  await page.getByRole('button', { name: 'No kinds' }).click();
  await page.locator('.graph-pick[open]').getByLabel('api', { exact: true }).check();
  await until(page, () => /filtered out/.test(document.querySelector('[data-graph-status]').textContent));
  assert.deepEqual(new URL(page.url()).searchParams.getAll('selectedKinds[]'), ['api']);
  const apis = own.filter(([, from, to]) => [from, to].some((ref) => ref.startsWith('api:')));
  assert.equal((await edges(page)).length, apis.length);
  assert.equal(number(await status(page), /(\d+) relations? filtered out/), own.length - apis.length);
  await page.getByRole('button', { name: 'All kinds' }).click();
  await until(page, () => !/filtered out/.test(document.querySelector('[data-graph-status]').textContent));
  await page.locator('.graph-pick summary', { hasText: 'Relations' }).click();
  assert.equal(await page.locator('.graph-pick[open]').count(), 1, 'one list is open at a time');
  await page.getByLabel('ownerOf / ownedBy').uncheck();
  await until(page, () => /filtered out/.test(document.querySelector('[data-graph-status]').textContent));
  const owned = own.filter(([relation]) => relation === 'ownerOf');
  assert.equal(number(await status(page), /(\d+) relations? filtered out/), owned.length);
  assert.ok(!(await refs(page)).some((ref) => ref.startsWith('group:')));
});

test('the whole organisation rolls up to systems, domains and teams, and every dependency is accounted for', async () => {
  const page = await graph(address({ rollUp: 'system' }));
  const all = await relations(page), depends = all.filter(([relation]) => ['dependsOn', 'consumesApi', 'apiProvidedBy'].includes(relation));
  const account = async (level) => {
    const text = await status(page);
    const shown = number(text, /for (\d+) relations/) || number(text, /(\d+) edges?/);
    const hidden = [...text.replace(/^[^·]*/, '').matchAll(/(\d+)(?: relations?)? (?:filtered out|within|of entities|beyond)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
    assert.equal(shown + hidden, depends.length, `${level}: ${text}`);
  };
  await account('system');
  assert.ok((await refs(page)).every((ref) => ref.startsWith('system:')));
  await change(page, 'Roll up to', 'domain', 'rollUp');
  await account('domain');
  assert.ok((await refs(page)).every((ref) => ref.startsWith('domain:')));
  await change(page, 'Roll up to', 'team', 'rollUp');
  await account('team');
  const owners = new Set(all.filter(([relation, , to]) => relation === 'ownerOf' && !/^(group|user):/.test(to)).map(([, from]) => from));
  assert.ok((await refs(page)).every((ref) => owners.has(ref)), 'teams that own something, and nobody else');
});

test('a path between two entities is found by a name, and a wrong one is told', async () => {
  const page = await graph(around());
  await change(page, 'Path to', 'Booking database');
  assert.equal(new URL(page.url()).searchParams.get('pathTo'), 'resource:default/booking-db');
  await until(page, () => /path of \d+ steps/.test(document.querySelector('[data-graph-status]').textContent));
  const way = distances(await relations(page), ROOT).get('resource:default/booking-db');
  assert.equal(number(await status(page), /path of (\d+) steps/), way);
  assert.equal((await refs(page)).length, way + 1);
  assert.equal(await page.locator('[data-graph-canvas] .g-edge.g-on').count(), way);
  await change(page, 'Path to', 'resource:default/nowhere');
  await until(page, () => /not in the catalog: resource:default\/nowhere/.test(document.querySelector('[data-graph-status]').textContent));
});

test('direction turns the drawing, and an address shows the same elsewhere', async () => {
  const page = await graph(around({ maxDepth: '2' }));
  await change(page, 'Direction', 'TB', 'direction');
  const shape = (page) => page.locator('[data-graph-canvas] svg').evaluate((svg) => [svg.dataset.w, svg.dataset.h].map(Number));
  const [width, height] = await shape(page);
  await page.getByLabel('Merge relations').uncheck();
  await until(page, () => /mergeRelations=false/.test(location.search));
  const other = await graph(page.url());
  assert.deepEqual([await refs(other), await edges(other), await status(other), await other.title()], [await refs(page), await edges(page), await status(page), await page.title()]);
  assert.equal(await other.locator('.graph-field', { hasText: 'Direction' }).locator('select').inputValue(), 'TB');
  assert.ok(!await other.getByLabel('Merge relations').isChecked());
  await change(other, 'Direction', 'LR');
  const [wider, lower] = await shape(other);
  assert.ok(wider > lower && (height > lower || width < wider), `${width}x${height}, ${wider}x${lower}`);
  await other.goBack();
  await until(other, () => document.querySelector('.graph-field select') && /direction=TB/.test(location.search));
  const far = await graph(around({ maxDepth: '7' }));
  assert.equal(await far.locator('.graph-field', { hasText: 'Depth' }).locator('select').inputValue(), '7');
});

test('exports hold what is shown, in a syntax that is read', async () => {
  const page = await graph(around({}, 'component:default/paper-tickets'));
  const [shown, lines] = [await refs(page), await edges(page)];
  const saved = async (name, file) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    assert.equal(download.suggestedFilename(), file);
    return fs.readFileSync(await download.path(), 'utf8');
  };
  const svg = await saved('Save as SVG', 'graph.svg');
  const seen = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      error: xml.querySelector('parsererror')?.textContent, root: xml.documentElement.namespaceURI,
      links: [...xml.querySelectorAll('a')].map((link) => link.getAttribute('href')), nodes: xml.querySelectorAll('.g-node').length,
      coloured: [...xml.querySelectorAll('.g-node > rect')].every((rect) => /^(rgb|color|oklab)/.test(rect.getAttribute('fill'))), edges: xml.querySelectorAll('.g-edge').length,
    };
  }, svg);
  assert.equal(seen.error, undefined);
  assert.equal(seen.root, 'http://www.w3.org/2000/svg');
  assert.deepEqual([seen.nodes, seen.edges, seen.coloured], [shown.length, lines.length, true]);
  assert.ok(seen.links.length > 0);
  for (const link of seen.links.filter((link) => link.startsWith(site.served('')))) assert.ok(site.exists(decodeURIComponent(link.slice(site.served('').length))), link);

  const labels = await page.locator('[data-graph-canvas] .g-node > text').allTextContents();
  const pages = [];
  for (const [language, name, file] of [['dot', 'Save as DOT', 'graph.dot'], ['mermaid', 'Save as Mermaid', 'graph.mmd']]) {
    const text = await saved(name, file);
    for (const label of labels) assert.ok(text.includes(`"${label}"`), `${language}: ${label}`);
    assert.equal((text.match(/-->|->/g) ?? []).length, lines.length, language);
    assert.match(text, /dash/, 'what is missing is dashed');
    pages.push(`# ${language}\n\n\`\`\`${language === 'dot' ? 'graphviz' : language}\n${text}\`\`\`\n`);
  }
  if (!process.env.BACKLOT) return;
  // Our own readers of the languages draw them.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-export-'));
  fs.mkdirSync(path.join(folder, 'docs'));
  fs.writeFileSync(path.join(folder, 'mkdocs.yml'), 'site_name: Exports\n');
  fs.writeFileSync(path.join(folder, 'docs/index.md'), 'Two drawings.\n');
  pages.forEach((text, at) => fs.writeFileSync(path.join(folder, `docs/page${at}.md`), text));
  spawnSync(process.env.BACKLOT, ['docs', folder, '-o', path.join(folder, 'out')]);
  pages.forEach((_, at) => {
    const html = fs.readFileSync(path.join(folder, `out/page${at}/index.html`), 'utf8');
    assert.equal((html.match(/class="g-node[" ]/g) ?? []).length, shown.length, pages[at]);
    assert.equal((html.match(/class="g-edge[" ]/g) ?? []).length, lines.length, pages[at]);
  });
  fs.rmSync(folder, { recursive: true });
});

test('what the catalog lacks is shown as such, with the place that names it', async () => {
  const page = await graph(around({}, 'component:default/paper-tickets'));
  const gone = page.locator('[data-graph-canvas] .g-missing');
  assert.equal(await gone.count(), 1);
  assert.match(await gone.locator('title').textContent(), /^group:default\/ticket-office · not found, declared at paper-tickets\/catalog-info\.yaml:\d+:\d+/);
  assert.match(await page.locator('[data-graph-legend]').innerText(), /1 not in the catalog[^]*group:default\/ticket-office declared at paper-tickets\/catalog-info\.yaml:\d+:\d+/);
});

test('the keyboard alone goes from node to node and on from there', async () => {
  const page = await graph(around());
  await page.locator('.graph-pick summary', { hasText: 'Kinds' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.graph-pick[open]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Kinds');
  // On from the controls: the tools, then the drawing, then its nodes in the order of the flow.
  const places = [];
  for (let step = 0; step < 20 && !places.includes('node'); step++) {
    await page.keyboard.press('Tab');
    places.push(await page.evaluate(() => {
      const at = document.activeElement;
      return at.matches('a.g-node') ? 'node' : at.matches('[data-graph-canvas]') ? 'drawing' : at.closest('[data-graph-tools]') ? 'tool' : 'control';
    }));
  }
  assert.deepEqual([...new Set(places)], ['control', 'tool', 'drawing', 'node']);
  const boxes = await page.locator('[data-graph-canvas] a.g-node').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
  assert.deepEqual(boxes, boxes.toSorted((a, b) => a - b), 'the order of the focus is the order of the flow');
  const focus = () => page.evaluate(() => document.activeElement.querySelector('title')?.textContent.split(' · ')[0]);
  await page.keyboard.press('ArrowRight');
  assert.equal(await focus(), ROOT, 'an arrow goes along an edge');
  await page.keyboard.press('ArrowRight');
  const next = await focus();
  assert.notEqual(next, ROOT);
  await page.keyboard.press('Enter');
  await until(page, (next) => new URLSearchParams(location.search).get('rootEntityRefs[]') === next, next);
  assert.equal(await focus(), next, 'the focus stays on what was chosen');
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-graph-canvas]')), 'Escape leaves the nodes');
});

test('without scripts the drawing stands, with real links', async () => {
  const page = await site.page('catalog-graph/index.html', { javaScriptEnabled: false });
  assert.ok(await page.locator('.graph-card svg').count() > 0);
  assert.ok(!await page.locator('[data-graph]').isVisible());
  const links = await page.locator('.graph-card svg a').evaluateAll((all) => all.map((one) => one.href.baseVal));
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(site.exists(decodeURIComponent(new URL(link, site.served('catalog-graph/')).href.slice(site.served('').length))), link);
});

test('a phone shows it without a page that scrolls sideways', async () => {
  for (const query of ['catalog-graph/index.html', address({ rollUp: 'team' }), around({ maxDepth: 2 }), around({ pathTo: 'resource:default/booking-db' })]) {
    const page = await site.page(query, { viewport: { width: 390, height: 780 } });
    if (query.includes('?')) await drawn(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), query);
    if (!query.includes('rootEntityRefs')) continue;
    const inside = await page.locator('.g-root').evaluate((node) => {
      const [a, b] = [node.getBoundingClientRect(), node.closest('[data-graph-canvas]').getBoundingClientRect()];
      return a.left >= b.left && a.right <= b.right;
    });
    assert.ok(inside || query.includes('pathTo'), 'what it is about is in sight');
    await page.getByRole('button', { name: 'Options' }).click();
    await page.locator('.graph-pick summary', { hasText: 'Relations' }).click();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${query}, relations open`);
  }
});

test('it is accessible in every look', async () => {
  for (const query of [around({ maxDepth: 2 }), around({}, 'component:default/paper-tickets'), address({ rollUp: 'system' })]) {
    const page = await graph(query);
    for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
      await page.emulateMedia(look);
      assert.deepEqual(await axe(page), [], `${query} ${JSON.stringify(look)}`);
    }
    await page.context().close();
    const phone = await graph(query, { viewport: { width: 390, height: 780 } });
    assert.deepEqual(await axe(phone), [], `${query} on a phone`);
    await phone.context().close();
  }
});

test('nothing moves while it is drawn', async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 780 }]) {
    for (const query of ['catalog-graph/index.html', address({ rollUp: 'team' }), around({ maxDepth: 2 })]) {
      const page = await site.page('index.html', { viewport });
      await page.addInitScript(() => {
        window.shifts = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(site.served(query));
      if (query.includes('?')) await drawn(page);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => window.shifts), 0, `${query} at ${viewport.width}`);
    }
  }
});

// Boxes of the nodes, and of the part of the window in which they can be seen.
const seen = (page) => page.evaluate(() => {
  const view = document.querySelector('[data-graph-canvas]').getBoundingClientRect();
  const frame = { left: Math.max(0, view.left), right: Math.min(innerWidth, view.right), top: Math.max(0, view.top), bottom: Math.min(innerHeight, view.bottom) };
  return [...document.querySelectorAll('[data-graph-canvas] .g-node')].map((node) => {
    const box = node.getBoundingClientRect();
    return { left: box.left, top: box.top, width: box.width, name: [...node.querySelectorAll('text')].map((line) => line.textContent).join(' '),
      font: 12 * box.width / node.querySelector('rect').width.baseVal.value,
      inside: box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1 };
  });
});
const middle = async (page) => {
  const box = await page.locator('[data-graph-canvas]').boundingBox();
  return [box.x + box.width / 2, box.y + Math.min(box.height, 400) / 2];
};

test('dragging moves it, and is no click', async () => {
  const page = await graph(around());
  const before = await seen(page), address = page.url();
  const root = await page.locator('.g-root').boundingBox();
  await page.mouse.move(root.x + 20, root.y + 10);
  await page.mouse.down();
  await page.mouse.move(root.x + 140, root.y + 70, { steps: 5 });
  await page.mouse.up();
  const after = await seen(page);
  assert.ok(Math.abs(after[0].left - before[0].left - 120) < 3 && Math.abs(after[0].top - before[0].top - 60) < 3, JSON.stringify([before[0], after[0]]));
  await page.waitForTimeout(100);
  assert.equal(page.url(), address);
});

test('the wheel and the keys zoom, and the place under the pointer stays', async () => {
  const page = await graph(around());
  const root = await page.locator('.g-root').boundingBox(), [before] = await seen(page);
  await page.mouse.move(root.x, root.y);
  await page.mouse.wheel(0, -200);
  await until(page, (width) => document.querySelector('[data-graph-canvas] .g-node').getBoundingClientRect().width > width * 1.1, before.width);
  const now = await page.locator('.g-root').boundingBox();
  assert.ok(Math.abs(now.x - root.x) < 2 && Math.abs(now.y - root.y) < 2, JSON.stringify([root, now]));
  await page.locator('[data-graph-canvas]').focus();
  const large = (await seen(page))[0].width;
  await page.keyboard.press('-');
  assert.ok((await seen(page))[0].width < large);
  await page.keyboard.press('0');
  assert.ok((await seen(page)).every((node) => node.inside), 'all of it');
});

test('two fingers pinch', async () => {
  const page = await graph(around(), { viewport: { width: 390, height: 780 }, hasTouch: true });
  const [before] = await seen(page), [x, y] = await middle(page);
  const client = await page.context().newCDPSession(page);
  const touch = (type, apart) => client.send('Input.dispatchTouchEvent', { type, touchPoints: apart ? [{ x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 }] : [] });
  await touch('touchStart', 30);
  for (const apart of [40, 50, 60]) await touch('touchMove', apart);
  await touch('touchEnd', 0);
  assert.ok((await seen(page))[0].width > before.width * 1.5);
});

test('three hops fit, and every node can be reached', async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 780 }]) {
    const page = await graph(around({ maxDepth: 3 }), { viewport });
    await page.locator('[data-graph-canvas]').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Fit the whole graph' }).click();
    const frame = await page.locator('[data-graph-canvas]').evaluate((one) => { one.scrollIntoView({ block: 'center' }); return one.clientHeight <= innerHeight; });
    const nodes = await seen(page);
    assert.ok(frame && nodes.length > 30);
    assert.deepEqual(nodes.filter((node) => !node.inside), [], `${viewport.width}`);
  }
});

test('on a phone the names of the neighbours can be read at once', async () => {
  const page = await graph(around(), { viewport: { width: 390, height: 780 } });
  await page.locator('[data-graph-canvas]').evaluate((one) => one.scrollIntoView());
  const nodes = await seen(page);
  assert.ok(nodes.length > 4);
  for (const node of nodes) assert.ok(node.inside && node.font >= 9.5 && !/^…?$/.test(node.name), JSON.stringify(node));
});

test('what is pointed at lights its edges and neighbours', async () => {
  const page = await graph(around({ maxDepth: 2 }));
  await page.locator('.g-root rect').hover();
  const lit = await page.evaluate(() => {
    const root = document.querySelector('.g-root').dataset.at, edges = [...document.querySelectorAll('path.g-edge')].filter((edge) => [edge.dataset.from, edge.dataset.to].includes(root));
    return { edges: edges.length, lit: document.querySelectorAll('path.g-edge.g-lit').length, nodes: document.querySelectorAll('.g-node.g-lit').length,
      words: [...document.querySelectorAll('.g-label.g-lit')].filter((label) => getComputedStyle(label).visibility === 'visible').length };
  });
  assert.ok(lit.edges > 2);
  assert.equal(lit.lit, lit.edges);
  assert.equal(lit.nodes, lit.edges + 1);
  assert.equal(lit.words, lit.edges, 'with their words');
  await page.mouse.move(5, 5);
  assert.equal(await page.locator('.g-dim').count(), 0);
});
