// Pictures of every kind of page: light, dark and phone, and of search in use.
//
// In: the site (BACKLOT_SITE or BACKLOT, as for the tests), a folder as argument. Out: PNG files in it, named
// `<kind>-<look>.png`, and, unless kinds are named, all of a look on one sheet, `all-<look>.jpg`. Never: compares;
// looking at them is for people.
//
//     BACKLOT_SITE=site node shots.mjs ../../docs/images [kind…]
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { portal, search, until } from './portal.mjs';

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node shots.mjs FOLDER [kind…]');
  process.exit(2);
}
fs.mkdirSync(folder, { recursive: true });
const site = await portal();
const first = (below, pattern, holds = '') => site.files(below).find((file) => pattern.test(file) && site.read(file).includes(holds));
const entity = (kind) => first('catalog', new RegExp(`^catalog/[^/]+/${kind}/[^/]+/index\\.html$`));
const pages = {
  home: 'index.html', catalog: 'catalog/index.html', 'docs-home': 'docs/index.html', apis: 'api-docs/index.html', templates: 'create/index.html',
  teams: 'teams/index.html', graph: 'catalog-graph/index.html', health: 'health/index.html',
  ...Object.fromEntries(['component', 'api', 'system', 'domain', 'group', 'user', 'resource', 'template'].map((kind) => [kind, entity(kind)])),
  ...Object.fromEntries(['relations', 'dependencies', 'api', 'health', 'yaml'].map((tab) => [`tab-${tab}`, first('catalog', new RegExp(`/${tab}/index\\.html$`))])),
  docs: first('docs', /\/[^/]+\/[^/]+\/[^/]+\/[^/]+\/index\.html$/, 'data-docs-body'),
  results: 'search/index.html?query=service', missing: '404.html',
};
const looks = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 780 }, deviceScaleFactor: 2 },
};
const taken = [];
const shoot = async (page, kind, look) => {
  const file = path.join(folder, `${kind}-${look}.png`);
  taken.push({ kind, look, file });
  await page.waitForTimeout(300);
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`${file} ${Math.round(fs.statSync(file).size / 1024)} KB`);
  await page.context().close();
};
for (const [look, options] of Object.entries(looks)) {
  for (const [kind, file] of Object.entries(pages)) {
    if (file && site.exists(file.split('?')[0]) && (!wanted.length || wanted.includes(kind))) await shoot(await site.page(file, options), kind, look);
  }
  if (!wanted.length || wanted.includes('search')) {
    const page = await site.page('index.html', options);
    await page.keyboard.press('/');
    await until(page, () => document.querySelector('dialog[open]') && true);
    await search(page, 'service');
    await shoot(page, 'search', look);
  }
}
// All of a look, with their names, as one picture.
const sheet = async (look) => {
  const wide = look !== 'phone';
  const figures = taken.filter((one) => one.look === look).map(({ kind, file }) =>
    `<figure><img src="${pathToFileURL(path.resolve(file))}"><figcaption>${kind.replace('-', ': ')}</figcaption></figure>`);
  const source = path.join(folder, `all-${look}.html`), [paper, ink] = look === 'dark' ? ['#000', '#ccc'] : ['#fff', '#333'];
  fs.writeFileSync(source, `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 24px; display: grid; gap: 24px; grid-template-columns: repeat(${wide ? 5 : 9}, 1fr); background: ${paper}; color: ${ink}; font: 15px system-ui, sans-serif; }
    figure { margin: 0 } img { display: block; width: 100%; border: 1px solid #8886; border-radius: 6px; box-sizing: border-box } figcaption { padding-top: 6px }
  </style>${figures.join('')}`);
  const page = await site.page(pathToFileURL(path.resolve(source)).href, { viewport: { width: 1760, height: 800 } });
  await page.screenshot({ path: path.join(folder, `all-${look}.jpg`), type: 'jpeg', quality: 78, fullPage: true });
  fs.rmSync(source);
};
if (!wanted.length) for (const look of Object.keys(looks)) await sheet(look);
await site.close();
