// The search of a built site under Node: the script that the browser runs, with files in place of script elements.
//
// In: a site's folder. Out: `open()`: `search(text)` and what was loaded for it. Never: a rule of its own.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import zlib from 'node:zlib';

/** The site's own script; `source` is a folder of scripts to take instead, for work on them. */
export function open(site, source) {
  const assets = path.join(site, 'assets');
  const scripts = source
    ? fs.readdirSync(source).sort().filter((name) => /^[1-4]\d-.*\.js$/.test(name)).map((name) => path.join(source, name))
    : [path.join(assets, 'search.js')];
  const loaded = new Map();
  const sandbox = { console };
  sandbox.window = sandbox;
  vm.createContext(sandbox);
  for (const script of scripts) vm.runInContext(fs.readFileSync(script, 'utf8'), sandbox, { filename: script });
  const S = sandbox.backlotSearch;
  S.load = async (name) => {
    let text;
    try { text = fs.readFileSync(path.join(assets, 'search', `${name}.js`), 'utf8'); } catch { return null; }
    if (!loaded.has(name)) loaded.set(name, zlib.gzipSync(text).length);
    let data = null;
    S.arrived = (_, given) => { data = given; };
    vm.runInContext(text, sandbox);
    return data;
  };
  const script_bytes = zlib.gzipSync(fs.readFileSync(path.join(assets, 'search.js'))).length;
  return { S, loaded, script_bytes, search: (text) => S.search(text) };
}

/** Addresses of the first results, without `index.html`, chosen answers first; sections of a page count as the page. */
export async function addresses({ S }, result, most = 10) {
  const found = (result?.answers ?? []).map(({ url }) => url.replace(/index\.html$/, ''));
  for (const hit of result?.hits.slice(0, most) ?? []) {
    const row = hit.row ?? await S.row(result.it, hit.id);
    if (row) found.push(row.url + (row.anchor ? `#${row.anchor}` : ''));
  }
  return found;
}
