// The preview while somebody writes: what is saved shows by itself, what is wrong is said, the place on the page stays.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_browser } from './portal.mjs';

const skip = process.env.BACKLOT ? false : 'set BACKLOT to the binary';
let folder, child, origin, browser;

before(async () => {
  if (skip) return;
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-preview-')));
  fs.cpSync(fileURLToPath(new URL('../../example-org/platform', import.meta.url)), path.join(folder, 'platform'), { recursive: true });
  child = spawn(process.env.BACKLOT, ['serve', folder, '--port', '18600'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  origin = await new Promise((done, fail) => {
    child.on('exit', () => fail(new Error('the preview ended')));
    lines.on('line', (line) => { const found = /Serving (http:\S+?)\/? /.exec(line); if (found) done(found[1]); });
  });
  browser = await open_browser();
});
after(async () => {
  await browser?.close();
  child?.kill();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

const file = (name) => path.join(folder, 'platform', name);
const edit = (name, change) => {
  const text = fs.readFileSync(file(name), 'utf8');
  fs.writeFileSync(file(name), change(text));
  return () => fs.writeFileSync(file(name), text);
};
const page_at = async (address) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 500 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => assert.fail(error.message));
  await page.goto(`${origin}/${address}`);
  return page;
};
// What the strip says; empty where there is none.
const strip = (page) => page.evaluate(() => document.querySelector('backlot-preview')?.shadowRoot.querySelector('summary')?.textContent ?? '').catch(() => '');
async function strip_says(page, pattern) {
  let said = '';
  for (let turn = 0; turn < 100; turn++) {
    said = await strip(page);
    if (pattern.test(said)) return said;
    await page.waitForTimeout(100);
  }
  return assert.fail(`the strip says ${JSON.stringify(said)}, not ${pattern}`);
}

test('a saved page shows itself, at the same place', { skip }, async () => {
  const page = await page_at('docs/default/component/skl/writing-docs/index.html');
  assert.equal(await strip(page), '', 'warnings of files that nobody works on are not in the way');
  await page.evaluate(() => scrollTo(0, 900));
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 500);
  const undo = edit('docs/writing-docs.md', (text) => `${text}\n\n## Seen at once\n\nWritten a moment ago.\n`);
  await page.getByRole('heading', { name: 'Seen at once' }).waitFor({ state: 'attached' });
  assert.ok(Math.abs(await page.evaluate(() => scrollY) - before) < 5, 'the place on the page is kept');
  undo();
  await page.getByRole('heading', { name: 'Seen at once' }).waitFor({ state: 'detached' });
});

test('a link that breaks is said where it is, and the strip goes when it is mended', { skip }, async () => {
  const page = await page_at('docs/default/component/skl/flags/index.html');
  const undo = edit('docs/flags.md', (text) => `${text}\n[gone](nowhere.md)\n`);
  const line = fs.readFileSync(file('docs/flags.md'), 'utf8').trimEnd().split('\n').length;
  assert.match(await strip_says(page, /nowhere/), new RegExp(`^1 warning.*platform/docs/flags\\.md:${line}:\\d+.*nowhere\\.md. leads nowhere`));
  assert.ok(!await page.evaluate(() => document.querySelector('backlot-preview').shadowRoot.querySelector('details').open), 'it is one line');
  const height = await page.evaluate(() => document.querySelector('backlot-preview').shadowRoot.querySelector('details').getBoundingClientRect().height);
  assert.ok(height < 50, `${height}`);
  await page.evaluate(() => document.querySelector('backlot-preview').shadowRoot.querySelector('summary').click());
  assert.match(await page.evaluate(() => document.querySelector('backlot-preview').shadowRoot.querySelector('pre').textContent), /\[gone\]\(nowhere\.md\)\n.*\^/);
  await page.keyboard.press('Escape');
  assert.ok(!await page.evaluate(() => document.querySelector('backlot-preview').shadowRoot.querySelector('details').open));
  undo();
  await strip_says(page, /^$/);
});

test('a change of the catalog shows; a mistake in it leaves the last good page under its diagnostic', { skip }, async () => {
  const page = await page_at('catalog/default/component/skl/index.html');
  const undo = edit('catalog-info.yaml', (text) => text.replace('title: skl', 'title: Skull'));
  await page.getByRole('heading', { level: 1, name: 'Skull' }).waitFor();
  edit('catalog-info.yaml', (text) => text.replace('name: skl\n', 'name: sk l\n'));
  assert.match(await strip_says(page, /^1 error/), /platform\/catalog-info\.yaml:\d+:\d+.*`metadata\.name` is not valid/);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Skull');
  edit('catalog-info.yaml', (text) => text.replace('kind: Component', 'kind: [Component'));
  await strip_says(page, /^1 error(?!.*metadata\.name)/);
  undo();
  await page.getByRole('heading', { level: 1, name: 'skl' }).waitFor();
  await strip_says(page, /^(?!.*error)/);
});
