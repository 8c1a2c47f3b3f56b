// How soon the catalog's index of a large portal answers on a slow machine.
//
// In: the folder of a built site, with `tests/browser` installed; CHROME if Chromium is elsewhere. Out: a table of
// milliseconds: on the clock with the processor slowed down four times by Chromium itself, and of the page's own
// processor time, times four, which other work on the machine does not change. Never: asserts; a busy machine is not a bug.
//
//     node benches/interactive.mjs SITE [slowdown]
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';

const [folder, slowdown = '4'] = process.argv.slice(2);
const root = fs.realpathSync(folder);
const { chromium } = createRequire(new URL('../tests/browser/package.json', import.meta.url))('playwright-core');
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const server = http.createServer((request, response) => {
  const file = path.join(root, path.normalize(decodeURIComponent(request.url.split('?')[0])));
  fs.readFile(file, (error, bytes) => {
    response.writeHead(error ? 404 : 200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    response.end(bytes);
  });
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const index = `http://127.0.0.1:${server.address().port}/catalog/index.html`;
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

// Everything a person waits for, measured inside the page: from the event to the frame that shows its effect.
const steps = {
  'first look: scripts ready': () => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
  'first look: loaded': () => performance.getEntriesByType('navigation')[0].loadEventEnd,
  'data ready after the filter has the focus': async () => {
    const start = performance.now();
    document.querySelector('[data-query]').focus();
    while (!document.querySelector('[data-browse]').dataset.ready) await new Promise((done) => setTimeout(done, 5));
    return performance.now() - start;
  },
  'a word is typed': () => window.timed(() => type('payments')),
  'a query': () => window.timed(() => type('kind:api owner:team-1 -tag:legacy')),
  'everything again': () => window.timed(() => type('')),
  'a facet is chosen': () => window.timed(() => document.querySelector('[data-facet="lifecycle"] [data-value]').click()),
  'sorted by owner': () => window.timed(() => document.querySelector('th[data-sort="owner"] button').click()),
  'sorted the other way': () => window.timed(() => document.querySelector('th[data-sort="owner"] button').click()),
};
// Milliseconds of every step: by the clock at a rate, or of the page's main thread.
async function run(rate, processor) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const ticks = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  await page.goto(index, { waitUntil: 'load' });
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.type = (text) => { const box = document.querySelector('[data-query]'); box.value = text; box.dispatchEvent(new Event('input')); };
    // A turn of the list is counted last; the frame after it shows it all.
    window.timed = (act) => new Promise((done) => {
      const start = performance.now(), list = document.querySelector('[data-browse]');
      new MutationObserver((_, seen) => { seen.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); })
        .observe(list, { attributes: true, attributeFilter: ['data-turn'] });
      act();
    });
  });
  const times = {};
  for (const [name, step] of Object.entries(steps)) {
    const before = name.startsWith('first') ? 0 : await ticks(), clock = await page.evaluate(step);
    await page.waitForTimeout(150);
    times[name] = processor ? await ticks() - before : clock;
  }
  await context.close();
  return times;
}
const clock = [], processor = [];
for (let turn = 0; turn < 5; turn++) {
  clock.push(await run(Number(slowdown), false));
  processor.push(await run(1, true));
}
const shown = (runs, name, times) => {
  const all = runs.map((one) => Math.round(one[name] * times)).sort((a, b) => a - b);
  return `${String(all[2]).padStart(6)} (${all[0]}–${all[4]})`.padEnd(20);
};
console.log(`${''.padEnd(44)} ${'by the clock'.padStart(18)}   processor × ${slowdown}`);
for (const name of Object.keys(steps)) console.log(`${name.padEnd(44)} ${shown(clock, name, 1)} ${shown(processor, name, Number(slowdown))}`);
await browser.close();
server.close();
