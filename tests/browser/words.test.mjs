// The script takes a query apart exactly as the index took the texts apart.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { portal, until } from './portal.mjs';

test('words of the table', async () => {
  const table = fs.readFileSync(new URL('../it/fixtures/search/words.tsv', import.meta.url), 'utf8');
  const site = await portal();
  try {
    const page = await site.page('index.html');
    await page.keyboard.press('/');
    await until(page, () => window.backlotSearch?.open_index?.().then(Boolean));
    for (const line of table.split('\n').filter(Boolean)) {
      const [text, expected] = line.split('\t');
      const found = await page.evaluate((text) => window.backlotSearch.words(text).map(({ raw, terms }) => `${raw}>${terms[0]}`).join(' '), text);
      assert.equal(found, expected, text);
    }
  } finally { await site.close(); }
});
