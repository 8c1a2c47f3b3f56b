// The graph page: roots, depth, kinds, relations, direction, roll-up, paths, impact, export. Its addresses are
// Backstage's. Needs graph-layout.js and, on the page, graph-canvas.js.
(function () {
  'use strict';
  var api = typeof module !== 'undefined' ? require('./graph-layout.js') : window.backlotLayout;
  var layout = api.layout, width = api.width, shorten = api.shorten, lists = api.lists;

  // Model.

  // What is asked: {roots, depth, kinds, relations, direction, simplified, merge, rollup, to}.
  // What comes back: {nodes: [{id, count, state}], edges: [{from, to, label, title, on}], hidden: {edges, nodes}, note}.
  function model(data) {
    var count = data.nodes.length, around = lists(count), byRef = new Map();
    function ref(id) { return data.kinds[data.nodes[id][0]] + ':' + data.nodes[id][1]; }
    data.nodes.forEach(function (_, id) { byRef.set(ref(id), id); });
    for (var at = 0; at < data.edges.length; at += 3) {
      var r = data.edges[at], from = data.edges[at + 1], to = data.edges[at + 2];
      if (from === to) continue;
      around[from].push([to, r, true]);
      around[to].push([from, r, false]);
    }
    var relation = new Map();
    data.relations.forEach(function (pair, at) { relation.set(pair[0], at); });
    var HAS = relation.get('hasPart'), OWNS = relation.get('ownerOf');
    var DEPENDS = ['dependsOn', 'consumesApi', 'apiProvidedBy'].map(function (name) { return relation.get(name); });
    function kind(id) { return data.kinds[data.nodes[id][0]]; }
    function title(id) {
      var row = data.nodes[id];
      return row[2] || row[1].replace(/^default\//, '');
    }
    function group(id, level) {
      if (level === 'team') {
        if (kind(id) === 'group' || kind(id) === 'user') return id;
        var owners = above(id, OWNS);
        return owners.length ? owners[0] : -1;
      }
      for (var n = 0; n < 16; n++) {
        if (kind(id) === level) return id;
        var up = above(id, HAS), best = up.find(function (one) { return kind(one) === level; });
        if (!up.length) return -1;
        id = best === undefined ? up[0] : best;
      }
      return -1;
    }
    // Who owns or holds it; what the catalog lacks comes last.
    function above(id, relation) {
      var up = around[id].filter(function (link) { return link[1] === relation && !link[2]; });
      return up.map(function (link) { return link[0]; }).sort(function (a, b) { return a - b; });
    }
    function wanted(ask, id) { return !ask.kinds || ask.kinds.has(kind(id)); }

    function distances(ask) {
      var found = new Map(), queue = [];
      ask.roots.forEach(function (id) { found.set(id, 0); queue.push(id); });
      for (var at = 0; at < queue.length; at++) {
        var here = found.get(queue[at]);
        if (here >= ask.depth) continue;
        around[queue[at]].forEach(function (link) {
          if (found.has(link[0]) || ask.relations && !ask.relations.has(link[1]) || !wanted(ask, link[0])) return;
          found.set(link[0], here + 1);
          queue.push(link[0]);
        });
      }
      return found;
    }

    function path(ask) {
      var before = new Map(ask.roots.map(function (id) { return [id, null]; })), queue = ask.roots.slice();
      for (var at = 0; at < queue.length && !before.has(ask.to); at++) {
        around[queue[at]].forEach(function (link) {
          if (before.has(link[0]) || ask.relations && !ask.relations.has(link[1]) || link[0] !== ask.to && !wanted(ask, link[0])) return;
          before.set(link[0], queue[at]);
          queue.push(link[0]);
        });
      }
      var way = [];
      for (var id = before.has(ask.to) ? ask.to : null; id !== null; id = before.get(id)) way.unshift(id);
      return way;
    }

    function impact(start, forwards) {
      var found = new Map([[start, { distance: 0, via: -1 }]]), queue = [start];
      for (var at = 0; at < queue.length; at++) {
        around[queue[at]].forEach(function (link) {
          if (found.has(link[0]) || link[2] !== forwards || DEPENDS.indexOf(link[1]) < 0) return;
          found.set(link[0], { distance: found.get(queue[at]).distance + 1, via: queue[at] });
          queue.push(link[0]);
        });
      }
      return queue.slice(1).map(function (id) { return { id: id, distance: found.get(id).distance, via: found.get(id).via }; });
    }

    // Every relation in question is drawn or counted in `hidden` by what hides it: `filter`; `equal`, among nodes
    // equally far; `inside` a node that stands for both ends; `apart`, of an entity in none; `limit`.
    function view(ask) {
      var hidden = { filter: 0, equal: 0, inside: 0, apart: 0, limit: 0, nodes: 0 }, shown = 0, whole = !ask.roots.length;
      var way = ask.to >= 0 && !whole ? path(ask) : null;
      var found = way && way.length ? new Map(way.map(function (id, at) { return [id, at]; })) : whole ? new Map() : distances(ask);
      var level = ask.rollup || (whole ? 'system' : ''), slot = new Map(), nodes = [];
      var LIMIT = 150;
      if (whole) data.nodes.forEach(function (_, id) { if (wanted(ask, id)) found.set(id, 0); });
      // Owners stand on the sheet by what they own.
      function bare(id) { return whole && level === 'team' && /^(group|user)$/.test(kind(id)); }
      function stand(id) {
        var own = level ? group(id, level) : id;
        return own < 0 && !whole ? id : own;
      }
      found.forEach(function (_, id) {
        var own = bare(id) ? -1 : stand(id);
        if (own < 0) return;
        if (slot.has(own)) { nodes[slot.get(own)].count += own === id ? 0 : 1; return; }
        if (nodes.length >= LIMIT) { hidden.nodes++; return; }
        slot.set(own, nodes.length);
        nodes.push({ id: own, count: own === id ? 0 : 1, state: ask.roots.indexOf(id) >= 0 ? 'root' : own >= data.missing ? 'missing' : '' });
      });
      var merged = new Map();
      for (var at = 0; at < data.edges.length; at += 3) {
        var r = data.edges[at], from = data.edges[at + 1], to = data.edges[at + 2], asked = !ask.relations || ask.relations.has(r);
        var near = found.has(from) ? found.get(from) : Infinity, far = found.has(to) ? found.get(to) : Infinity, both = near + far < Infinity;
        if (from === to) continue;
        if (whole ? DEPENDS.indexOf(r) < 0 && !(ask.relations && asked) : way && way.length ? !both : !both && Math.min(near, far) >= ask.depth) continue;
        // Seen from an entity within the depth, the other end is missing only by a filter.
        if (!asked || !both) { hidden.filter++; continue; }
        var own = stand(from), other = stand(to), a = slot.get(own), b = slot.get(other);
        if (own < 0 || other < 0) { hidden.apart++; continue; }
        if (own === other) { hidden.inside++; continue; }
        if (a === undefined || b === undefined) { hidden.limit++; continue; }
        if (way && way.length ? Math.abs(near - far) !== 1 : ask.simplified && !level && near === far) { hidden.equal++; continue; }
        var turn = !ask.merge && !level && near > far, key = turn ? b + ' ' + a : a + ' ' + b;
        if (!merged.has(key)) merged.set(key, { from: turn ? b : a, to: turn ? a : b, names: [], count: 0 });
        var edge = merged.get(key), name = data.relations[r][turn ? 1 : 0];
        edge.count++;
        shown++;
        if (edge.names.indexOf(name) < 0) edge.names.push(name);
      }
      var edges = Array.from(merged.values());
      if (level && edges.length > 120) {
        edges.sort(function (x, y) { return y.count - x.count || x.from - y.from || x.to - y.to; });
        edges.splice(120).forEach(function (edge) { hidden.limit += edge.count; shown -= edge.count; });
      }
      return {
        nodes: nodes,
        edges: edges.map(function (edge) {
          return { from: edge.from, to: edge.to, on: !!(way && way.length), label: level ? edge.count > 1 ? String(edge.count) : '' : edge.names.join(', '), title: title(nodes[edge.from].id) + ' → ' + title(nodes[edge.to].id) + ': ' + edge.names.join(', ') };
        }),
        shown: shown,
        hidden: hidden,
        level: level,
        way: way
      };
    }
    // Where something that the catalog lacks is named: `path:line:column`.
    function named(id) { return data.nodes[id][4] || ''; }
    // What a person means: a reference, a title, a name, or the first that holds the text; -1 for none.
    function resolve(text) {
      if (!text || byRef.has(text)) return text ? byRef.get(text) : -1;
      var best = -1, rank = 3;
      for (var id = 0; id < data.missing && rank; id++) {
        var own = title(id).toLowerCase(), full = ref(id);
        var now = own === text || full.slice(full.indexOf('/') + 1) === text ? 0 : own.indexOf(text) === 0 ? 1 : own.indexOf(text) > 0 || full.indexOf(text) >= 0 ? 2 : 3;
        // Of two that begin alike the shorter is meant.
        if (now < rank || now === rank && now < 3 && own.length < title(best).length) { rank = now; best = id; }
      }
      return best;
    }
    return { named: named, resolve: resolve, data: data, ref: ref, kind: kind, title: title, byRef: byRef, view: view, impact: impact };
  }

  // Many edges go without words, which would take most of the room; each shows its own when it is pointed at. On a small
  // screen names take two lines besides, so that neighbours can be read.
  function spec(graph, direction, small, quiet) {
    return {
      nodes: graph.nodes.map(function (node) { return { w: node.width, h: 18 + 14 * node.lines.length }; }),
      edges: graph.edges.map(function (edge) {
        return { from: edge.from, to: edge.to, label: quiet ? { w: 0, h: 0 } : { w: width(edge.label, 11), h: edge.label ? 14 : 0 }, length: 1 };
      }),
      direction: direction, rankGap: small ? 28 : quiet ? 40 : 56, nodeGap: small ? 8 : 12, stretch: true, rowWidth: small ? 360 : 960
    };
  }

  // A name in at most two lines.
  function wrap(text, size, limit) {
    var lines = [''];
    text.split(/(?<=[\s\-_/.])/).forEach(function (word) {
      var last = lines.length - 1;
      if (lines[last] && last < 1 && width(lines[last] + word.trimEnd(), size) > limit) lines.push(word);
      else lines[last] += word;
    });
    return lines.map(function (line) { return shorten(line.trim(), size, limit); });
  }

  // Exports as text.

  function quote(text) { return '"' + text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ') + '"'; }

  function dot(graph, direction) {
    return 'digraph {\n  rankdir=' + direction + '\n  node [shape=box]\n' + graph.nodes.map(function (node, at) {
      return '  n' + at + ' [label=' + quote(node.label) + (node.state === 'missing' ? ', style=dashed' : '') + ']\n';
    }).join('') + graph.edges.map(function (edge) {
      return '  n' + edge.from + ' -> n' + edge.to + (edge.label ? ' [label=' + quote(edge.label) + ']' : '') + '\n';
    }).join('') + '}\n';
  }

  function mermaid(graph, direction) {
    function safe(text) { return '"' + text.replace(/[#"<>&]/g, function (c) { return '#' + c.charCodeAt(0) + ';'; }).replace(/\s+/g, ' ') + '"'; }
    var lost = graph.nodes.map(function (node, at) { return node.state === 'missing' ? 'n' + at : ''; }).filter(Boolean);
    return 'flowchart ' + direction + '\n' + graph.nodes.map(function (node, at) { return '  n' + at + '[' + safe(node.label) + ']\n'; }).join('') +
      graph.edges.map(function (edge) { return '  n' + edge.from + ' -->' + (edge.label ? '|' + safe(edge.label) + '|' : '') + ' n' + edge.to + '\n'; }).join('') +
      (lost.length ? '  classDef missing stroke-dasharray: 5 3\n  class ' + lost.join(',') + ' missing\n' : '');
  }

  if (typeof module !== 'undefined') {
    module.exports = { layout: layout, model: model, dot: dot, mermaid: mermaid };
    return;
  }

  // Page.

  var view = document.querySelector('[data-graph]');
  if (!view) return;
  var base = document.documentElement.dataset.root || './', heading = document.title, loaded = null, shown = null, asked = false;
  var canvas = view.querySelector('[data-graph-canvas]'), bar = view.querySelector('[data-graph-controls]');
  var sheet = window.backlotCanvas(canvas);
  var status = view.querySelector('[data-graph-status]'), tools = view.querySelector('[data-graph-tools]'), legend = view.querySelector('[data-graph-legend]'), impactBox = view.querySelector('[data-graph-impact]');

  function make(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name === 'text') node.textContent = attributes[name]; else node.setAttribute(name, attributes[name]);
    });
    (children || []).forEach(function (child) { node.append(child); });
    return node;
  }

  function draw(tag, attributes, text) {
    var node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (text != null) node.textContent = text;
    return node;
  }

  function page(id) { return base + 'catalog/' + loaded.ref(id).replace(/^([^:]*):([^/]*)\/(.*)$/, '$2/$1/$3').split('/').map(encodeURIComponent).join('/') + '/index.html'; }

  function address() {
    var query = new URLSearchParams(location.search), depth = query.get('maxDepth');
    return {
      refs: query.getAll('rootEntityRefs[]').concat(query.getAll('rootEntityRefs')).map(function (ref) { return ref.toLowerCase(); }),
      depth: depth === '∞' ? Infinity : Math.max(0, parseInt(depth, 10)) || 1,
      kinds: query.getAll('selectedKinds[]'),
      names: query.getAll('selectedRelations[]'),
      direction: /^(LR|RL|TB|BT)$/.test(query.get('direction')) ? query.get('direction') : 'LR',
      simplified: query.get('unidirectional') !== 'false',
      merge: query.get('mergeRelations') !== 'false',
      rollup: /^(system|domain|team)$/.test(query.get('rollUp')) ? query.get('rollUp') : '',
      to: (query.get('pathTo') || '').toLowerCase()
    };
  }

  function go(change, replace) {
    var ask = Object.assign(address(), change), query = new URLSearchParams();
    ask.refs.forEach(function (ref) { query.append('rootEntityRefs[]', ref); });
    if (ask.refs.length) query.set('maxDepth', ask.depth === Infinity ? '∞' : ask.depth);
    ask.kinds.forEach(function (kind) { query.append('selectedKinds[]', kind); });
    ask.names.forEach(function (name) { query.append('selectedRelations[]', name); });
    if (ask.direction !== 'LR') query.set('direction', ask.direction);
    query.set('unidirectional', ask.simplified);
    query.set('mergeRelations', ask.merge);
    if (ask.rollup) query.set('rollUp', ask.rollup);
    if (ask.to) query.set('pathTo', ask.to);
    history[replace ? 'replaceState' : 'pushState'](null, '', '?' + query);
    load(show);
  }

  function load(then) {
    if (loaded) return then();
    if (asked) return;
    asked = true;
    var script = document.createElement('script'), url = view.dataset.src;
    script.src = window.trustedTypes ? window.trustedTypes.createPolicy('backlot-graph', { createScriptURL: function () { return url; } }).createScriptURL('') : url;
    script.onload = function () { loaded = model(window.backlotGraph); fill(); then(); };
    script.onerror = function () { asked = false; status.textContent = 'The graph data could not be loaded. Reload the page to try again.'; };
    document.head.append(script);
  }

  function show() {
    view.classList.add('g-asked');
    var ask = address(), known = ask.refs.filter(function (ref) { return loaded.byRef.has(ref); });
    var lost = ask.refs.concat(ask.to || []).filter(function (ref) { return !loaded.byRef.has(ref); });
    ask.roots = known.map(function (ref) { return loaded.byRef.get(ref); });
    ask.to = loaded.byRef.has(ask.to) ? loaded.byRef.get(ask.to) : -1;
    ask.kinds = ask.kinds.length ? new Set(ask.kinds.map(function (kind) { return kind.toLowerCase(); })) : null;
    ask.relations = ask.names.length ? new Set(ask.names.map(function (name) {
      return loaded.data.relations.findIndex(function (pair) { return pair.indexOf(name) >= 0; });
    })) : null;
    var graph = loaded.view(ask), small = is_small();
    graph.nodes.forEach(function (node) {
      var bold = node.state === 'root' ? 1.1 : 1;
      node.label = loaded.title(node.id);
      node.lines = small ? wrap(node.label, 12, 92 / bold) : [shorten(node.label, 12, 170 / bold)];
      node.width = Math.floor(Math.max.apply(null, node.lines.map(function (line) { return width(line, 12); })) * bold) + (small ? 16 : 46);
    });
    shown = { graph: graph, direction: ask.direction, small: small };
    paint(graph, ask.direction);
    explain(graph);
    status.textContent = told(graph, ask, lost);
    document.title = known.map(function (ref) { return loaded.title(loaded.byRef.get(ref)) + ' · '; }).join('') + heading;
    sync(ask, known);
    view.classList.add('g-shown');
    showImpact(ask.roots[0]);
  }

  function is_small() { return view.clientWidth < 560; }

  // What is drawn, and what is not and why, in words.
  function told(graph, ask, lost) {
    function count(n, one, many) { return n + ' ' + (n === 1 ? one : many || one + 's'); }
    var hidden = graph.hidden, way = graph.way, from = shown.relations = graph.shown, group = graph.level === 'team' ? 'team' : graph.level;
    var parts = [count(graph.nodes.length, 'node') + ', ' + count(graph.edges.length, 'edge') + (from > graph.edges.length ? ' for ' + count(from, 'relation') : '')];
    var left = [[hidden.filter, 'filtered out'], [hidden.equal, 'between neighbours'], [hidden.inside, 'within a ' + group], [hidden.apart, 'of entities outside any ' + group], [hidden.limit, 'beyond the limit']];
    left = left.filter(function (one) { return one[0]; });
    if (left.length) parts.push('Not shown: ' + left.map(function (one, at) { return (at ? one[0] : count(one[0], 'relation')) + ' ' + one[1]; }).join(', '));
    if (hidden.nodes) parts.push(count(hidden.nodes, 'entity', 'entities') + ' beyond the limit of 150');
    if (way) parts.push(way.length ? 'path of ' + count(way.length - 1, 'step') : 'no path found');
    if (lost.length) parts.push('not in the catalog: ' + lost.join(', '));
    return parts.join(' · ');
  }

  function paint(graph, direction) {
    var small = shown.small, quiet = small || graph.nodes.length > 24, laid = layout(spec(graph, direction, small, quiet)), flat = direction === 'LR' || direction === 'RL';
    var svg = draw('svg', { class: 'g g--entities' + (quiet ? ' g-quiet' : ''), viewBox: '0 0 ' + (laid.width + 16) + ' ' + (laid.height + 16), 'font-size': 12, 'font-family': 'system-ui,sans-serif', role: 'group', 'aria-label': 'Graph' });
    svg.dataset.w = laid.width + 16;
    svg.dataset.h = laid.height + 16;
    var all = draw('g', { transform: 'translate(8 8)' }), edges = draw('g', { class: 'g-edges', fill: 'none' }), labels = draw('g', { class: 'g-labels', 'font-size': 11, 'text-anchor': 'middle' });
    svg.append(all);
    all.append(edges);
    if (!quiet) all.append(labels);
    graph.edges.forEach(function (edge, at) {
      var route = laid.routes[at], points = route.points, d = 'M' + points[0].join(' ');
      for (var i = 1; i < points.length; i++) {
        var a = points[i - 1], b = points[i];
        if (a[1] === b[1]) d += 'H' + b[0];
        else if (a[0] === b[0]) d += 'V' + b[1];
        else if (flat) { var x = (a[0] + b[0]) >> 1; d += 'C' + [x, a[1], x, b[1], b[0], b[1]].join(' '); }
        else { var y = (a[1] + b[1]) >> 1; d += 'C' + [a[0], y, b[0], y, b[0], b[1]].join(' '); }
      }
      var end = points[points.length - 1], sign = (direction === 'LR' || direction === 'TB') !== route.reversed ? 1 : -1;
      d += flat ? 'M' + (end[0] - sign * 6) + ' ' + (end[1] - 4) + 'L' + end.join(' ') + 'L' + (end[0] - sign * 6) + ' ' + (end[1] + 4) :
        'M' + (end[0] - 4) + ' ' + (end[1] - sign * 6) + 'L' + end.join(' ') + 'L' + (end[0] + 4) + ' ' + (end[1] - sign * 6);
      var line = draw('path', { class: edge.on ? 'g-edge g-on' : 'g-edge', d: d, 'data-from': edge.from, 'data-to': edge.to });
      line.append(draw('title', {}, edge.title));
      edges.append(line);
      var half = (points.length - 1) >> 1, next = points[Math.min(half + 1, points.length - 1)];
      if (quiet && edge.label) route.label = [(points[half][0] + next[0]) >> 1, (points[half][1] + next[1]) >> 1];
      if (route.label) {
        var w = width(edge.label, 11), ends = { 'data-from': edge.from, 'data-to': edge.to };
        labels.append(draw('rect', Object.assign({ class: 'g-label-back', x: route.label[0] - (w >> 1), y: route.label[1] - 7, width: w, height: 14 }, ends)),
          draw('text', Object.assign({ class: 'g-label', x: route.label[0], y: route.label[1] + 4 }, ends), edge.label));
      }
    });
    laid.order.forEach(function (at) {
      var node = graph.nodes[at], box = laid.nodes[at], kind = loaded.kind(node.id);
      var gone = node.state === 'missing' && loaded.data.nodes[node.id], named = gone && loaded.named(node.id);
      var place = gone && (gone[6] ? base + gone[6] : gone[5]);
      var link = draw(gone && !place ? 'g' : 'a', { class: 'g-node g-node--' + kind.replace(/[^a-z0-9-]/g, '') + (node.state ? ' g-' + node.state : '') });
      if (!gone) link.setAttribute('href', page(node.id));
      else if (place) link.setAttribute('href', place);
      link.append(draw('title', {}, loaded.ref(node.id) + (gone ? (gone[6] ? ' · invalid' : ' · not found') + (named && ', declared at ' + named) : '') + (node.count ? ' · ' + node.count + ' inside' : '')));
      link.append(draw('rect', { x: box[0], y: box[1], width: box[2], height: box[3], rx: 8 }));
      if (!small) link.append(draw('path', { class: 'g-icon', transform: 'translate(' + (box[0] + 10) + ' ' + (box[1] + 8) + ')', d: loaded.data.icons[loaded.data.nodes[node.id][0]] }));
      node.lines.forEach(function (line, row) { link.append(draw('text', { x: box[0] + (small ? 8 : 33), y: box[1] + 20 + 14 * row }, line)); });
      link.dataset.at = at;
      all.append(link);
    });
    // Above the nodes, for there is no room of their own.
    if (quiet) all.append(labels);
    shown.laid = laid;
    var within = canvas.contains(document.activeElement);
    canvas.hidden = view.querySelector('[data-graph-help]').hidden = false;
    // What it is about stands in the middle, and keeps the keyboard.
    var root = Math.max(0, graph.nodes.findIndex(function (node) { return node.state === 'root'; })), box = laid.nodes[root];
    sheet.put(svg, box && [box[0] + box[2] / 2 + 8, box[1] + box[3] / 2 + 8]);
    var first = within && box && (canvas.querySelector('a[data-at="' + root + '"]') || canvas);
    if (first) first.focus({ preventScroll: true });
  }

  // The kinds in the drawing, counted; beneath them what is missing, with the place that names it.
  function explain(graph) {
    var kinds = new Map(), gone = [];
    graph.nodes.forEach(function (node) {
      if (node.state === 'missing') gone.push(node.id);
      else kinds.set(loaded.kind(node.id), (kinds.get(loaded.kind(node.id)) || 0) + 1);
    });
    var list = make('ul', { class: 'chips' });
    Array.from(kinds.keys()).sort().forEach(function (kind) {
      list.append(make('li', {}, [make('i', { class: 'k k-' + kind.replace(/[^a-z0-9-]/g, '') }), kind + ' ', make('span', { class: 'n', text: kinds.get(kind) })]));
    });
    legend.replaceChildren(list);
    if (!gone.length) return;
    legend.append(make('details', { open: '' }, [make('summary', { text: gone.length + ' not in the catalog' }), make('ul', {}, gone.slice(0, 100).map(function (id) {
      var place = loaded.named(id), url = loaded.data.nodes[id][5];
      var refused = loaded.data.nodes[id][6];
      return make('li', {}, [make('code', { text: loaded.ref(id) }), refused ? ' ' : '', refused ? make('a', { href: base + refused, text: 'invalid' }) : '', refused && place ? ',' : '', place ? ' declared at ' : '', place && url ? make('a', { href: url, rel: 'noopener', text: place }) : place]);
    }))]));
  }

  function showImpact(id) {
    impactBox.replaceChildren();
    if (id === undefined) return;
    [['Dependents', false], ['Dependencies', true]].forEach(function (way) {
      var found = loaded.impact(id, way[1]), direct = found.filter(function (one) { return one.distance === 1; }).length;
      var list = make('ol');
      found.slice(0, 300).forEach(function (one) {
        var name = one.id < loaded.data.missing ? make('a', { href: page(one.id), text: loaded.title(one.id) }) : make('span', { text: loaded.ref(one.id) + ' (not in the catalog)' });
        list.append(make('li', {}, [name, ' ' + loaded.kind(one.id) + (one.distance > 1 ? ', ' + one.distance + ' steps, by ' + loaded.title(one.via) : '')]));
      });
      if (found.length > 300) list.append(make('li', { text: '… and ' + (found.length - 300) + ' more' }));
      impactBox.append(make('details', {}, [make('summary', { text: way[0] + ': ' + found.length + (found.length ? ' (' + direct + ' direct)' : '') }), list]));
    });
  }

  var fields = {};
  function field(name, label, control) {
    fields[name] = control;
    return make('label', { class: 'graph-field' }, [make('span', { text: label }), control]);
  }

  function choice(options) {
    return make('select', {}, options.map(function (option) { return make('option', { value: option[0], text: option[1] }); }));
  }

  function button(text, label, act) {
    var node = make('button', { type: 'button', text: text });
    if (label) node.setAttribute('aria-label', label);
    node.addEventListener('click', act);
    return node;
  }

  function search(input) {
    input.addEventListener('input', function () {
      load(function () {
        var words = input.value.toLowerCase(), options = [];
        for (var id = 0; id < loaded.data.missing && options.length < 30; id++) {
          if (words && (loaded.ref(id).indexOf(words) >= 0 || loaded.title(id).toLowerCase().indexOf(words) >= 0)) options.push(make('option', { value: loaded.ref(id), label: loaded.title(id) }));
        }
        document.getElementById('graph-names').replaceChildren.apply(document.getElementById('graph-names'), options);
      });
    });
    return input;
  }

  // A list of boxes that opens; Escape or a click beside it closes it.
  function picker(name, label) {
    fields[name] = make('div', {});
    var none = button('None', 'No ' + label.toLowerCase(), function () { fields[name].querySelectorAll('input').forEach(function (one) { one.checked = false; }); });
    var all = button('All', 'All ' + label.toLowerCase(), function () { go(name === 'kinds' ? { kinds: [] } : { names: [] }); });
    return make('details', { class: 'graph-pick' }, [make('summary', { text: label }), make('div', { role: 'group', 'aria-label': label }, [make('span', { class: 'graph-buttons' }, [all, none]), fields[name]])]);
  }

  function shut(except) {
    var open = Array.from(bar.querySelectorAll('.graph-pick[open]')).filter(function (one) { return one !== except; });
    open.forEach(function (one) { one.open = false; });
    return open[0];
  }

  function controls() {
    bar.append(
      field('root', 'Around', search(make('input', { type: 'search', list: 'graph-names', placeholder: 'component:default/…', spellcheck: 'false', autocomplete: 'off' }))),
      make('datalist', { id: 'graph-names' }),
      fields.more = button('Options', '', function () { fields.more.setAttribute('aria-expanded', String(view.classList.toggle('g-more'))); }),
      make('span', { class: 'g-first graph-buttons' }, [button('Explore', 'Explore the whole graph', function () { go({ rollup: 'system' }); })]),
      make('span', { class: 'g-later' }, [
      field('depth', 'Depth', choice([['1', '1 hop'], ['2', '2 hops'], ['3', '3 hops'], ['4', '4 hops'], ['∞', 'All']])),
      field('direction', 'Direction', choice([['LR', 'Left to right'], ['RL', 'Right to left'], ['TB', 'Top to bottom'], ['BT', 'Bottom to top']])),
      field('rollup', 'Roll up to', choice([['', 'Nothing'], ['system', 'Systems'], ['domain', 'Domains'], ['team', 'Teams']])),
      field('to', 'Path to', search(make('input', { type: 'search', list: 'graph-names', placeholder: 'another entity', spellcheck: 'false', autocomplete: 'off' }))),
      make('label', { class: 'graph-check' }, [fields.simplified = make('input', { type: 'checkbox' }), ' Simplified']),
      make('label', { class: 'graph-check' }, [fields.merge = make('input', { type: 'checkbox' }), ' Merge relations']),
      picker('kinds', 'Kinds'),
      picker('names', 'Relations')
      ])
    );
    tools.append(
        button('−', 'Zoom out', function () { sheet.by(0.8); }),
        button('+', 'Zoom in', function () { sheet.by(1.25); }),
        button('Fit', 'Fit the whole graph', function () { sheet.fit(); }),
        button('100%', '100%, original size', function () { sheet.to(1); }),
        fields.open = make('a', { class: 'btn', hidden: '' }),
        make('span', { class: 'graph-buttons graph-save' }, [
        button('SVG', 'Save as SVG', function () { load(function () { if (!shown) show(); save('svg', drawing()); }); }),
        button('DOT', 'Save as DOT', function () { load(function () { if (!shown) show(); save('dot', dot(shown.graph, shown.direction)); }); }),
        button('Mermaid', 'Save as Mermaid', function () { load(function () { if (!shown) show(); save('mmd', mermaid(shown.graph, shown.direction)); }); })])
    );
    fields.more.className = 'graph-more';
    fields.more.setAttribute('aria-expanded', 'false');
    bar.addEventListener('submit', function (event) { event.preventDefault(); });
    bar.addEventListener('change', function (event) {
      var target = event.target, value = target.value.trim().toLowerCase();
      if (target === fields.root) load(function () { go({ refs: value ? [meant(value)] : [], to: '' }); });
      else if (target === fields.to) load(function () { go({ to: meant(value) }); });
      else if (target === fields.depth) go({ depth: target.value === '∞' ? Infinity : +target.value });
      else if (target === fields.direction) go({ direction: target.value });
      else if (target === fields.rollup) go({ rollup: target.value });
      else if (target === fields.simplified) go({ simplified: target.checked });
      else if (target === fields.merge) go({ merge: target.checked });
      else {
        var picked = function (box) {
          var boxes = Array.from(box.querySelectorAll('input')), on = boxes.filter(function (one) { return one.checked; });
          return on.length === boxes.length ? [] : on.map(function (one) { return one.value; });
        };
        go({ kinds: picked(fields.kinds), names: picked(fields.names) });
      }
    });
    var ask = address();
    sync(Object.assign(ask, { kinds: null, relations: null }), ask.refs);
  }

  function meant(text) {
    var id = loaded.resolve(text);
    return id < 0 ? text : loaded.ref(id);
  }

  function fill() {
    var box = function (value, text) { return make('label', { class: 'graph-check' }, [make('input', { type: 'checkbox', value: value }), ' ' + text]); };
    fields.kinds.replaceChildren.apply(fields.kinds, loaded.data.kinds.map(function (kind) { return box(kind, kind); }));
    fields.names.replaceChildren.apply(fields.names, loaded.data.relations.map(function (pair) { return box(pair[0], pair.join(' / ')); }));
  }

  function sync(ask, refs) {
    fields.root.value = address().refs.join(' ');
    var depth = ask.depth === Infinity ? '∞' : String(ask.depth), whole = !refs.length;
    if (!fields.depth.querySelector('[value="' + depth + '"]')) fields.depth.append(make('option', { value: depth, text: depth + ' hops' }));
    fields.depth.value = depth;
    // What has no meaning without a root is not offered.
    [fields.depth, fields.to, fields.simplified, fields.merge].forEach(function (one) { one.closest('label').hidden = whole; });
    fields.rollup.options[0].hidden = whole;
    fields.open.hidden = !loaded || !(ask.roots && ask.roots.length === 1 && ask.roots[0] < loaded.data.missing);
    if (!fields.open.hidden) {
      fields.open.href = page(ask.roots[0]);
      fields.open.textContent = 'Open ' + loaded.title(ask.roots[0]);
    }
    fields.direction.value = ask.direction;
    fields.rollup.value = ask.rollup || (refs.length ? '' : 'system');
    fields.simplified.checked = ask.simplified;
    fields.merge.checked = ask.merge;
    if (!loaded) return;
    fields.to.value = ask.to >= 0 ? loaded.ref(ask.to) : address().to;
    fields.kinds.querySelectorAll('input').forEach(function (one) { one.checked = !ask.kinds || ask.kinds.has(one.value); });
    fields.names.querySelectorAll('input').forEach(function (one, at) { one.checked = !ask.relations || ask.relations.has(at); });
  }

  // The drawing by itself: what the style sheet says stands in attributes.
  function drawing() {
    var svg = canvas.querySelector('svg'), copy = svg.cloneNode(true), sources = svg.querySelectorAll('*'), names = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'font-weight', 'font-size'];
    copy.removeAttribute('style');
    copy.setAttribute('width', svg.dataset.w);
    copy.setAttribute('height', svg.dataset.h);
    copy.querySelectorAll('*').forEach(function (node, at) {
      if (node.tagName === 'title' || node.tagName === 'g') return;
      var style = getComputedStyle(sources[at]);
      names.forEach(function (name) { node.setAttribute(name, style.getPropertyValue(name)); });
    });
    copy.querySelectorAll('a').forEach(function (link, at) { link.setAttribute('href', svg.querySelectorAll('a')[at].href.baseVal ? new URL(svg.querySelectorAll('a')[at].href.baseVal, location.href).href : '#'); });
    copy.prepend(draw('rect', { width: '100%', height: '100%', fill: getComputedStyle(canvas).backgroundColor }));
    return new XMLSerializer().serializeToString(copy);
  }

  function save(end, text) {
    var url = URL.createObjectURL(new Blob([text], { type: end === 'svg' ? 'image/svg+xml' : 'text/plain' }));
    make('a', { href: url, download: 'graph.' + end }).click();
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  // A click makes a node the root, as in Backstage; with Shift, Ctrl or the middle button it is a link.
  canvas.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a.g-node');
    if (!link || !shown || link.classList.contains('g-missing') || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go({ refs: [loaded.ref(shown.graph.nodes[link.dataset.at].id)], rollup: '', to: '' });
  });

  document.addEventListener('click', function (event) { shut(event.target.closest('.graph-pick')); });
  view.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    var open = shut();
    if (open) open.querySelector('summary').focus();
    else if (canvas.contains(event.target)) canvas.focus();
  });

  // Arrow keys: along an edge where one leads that way, else to the nearest node there.
  canvas.addEventListener('keydown', function (event) {
    var way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    var here = event.target.closest && event.target.closest('.g-node');
    if (!way || !here || !shown) return;
    var at = +here.dataset.at, boxes = shown.laid.nodes, own = boxes[at], best = null, least = Infinity;
    boxes.forEach(function (box, other) {
      var dx = box[0] + box[2] / 2 - own[0] - own[2] / 2, dy = box[1] + box[3] / 2 - own[1] - own[3] / 2;
      var along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (other === at || along <= 4) return;
      var linked = shown.graph.edges.some(function (edge) { return edge.from === at && edge.to === other || edge.to === at && edge.from === other; });
      var cost = along + 2 * aside + (linked ? 0 : 4000);
      if (cost < least) { least = cost; best = other; }
    });
    var next = best !== null && canvas.querySelector('a[data-at="' + best + '"]');
    if (next) { event.preventDefault(); next.focus(); }
  });

  addEventListener('popstate', function () { load(show); });
  addEventListener('resize', function () { if (shown && shown.small !== is_small()) show(); });
  bar.hidden = false;
  controls();
  var first = address();
  if (first.refs.length || first.rollup || first.kinds.length || first.names.length) {
    // Room for what comes, so that nothing shifts; the maps make place for what was asked.
    view.classList.add('g-asked');
    canvas.classList.add('g-wait');
    canvas.hidden = false;
    load(show);
  }
})();
