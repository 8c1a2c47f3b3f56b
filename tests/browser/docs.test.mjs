// One doc site alone: its frame, annotations, pictures, formulas, print; with scripts and without.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { axe, portal } from './portal.mjs';

const PAGE = `# Guide

Text (1) with a formula $x^2$.
{ .annotate }

1.  Explained **here**.

\`\`\`yaml
key: value # (1)!
\`\`\`

1.  What the key is.

![wide](wide.svg) ![l](small.svg#only-light) ![d](small.svg#only-dark)

:material-check: done

??? note "More"

    Folded words.

$$
\\sum_{k=0}^\\infty \\frac{1}{k!}
$$

Said before[^1].

[^1]: And **why**.

\`\`\`py linenums="7" title="long.py"
x = 1
print("${'long '.repeat(60)}")
\`\`\`

| Right |
|---:|
| 1 |

${Array.from({ length: 15 }, (_, at) => `=== "Tab ${at + 1}"\n\n    Body ${at + 1}.\n`).join('\n')}`;
const svg = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width / 4}"><rect width="100%" height="100%"/></svg>`;
const FILES = {
  'mkdocs.yml': 'site_name: Alone\nmarkdown_extensions:\n  - pymdownx.arithmatex:\n      generic: true\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n',
  'docs/index.md': '# Home\n\n[guide](guide.md)\n', 'docs/guide.md': PAGE, 'docs/wide.svg': svg(4000), 'docs/small.svg': svg(40),
};

const skip = process.env.BACKLOT ? false : 'needs BACKLOT, the binary';
let site, folder;
before(async () => {
  if (skip) return;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-docs-browser-'));
  for (const [name, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  const out = path.join(folder, 'out');
  const built = spawnSync(process.env.BACKLOT, ['docs', folder, '-o', out], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  site = await portal(fs.realpathSync(out));
});
afterEach(async () => { await site?.settle(); });
after(async () => {
  await site?.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

test('a frame of its own: name, search, 404, nothing of a portal', { skip }, async () => {
  const page = await site.page('guide/index.html');
  assert.equal(await page.locator('.brand').innerText(), 'Alone');
  assert.equal(await page.locator('.main-nav a').count(), 0);
  for (const file of site.files()) {
    const open = await site.page(file, { javaScriptEnabled: false });
    const links = await open.locator('a[href], form[action]').evaluateAll((all) => all.map((one) => one.href || one.action).filter((href) => href.startsWith(location.origin)));
    for (const link of links) {
      const target = decodeURIComponent(link.slice(site.served('').length).split(/[?#]/)[0]);
      assert.ok(site.exists(target), `${file} leads to ${target}`);
    }
  }
  const lost = await site.page('404.html');
  assert.ok(await lost.locator('h1').isVisible());
});

test('a mark shows its note in place, and leads to it without scripts', { skip }, async () => {
  const page = await site.page('guide/index.html');
  const mark = page.locator('pre .note-mark');
  await mark.click();
  assert.match(await page.locator('.note-pop').innerText(), /What the key is/);
  assert.equal(await mark.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('.note-pop'));
  assert.ok(await mark.evaluate((node) => node === document.activeElement), 'the focus is back');

  const plain = await site.page('guide/index.html', { javaScriptEnabled: false });
  await plain.locator('p .note-mark').click();
  assert.match(plain.url(), /#note-1-1$/);
  assert.match(await plain.locator(':target').innerText(), /Explained here/);
});

test('copied code holds no marks', { skip }, async () => {
  const page = await site.page('guide/index.html');
  await page.evaluate(() => { navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }; });
  await page.locator('.highlight').first().hover();
  await page.locator('.highlight .copy').first().click();
  assert.equal((await page.evaluate(() => window.copied)).trim(), 'key: value');
});

test('a picture opens large and closes by keyboard', { skip }, async () => {
  const page = await site.page('guide/index.html');
  const button = page.getByRole('button', { name: 'Enlarge: wide' });
  await button.click();
  assert.ok(await page.locator('dialog.zoomed img').isVisible());
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog.zoomed'));
  assert.ok(await button.evaluate((node) => node === document.activeElement));
});

test('formulas and icons are drawn, pictures follow the theme', { skip }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await site.page('guide/index.html', { colorScheme });
    assert.equal(await page.locator('math').count(), 2);
    const sum = await page.locator('div.math math').boundingBox();
    assert.ok(sum.height > 30 && sum.width > 30, JSON.stringify(sum));
    const icon = await page.locator('.icon svg').boundingBox();
    assert.ok(icon.width > 10 && icon.width < 40, JSON.stringify(icon));
    assert.deepEqual([await page.locator('img[alt=l]').isVisible(), await page.locator('img[alt=d]').isVisible()], [colorScheme === 'light', colorScheme === 'dark']);
    assert.deepEqual(await axe(page), []);
  }
});

test('print: no frame, and what was folded is there', { skip }, async () => {
  const page = await site.page('guide/index.html');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok(await page.getByText('Folded words.').isVisible());
  for (const chrome of ['.top', '.doc-nav', '.foot', '.toc']) assert.equal(await page.locator(chrome).first().isVisible(), false, chrome);
  for (const at of [1, 15]) assert.ok(await page.getByText(`Body ${at}.`, { exact: true }).isVisible());
  const label = await page.locator('.tabbed-block').nth(14).evaluate((block) => getComputedStyle(block, '::before').content);
  assert.equal(label, '"Tab 15"');
  assert.equal(await page.locator('.tabbed-labels').isVisible(), false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.md details[open]').count(), 0);
});

test('long lines wrap on demand, numbered lines keep their numbers', { skip }, async () => {
  const page = await site.page('guide/index.html');
  const code = page.locator('.highlight', { hasText: 'long.py' });
  assert.deepEqual(await code.locator('.line').evaluateAll((lines) => lines.map((line) => getComputedStyle(line, '::before').content)), ['"7"', '"8"']);
  await code.locator('pre').hover();
  const wrap = code.getByRole('button', { name: 'Wrap lines' });
  await wrap.click();
  assert.equal(await wrap.getAttribute('aria-pressed'), 'true');
  assert.ok(await code.locator('pre').evaluate((pre) => pre.scrollWidth <= pre.clientWidth));
  assert.deepEqual(await axe(page), []);
  // Where every line fits there is nothing to wrap.
  const short = page.locator('.highlight').first();
  await short.locator('pre').hover();
  assert.equal(await short.getByRole('button').count(), 1);
});

test('every tab of a large set opens, cells keep their side, a footnote is read in place', { skip }, async () => {
  const page = await site.page('guide/index.html', { javaScriptEnabled: false });
  assert.ok(await page.getByText('Body 1.', { exact: true }).isVisible());
  await page.locator('label', { hasText: 'Tab 15' }).click();
  assert.ok(await page.getByText('Body 15.', { exact: true }).isVisible());
  assert.equal(await page.getByText('Body 1.', { exact: true }).isVisible(), false);
  assert.equal(await page.locator('td').evaluate((cell) => getComputedStyle(cell).textAlign), 'right');

  const live = await site.page('guide/index.html');
  await live.locator('.footnote-ref').click();
  assert.match(await live.locator('.note-pop').innerText(), /^And why\.\s*$/);
});
