// Addresses with nothing at them, on a host that shows 404.html for all of these, at any depth.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { portal, until } from './portal.mjs';

const skip = process.env.BACKLOT ? false : 'set BACKLOT to the binary';
let folder, sites;

// The same portal with an address that is not where it stands, and with none.
before(async () => {
  if (skip) return;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backlot-missing-'));
  const example = fileURLToPath(new URL('../../example-org', import.meta.url));
  const build = async (name, source) => {
    spawnSync(process.env.BACKLOT, ['build', source, '-o', path.join(folder, name)], { stdio: 'ignore' });
    return portal(fs.realpathSync(path.join(folder, name)));
  };
  const bare = path.join(folder, 'source');
  fs.cpSync(example, bare, { recursive: true });
  fs.writeFileSync(path.join(bare, 'backlot.yaml'), fs.readFileSync(path.join(bare, 'backlot.yaml'), 'utf8').replace(/^url:.*\n/m, ''));
  sites = { 'another address': await build('addressed', example), 'no address': await build('bare', bare) };
});
after(async () => {
  for (const site of Object.values(sites ?? {})) await site.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

const each = (name, check) => test(name, { skip }, async () => { for (const [kind, site] of Object.entries(sites)) await check(site, kind); });
const found = (page) => until(page, () => document.documentElement.dataset.root.startsWith('/'));

each('near names are offered, and everything on the page leads into the portal', async (site, kind) => {
  for (const [address, wanted] of [
    ['berth-servic/', 'Berth service'], ['catalog/default/component/berht-service/', 'Berth service'], ['a/b/c/d/fare-rule', 'Fare rules'],
    ['docs/default/component/bookingapi/running/', 'Booking API'],
  ]) {
    const page = await site.page(address);
    await page.locator('[data-near]').waitFor();
    assert.ok((await page.locator('[data-near-list]').innerText()).includes(wanted), `${kind}, ${address}`);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.href).filter((href) => href.startsWith(location.origin) && !href.includes('#')));
    assert.ok(links.length > 10);
    for (const link of links) assert.ok(link.startsWith(site.served('')) && site.exists(decodeURIComponent(link.slice(site.served('').length))), `${kind}, ${address}: ${link}`);
    assert.equal(await page.locator('form.find').evaluate((form) => form.action), site.served('search/index.html'));
    assert.notEqual(await page.locator('.lost').evaluate((one) => getComputedStyle(one).paddingTop), '0px', 'it has its style');
    await page.keyboard.press('/');
    await until(page, () => document.querySelector('dialog[open] [data-search-input]'));
    await page.context().close();
  }
});

each('an address in another case leads on, with what comes after the name', async (site, kind) => {
  for (const [from, to] of [
    ['catalog/Default/Component/Berth-Service/', 'catalog/default/component/berth-service/'],
    ['catalog/default/Component/berth-service/relations/', 'catalog/default/component/berth-service/relations/'],
    ['docs/Default/Component/Berth-Service/boards/', 'docs/default/component/berth-service/boards/'],
    ['catalog/default/Component/berth-service/docs', 'docs/default/component/berth-service/'],
    ['docs/default/component/FARE-RULES/', 'docs/default/component/fare-rules/'],
  ]) {
    const page = await site.page(`${from}#here`);
    await page.waitForURL((url) => url.pathname.endsWith(`/some/prefix/${to}`));
    assert.ok(site.exists(`${to}index.html`), to);
    assert.equal(new URL(page.url()).hash, '#here', kind);
    await page.context().close();
  }
});

each('a page that an entity does not have ends at the 404 page, not in a circle', async (site) => {
  const page = await site.page('catalog/default/component/Berth-Service/nothing/');
  await found(page);
  await page.locator('[data-near]').waitFor();
  assert.match(await page.locator('[data-near-list]').innerText(), /Berth service/);
  assert.ok(page.url().endsWith('/catalog/default/component/berth-service/nothing/'));
});

each('pages that moved lead on without scripts', async (site, kind) => {
  const stubs = site.files('').filter((file) => /http-equiv="refresh"/.test(site.read(file)));
  assert.ok(stubs.length > 0, kind);
  for (const file of stubs) {
    const [, to] = /http-equiv="refresh" content="0; ?url=([^"]*)"/.exec(site.read(file));
    const target = new URL(to, site.served(file)).pathname.slice('/some/prefix/'.length);
    assert.ok(site.exists(decodeURIComponent(target)), `${file} → ${target}`);
  }
});
