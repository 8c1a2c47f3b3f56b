// What every test needs: the built site served under a sub-path, a browser, pages that watch themselves.
//
// In: BACKLOT_SITE (folder of a built site) or BACKLOT (the binary), CHROME (path of a Chromium). Out: `portal()`.
// Never: lets a request leave the machine.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import os from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.xml': 'text/xml', '.csv': 'text/csv; charset=utf-8',
};
const BASE = '/some/prefix/';

// The site that BACKLOT_SITE names, or example-org as the binary BACKLOT builds it.
function site() {
  let folder = process.env.BACKLOT_SITE;
  if (!folder && process.env.BACKLOT) {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-browser-')), 'site');
    const example = fileURLToPath(new URL('../../example-org', import.meta.url));
    // Its deliberate mistakes make it answer 1; the site stands all the same.
    spawnSync(process.env.BACKLOT, ['build', example, '-o', folder], { stdio: 'ignore' });
    process.on('exit', () => fs.rmSync(path.dirname(folder), { recursive: true, force: true }));
  }
  if (!folder || !fs.existsSync(path.join(folder, 'index.html'))) {
    throw new Error('set BACKLOT_SITE to the folder of a built site, or BACKLOT to the binary');
  }
  return fs.realpathSync(folder);
}

// The headless shell first: it draws the same for a third of the work, as there is no browser's own window around it.
function browser_path() {
  const known = [process.env.CHROME, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const found = known.find((file) => file && fs.existsSync(file));
  if (!found) throw new Error('no Chromium: install one or set CHROME to its path');
  return found;
}

// Serves the site under a prefix, as project pages are; keeps a list of what was asked for.
async function serve(root) {
  const asked = [];
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(request.url.split('?')[0]);
    let file = path.join(root, path.normalize(url.slice(BASE.length)));
    if (url.endsWith('/')) file = path.join(file, 'index.html');
    const known = url.startsWith(BASE) && (file === root || file.startsWith(root + path.sep)) && fs.existsSync(file) && fs.statSync(file).isFile();
    asked.push({ url, status: known ? 200 : 404 });
    response.writeHead(known ? 200 : 404, { 'content-type': known ? TYPES[path.extname(file)] ?? 'application/octet-stream' : TYPES['.html'] });
    // As hosts do: one page for everything that is not there, at any depth.
    const lost = path.join(root, '404.html');
    response.end(known ? fs.readFileSync(file) : fs.existsSync(lost) ? fs.readFileSync(lost) : 'not found');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { asked, origin: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

/** A browser of its own. */
export function open_browser() {
  return chromium.launch({ executablePath: browser_path(), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}

/** A served site and a browser; `page()` opens pages that fail their test on a console error or an outside request. `folder` is a site built otherwise. */
export async function portal(folder) {
  const root = folder ?? site();
  const server = await serve(root);
  const browser = await open_browser();
  const watched = [];
  const from_disk = (file) => pathToFileURL(path.join(root, file)).href;
  const served = (file) => `${server.origin}${BASE}${file}`;
  return {
    root,
    asked: server.asked,
    served,
    from_disk,
    exists: (file) => fs.existsSync(path.join(root, file)),
    read: (file) => fs.readFileSync(path.join(root, file), 'utf8'),
    /** All HTML files below a folder of the site. */
    files(below = '') {
      const start = path.join(root, below);
      if (!fs.existsSync(start)) return [];
      return fs.readdirSync(start, { recursive: true }).map((file) => path.join(below, String(file)).split(path.sep).join('/')).filter((file) => file.endsWith('.html')).sort();
    },
    /** A new page in a browser context of its own. `address` is a file of the site, or a full URL. */
    async page(address, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const problems = [];
      page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      await context.route('**/*', (route) => {
        const url = route.request().url();
        if (url.startsWith(server.origin) || /^(file|data|blob|about):/.test(url)) return route.continue();
        problems.push(`request to another site: ${url}`);
        return route.abort();
      });
      page.problems = problems;
      watched.push(page);
      await page.goto(/^(file|http):/.test(address) ? address : served(address), { waitUntil: 'load' });
      return page;
    },
    /** Fails if any page so far had a problem; closes them. */
    async settle() {
      const all = watched.flatMap((page) => page.problems.map((problem) => `${page.url()}: ${problem}`));
      for (const page of watched.splice(0)) await page.context().close();
      assert.deepEqual(all, []);
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Waits until `probe` (run in the page) answers with something true, and gives that. */
export async function until(page, probe, argument) {
  const handle = await page.waitForFunction(probe, argument, { timeout: 20000 });
  return handle.jsonValue();
}

/** The results that search shows, by their address below the site and their text. */
export function results(page) {
  return page.evaluate(() => {
    const root = new URL(document.documentElement.dataset.root || './', location.href).href;
    return [...document.querySelectorAll('[data-search-result]')].map((row) => ({
      href: row.href.slice(root.length), text: row.innerText.replace(/\s+/g, ' '),
    }));
  });
}

/** Types a query into the open search and waits for what it shows to stand still. */
export async function search(page, query) {
  await page.locator('dialog [data-search-input]').fill('');
  await page.keyboard.type(query, { delay: 10 });
  let before = null;
  for (let turn = 0; turn < 60; turn++) {
    await page.waitForTimeout(100);
    const now = JSON.stringify(await results(page)) + await page.locator('dialog [role=status]').innerText();
    if (turn > 1 && now === before && !/Try a name/.test(now)) break;
    before = now;
  }
  return results(page);
}

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong: WCAG 2.2 A and AA, and best practice. */
export async function axe(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`);
  });
}
