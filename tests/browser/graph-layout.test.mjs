// The layout in graph.js against the vectors that the Rust layout is held to. Run: node --test tests/browser
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const here = new URL('.', import.meta.url);
const graph = createRequire(import.meta.url)('../../themes/default/assets/graph.js');

test('graph.js lays graphs out as the binary does', () => {
  const vectors = JSON.parse(readFileSync(new URL('../it/fixtures/graph/layout.json', here)));
  assert.ok(vectors.length >= 16);
  vectors.forEach(({ spec, laid }, at) => assert.deepEqual(graph.layout(spec), laid, `vector ${at}`));
});

test('filters, folding, paths and impact count what they hide', () => {
  const data = {
    kinds: ['api', 'component', 'group'],
    icons: ['', '', ''],
    relations: [['dependsOn', 'dependencyOf'], ['consumesApi', 'apiConsumedBy'], ['apiProvidedBy', 'providesApi'], ['ownerOf', 'ownedBy'], ['hasPart', 'partOf']],
    missing: 4,
    nodes: [[0, 'default/orders'], [1, 'default/cart', 'Cart'], [1, 'default/shop'], [2, 'default/team'], [1, 'default/gone']],
    edges: [1, 1, 0, 2, 0, 2, 3, 3, 1, 3, 3, 2, 0, 2, 4],
  };
  const model = graph.model(data);
  const ask = { roots: [0], depth: 1, kinds: null, relations: null, simplified: true, merge: true, rollup: '', to: -1 };
  assert.equal(model.view(ask).nodes.length, 3);
  assert.equal(model.view({ ...ask, depth: 2 }).nodes.length, 5);
  assert.equal(model.view({ ...ask, kinds: new Set(['api']) }).hidden.filter, 2);
  assert.deepEqual(model.view({ ...ask, roots: [1], to: 4 }).way.length, 4);
  assert.deepEqual(model.impact(1, true).map((one) => one.id), [0, 2, 4]);
  assert.match(graph.mermaid({ nodes: [{ label: 'a"]; click <b>' }], edges: [] }, 'LR'), /n0\["a#34;\]; click #60;b#62;"\]/);
});
