// The graph page: roots, depth, kinds, relations, direction, roll-up, paths, impact, export. Its addresses are
// Backstage's. The layout is the one of src/diagram/layout, step for step: a drawing made here lies as the one made
// at build time, and a test holds the two together.
(function () {
  'use strict';

  // Layout.

  function round(value) { return Math.floor(value + 0.5); }

  function components(spec) {
    var count = spec.nodes.length, parent = spec.nodes.map(function (_, at) { return at; });
    function find(node) {
      while (parent[node] !== node) { parent[node] = parent[parent[node]]; node = parent[node]; }
      return node;
    }
    spec.edges.forEach(function (edge) {
      var a = find(edge.from), b = find(edge.to);
      parent[Math.max(a, b)] = Math.min(a, b);
    });
    var slot = new Map(), found = [];
    for (var node = 0; node < count; node++) {
      var root = find(node);
      if (!slot.has(root)) { slot.set(root, found.length); found.push({ nodes: [], edges: [] }); }
      found[slot.get(root)].nodes.push(node);
    }
    spec.edges.forEach(function (edge, at) { found[slot.get(find(edge.from))].edges.push(at); });
    return found.filter(function (c) { return c.nodes.length > 1; }).concat(found.filter(function (c) { return c.nodes.length < 2; }));
  }

  function lists(count) { return Array.from({ length: count }, function () { return []; }); }

  function backEdges(count, pairs) {
    var outgoing = lists(count), incoming = new Array(count).fill(0);
    pairs.forEach(function (pair, at) { outgoing[pair[0]].push(at); incoming[pair[1]]++; });
    var turned = pairs.map(function () { return false; }), state = new Array(count).fill(0), starts = [];
    for (var a = 0; a < count; a++) if (!incoming[a]) starts.push(a);
    for (var b = 0; b < count; b++) if (incoming[b]) starts.push(b);
    starts.forEach(function (start) {
      if (state[start]) return;
      state[start] = 1;
      var stack = [[start, 0]];
      while (stack.length) {
        var top = stack[stack.length - 1], edge = outgoing[top[0]][top[1]];
        if (edge === undefined) { state[top[0]] = 2; stack.pop(); continue; }
        top[1]++;
        var to = pairs[edge][1];
        if (state[to] === 0) { state[to] = 1; stack.push([to, 0]); } else if (state[to] === 1) turned[edge] = true;
      }
    });
    return turned;
  }

  function rank(count, edges) {
    var outgoing = lists(count), incoming = lists(count);
    edges.forEach(function (e) { outgoing[e[0]].push([e[1], e[2]]); incoming[e[1]].push([e[0], e[2]]); });
    var waiting = incoming.map(function (list) { return list.length; }), sorted = [], layer = new Array(count).fill(0);
    waiting.forEach(function (n, node) { if (!n) sorted.push(node); });
    for (var at = 0; at < sorted.length; at++) {
      outgoing[sorted[at]].forEach(function (next) {
        layer[next[0]] = Math.max(layer[next[0]], layer[sorted[at]] + next[1]);
        if (--waiting[next[0]] === 0) sorted.push(next[0]);
      });
    }
    for (var round = 0, changed = true; round < 4 && changed; round++) {
      changed = false;
      sorted.slice().reverse().forEach(function (node) {
        var out = outgoing[node];
        if (!out.length || out.length < incoming[node].length) return;
        var limit = Math.min.apply(null, out.map(function (next) { return layer[next[0]] - next[1]; }));
        if (limit > layer[node]) { layer[node] = limit; changed = true; }
      });
      sorted.forEach(function (node) {
        var into = incoming[node];
        if (into.length <= outgoing[node].length) return;
        var limit = Math.max.apply(null, into.map(function (from) { return layer[from[0]] + from[1]; }));
        if (limit < layer[node]) { layer[node] = limit; changed = true; }
      });
    }
    var first = Math.min.apply(null, layer);
    return layer.map(function (value) { return value - first; });
  }

  function firstOrder(layer, links) {
    var layers = lists(Math.max.apply(null, layer) + 1), seen = [], starts = [];
    layer.forEach(function (_, node) { if (!links.before[node].length) starts.push(node); });
    layer.forEach(function (_, node) { starts.push(node); });
    starts.forEach(function (start) {
      var stack = seen[start] ? [] : [start];
      while (stack.length) {
        var node = stack.pop();
        if (seen[node]) continue;
        seen[node] = true;
        layers[layer[node]].push(node);
        for (var at = links.after[node].length - 1; at >= 0; at--) if (!seen[links.after[node][at]]) stack.push(links.after[node][at]);
      }
    });
    return layers;
  }

  function crossings(layers, links, position) {
    var total = 0;
    for (var l = 0; l + 1 < layers.length; l++) {
      var size = 1;
      while (size < layers[l + 1].length) size *= 2;
      var tree = new Array(2 * size).fill(0);
      layers[l].forEach(function (node) {
        var ends = links.after[node].map(function (other) { return position[other]; });
        ends.forEach(function (end) { for (var at = size + end; at > 1; at >>= 1) if (at % 2 === 0) total += tree[at + 1]; });
        ends.forEach(function (end) { for (var at = size + end; at > 0; at >>= 1) tree[at]++; });
      });
    }
    return total;
  }

  function reduceCrossings(layers, links) {
    var position = [], small = links.segments <= 600;
    layers.forEach(function (layer) { layer.forEach(function (node, at) { position[node] = at; }); });
    function copy() { return layers.map(function (layer) { return layer.slice(); }); }
    var best = copy(), fewest = crossings(layers, links, position), rounds = small ? 12 : 4, idle = 0;
    for (var round = 0; round < rounds && fewest && idle < 4; round++) {
      for (var step = 0; step < layers.length; step++) {
        var down = round % 2 === 0, layer = layers[down ? step : layers.length - 1 - step], side = down ? links.before : links.after;
        layer.map(function (node) {
          var sum = side[node].reduce(function (total, other) { return total + position[other]; }, 0);
          return [side[node].length ? sum / side[node].length : position[node], node];
        }).sort(function (a, b) { return a[0] - b[0]; }).forEach(function (pair, at) { layer[at] = pair[1]; position[pair[1]] = at; });
      }
      if (small) layers.forEach(function (layer) { swapNeighbours(layer, links, position); });
      var now = crossings(layers, links, position);
      if (now < fewest) { fewest = now; best = copy(); idle = 0; } else idle++;
    }
    return best;
  }

  function swapNeighbours(layer, links, position) {
    for (var turn = 0, changed = true; turn < 2 && changed; turn++) {
      changed = false;
      for (var at = 1; at < layer.length; at++) {
        var a = layer[at - 1], b = layer[at], kept = 0, swapped = 0;
        [links.before, links.after].forEach(function (side) {
          side[a].forEach(function (x) {
            side[b].forEach(function (y) {
              if (position[x] > position[y]) kept++;
              if (position[x] < position[y]) swapped++;
            });
          });
        });
        if (swapped < kept) { layer[at - 1] = b; layer[at] = a; position[b] = at - 1; position[a] = at; changed = true; }
      }
    }
  }

  function coordinates(layers, links, extent, real, gap) {
    var centre = extent.map(function () { return 0; });
    function offsets(layer) {
      var at = 0;
      return layer.map(function (node, index) {
        if (index) {
          var last = layer[index - 1];
          at += (extent[last] + extent[node]) / 2 + (real[node] && real[last] ? gap : gap * 0.6);
        }
        return at;
      });
    }
    layers.forEach(function (layer) {
      var off = offsets(layer), half = (off.length ? off[off.length - 1] : 0) / 2;
      layer.forEach(function (node, at) { centre[node] = off[at] - half; });
    });
    function wish(node, before, after) {
      var sum = 0, weight = 0;
      [[before, links.before, links.after], [after, links.after, links.before]].forEach(function (way) {
        if (!way[0]) return;
        way[1][node].forEach(function (other) {
          var pull = real[node] && real[other] ? 1 : !real[node] && !real[other] ? 8 : 2;
          pull = pull / way[2][other].length;
          sum += centre[other] * pull;
          weight += pull;
        });
      });
      return weight === 0 ? [centre[node], 0.1] : [sum / weight, weight];
    }
    for (var round = 0; round < 10; round++) {
      for (var step = 0; step < layers.length; step++) {
        var down = round % 2 === 0, layer = layers[down ? step : layers.length - 1 - step], off = offsets(layer), blocks = [];
        layer.forEach(function (node, at) {
          var wanted = wish(node, round >= 4 || down, round >= 4 || !down);
          blocks.push([(wanted[0] - off[at]) * wanted[1], wanted[1], 1]);
          while (blocks.length > 1) {
            var last = blocks[blocks.length - 1], previous = blocks[blocks.length - 2];
            if (previous[0] / previous[1] <= last[0] / last[1]) break;
            blocks.pop();
            blocks[blocks.length - 1] = [previous[0] + last[0], previous[1] + last[1], previous[2] + last[2]];
          }
        });
        var index = 0;
        blocks.forEach(function (block) {
          for (var n = 0; n < block[2]; n++, index++) centre[layer[index]] = block[0] / block[1] + off[index];
        });
      }
    }
    return centre;
  }

  function place(spec, component) {
    var flat = spec.direction === 'LR' || spec.direction === 'RL';
    var along = function (size) { return flat ? size.w : size.h; }, across = function (size) { return flat ? size.h : size.w; };
    var count = component.nodes.length, local = new Map();
    component.nodes.forEach(function (node, at) { local.set(node, at); });
    var wires = component.edges.map(function (at) {
      var edge = spec.edges[at];
      return { from: local.get(edge.from), to: local.get(edge.to), label: edge.label, length: Math.max(edge.length || 1, 1) };
    });
    var extent = component.nodes.map(function (node) { return across(spec.nodes[node]); });
    var thickness = component.nodes.map(function (node) { return along(spec.nodes[node]); }), body = extent.slice();
    wires.forEach(function (wire) {
      if (wire.from === wire.to) extent[wire.from] = Math.max(extent[wire.from], body[wire.from] + 2 * (18 + across(wire.label)));
    });
    var straight = [], scale = 1;
    wires.forEach(function (wire, at) {
      if (wire.from === wire.to) return;
      straight.push(at);
      if (wire.label.w > 0) scale = 2;
    });
    var turned = backEdges(count, straight.map(function (at) { return [wires[at].from, wires[at].to]; }));
    var chains = wires.map(function () { return null; }), oriented = [];
    straight.forEach(function (at, index) {
      var wire = wires[at], low = turned[index] ? wire.to : wire.from, high = turned[index] ? wire.from : wire.to;
      oriented.push([low, high, wire.length * scale]);
      chains[at] = { low: low, high: high, bends: [], label: -1, turned: turned[index], shift: 0 };
    });
    var layer = rank(count, oriented), real = body.map(function () { return true; });
    var links = { before: lists(count), after: lists(count), segments: 0 };
    chains.forEach(function (chain, at) {
      if (!chain) return;
      var first = layer[chain.low], last = layer[chain.high];
      if (real.length - count + last - first > 6000) return;
      var label = wires[at].label, previous = chain.low;
      for (var l = first + 1; l < last; l++) {
        var node = real.length, here = label.w > 0 && l === Math.floor((first + last) / 2);
        real.push(false);
        layer.push(l);
        extent.push(here ? across(label) + 4 : 2);
        thickness.push(here ? along(label) + 6 : 0);
        links.before.push([previous]);
        links.after.push([]);
        links.after[previous].push(node);
        links.segments++;
        if (here) chain.label = node;
        chain.bends.push(node);
        previous = node;
      }
      links.after[previous].push(chain.high);
      links.before[chain.high].push(previous);
      links.segments++;
    });
    var direct = new Map();
    chains.forEach(function (chain) {
      if (!chain || chain.bends.length) return;
      var key = chain.low + ' ' + chain.high;
      if (!direct.has(key)) direct.set(key, []);
      direct.get(key).push(chain);
    });
    direct.forEach(function (same) { same.forEach(function (chain, at) { chain.shift = (at - (same.length - 1) / 2) * 12; }); });

    var layers = reduceCrossings(firstOrder(layer, links), links);
    var centre = coordinates(layers, links, extent, real, spec.nodeGap), lowest = Infinity, depth = 0;
    centre.forEach(function (value, node) { lowest = Math.min(lowest, value - extent[node] / 2); });
    centre = centre.map(function (value) { return value - lowest; });
    centre.forEach(function (value, node) { depth = Math.max(depth, value + extent[node] / 2); });
    var u = 0, spans = layers.map(function (nodes, at) {
      var thick = nodes.reduce(function (most, node) { return Math.max(most, thickness[node]); }, 0), start = u + (at ? spec.rankGap / scale : 0);
      u = start + thick;
      return [start, u];
    });
    var total = { u: round(u), v: round(depth) };
    function point(u, v) {
      return spec.direction === 'LR' ? [u, v] : spec.direction === 'RL' ? [total.u - u, v] : spec.direction === 'TB' ? [v, u] : [v, total.u - u];
    }
    var boxes = body.map(function (across, node) {
      var span = spans[layer[node]], thick = spec.stretch && flat ? span[1] - span[0] : thickness[node];
      return [round((span[0] + span[1]) / 2 - thick / 2), round(centre[node] - across / 2), round(thick), round(across)];
    });
    var nodes = boxes.map(function (box) {
      var a = point(box[0], box[1]), b = point(box[0] + box[2], box[1] + box[3]);
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])];
    });
    var routes = wires.map(function (wire, at) {
      var chain = chains[at], box = boxes[wire.from];
      if (!chain) {
        var out = box[1] + box[3] + 14, middle = box[0] + (box[2] >> 1), label = across(wire.label);
        var loop = [[middle + 10, box[1] + box[3]], [middle + 10, out], [middle - 10, out], [middle - 10, box[1] + box[3]]];
        return { points: loop.map(function (p) { return point(p[0], p[1]); }), label: label > 0 ? point(middle, out + 4 + round(label / 2)) : null, reversed: false };
      }
      var low = boxes[chain.low], high = boxes[chain.high], v = round(centre[chain.low] + chain.shift);
      var points = [[low[0] + low[2], v], [round(spans[layer[chain.low]][1]), v]];
      chain.bends.forEach(function (bend) {
        points.push([round(spans[layer[bend]][0]), round(centre[bend])], [round(spans[layer[bend]][1]), round(centre[bend])]);
      });
      v = round(centre[chain.high] + chain.shift);
      points.push([round(spans[layer[chain.high]][0]), v], [high[0], v]);
      points = points.filter(function (p, at) { return !at || p[0] !== points[at - 1][0] || p[1] !== points[at - 1][1]; });
      for (var i = 1; i + 1 < points.length;) {
        if (points[i - 1][1] === points[i][1] && points[i][1] === points[i + 1][1]) points.splice(i, 1); else i++;
      }
      if (chain.turned) points.reverse();
      var span = chain.label < 0 ? null : spans[layer[chain.label]];
      return {
        points: points.map(function (p) { return point(p[0], p[1]); }),
        label: span && point(round((span[0] + span[1]) / 2), round(centre[chain.label])),
        reversed: chain.turned
      };
    });
    var order = [].concat.apply([], layers).filter(function (node) { return real[node]; });
    return { width: flat ? total.u : total.v, height: flat ? total.v : total.u, nodes: nodes, routes: routes, order: order };
  }

  function layout(spec) {
    var out = { width: 0, height: 0, nodes: [], routes: [], order: [] }, x = 0, y = 0, row = 0;
    components(spec).forEach(function (component) {
      var piece = place(spec, component);
      if (x > 0 && x + piece.width > spec.rowWidth) { x = 0; y += row + spec.nodeGap * 2; row = 0; }
      var shift = function (p) { return [p[0] + x, p[1] + y]; };
      piece.nodes.forEach(function (rect, at) { out.nodes[component.nodes[at]] = shift(rect).concat(rect[2], rect[3]); });
      piece.routes.forEach(function (route, at) {
        out.routes[component.edges[at]] = { points: route.points.map(shift), label: route.label && shift(route.label), reversed: route.reversed };
      });
      piece.order.forEach(function (node) { out.order.push(component.nodes[node]); });
      out.width = Math.max(out.width, x + piece.width);
      out.height = Math.max(out.height, y + piece.height);
      row = Math.max(row, piece.height);
      x += piece.width + spec.nodeGap * 2;
    });
    return out;
  }

  function hundredths(c) {
    if ("ijl.,:;'|!".indexOf(c) >= 0) return 30;
    if ('frt()[]{}/\\-"` I*'.indexOf(c) >= 0) return 38;
    if ('mwMW@%'.indexOf(c) >= 0) return 92;
    if (/[A-Z&_+<>=~#]/.test(c)) return 70;
    if (/[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]/.test(c)) return 0;
    return c.codePointAt(0) <= 0x2e7f ? 60 : 110;
  }

  function width(text, size) {
    var sum = 0;
    for (var c of text) sum += hundredths(c);
    return Math.floor((sum * size + 99) / 100);
  }

  function shorten(text, size, limit) {
    if (width(text, size) <= limit) return text;
    var room = limit * 100 - 60 * size, used = 0, out = '';
    for (var c of text) {
      used += hundredths(c) * size;
      if (used > room) break;
      out += c;
    }
    return out.trimEnd() + '…';
  }

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
        var owner = around[id].find(function (link) { return link[1] === OWNS && !link[2] && link[0] < data.missing; });
        return owner ? owner[0] : -1;
      }
      for (var n = 0; n < 16; n++) {
        if (kind(id) === level) return id;
        var up = around[id].filter(function (link) { return link[1] === HAS && !link[2] && link[0] < data.missing; });
        if (!up.length) return -1;
        id = (up.find(function (link) { return kind(link[0]) === level; }) || up[0])[0];
      }
      return -1;
    }

    function distances(ask) {
      var found = new Map(), queue = [];
      ask.roots.forEach(function (id) { found.set(id, 0); queue.push(id); });
      for (var at = 0; at < queue.length; at++) {
        var here = found.get(queue[at]);
        if (here >= ask.depth) continue;
        around[queue[at]].forEach(function (link) {
          if (found.has(link[0]) || ask.relations && !ask.relations.has(link[1]) || ask.kinds && !ask.kinds.has(kind(link[0]))) return;
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
          if (before.has(link[0]) || ask.relations && !ask.relations.has(link[1])) return;
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

    function view(ask) {
      var hidden = { edges: 0, nodes: 0 }, way = ask.to >= 0 && ask.roots.length ? path(ask) : null;
      var found = way && way.length ? new Map(way.map(function (id, at) { return [id, at]; })) :
        ask.roots.length ? distances(ask) : new Map(data.nodes.map(function (_, id) { return [id, 0]; }));
      var level = ask.rollup || (ask.roots.length ? '' : 'system'), slot = new Map(), nodes = [];
      var LIMIT = 150;
      found.forEach(function (distance, id) {
        var own = level ? group(id, level) : id;
        if (own < 0) { if (!ask.roots.length) return; own = id; }
        if (slot.has(own)) { nodes[slot.get(own)].count += own === id ? 0 : 1; return; }
        if (nodes.length >= LIMIT) { hidden.nodes++; return; }
        slot.set(own, nodes.length);
        nodes.push({ id: own, count: own === id ? 0 : 1, state: ask.roots.indexOf(id) >= 0 ? 'root' : own >= data.missing ? 'missing' : '' });
      });
      var merged = new Map();
      for (var at = 0; at < data.edges.length; at += 3) {
        var r = data.edges[at], from = data.edges[at + 1], to = data.edges[at + 2];
        if (from === to || !found.has(from) && !found.has(to)) continue;
        if (ask.relations && !ask.relations.has(r)) { if (found.has(from) && found.has(to)) hidden.edges++; continue; }
        if (level && !ask.roots.length && DEPENDS.indexOf(r) < 0) continue;
        if (!found.has(from) || !found.has(to)) {
          // Seen from an entity within the depth, its other end is missing only by a filter.
          if (Math.min(found.has(from) ? found.get(from) : Infinity, found.has(to) ? found.get(to) : Infinity) < ask.depth) hidden.edges++;
          continue;
        }
        var a = slot.get(level ? group(from, level) < 0 ? from : group(from, level) : from), b = slot.get(level ? group(to, level) < 0 ? to : group(to, level) : to);
        if (a === undefined || b === undefined) { hidden.edges++; continue; }
        if (a === b) continue;
        var df = found.get(from), dt = found.get(to);
        if (way ? Math.abs(df - dt) !== 1 : ask.simplified && !level && df === dt) { hidden.edges++; continue; }
        var turn = !ask.merge && !level && df > dt, key = turn ? b + ' ' + a : a + ' ' + b;
        if (!merged.has(key)) merged.set(key, { from: turn ? b : a, to: turn ? a : b, names: [], count: 0 });
        var edge = merged.get(key), name = data.relations[r][turn ? 1 : 0];
        edge.count++;
        if (edge.names.indexOf(name) < 0) edge.names.push(name);
      }
      var edges = Array.from(merged.values());
      if (level && edges.length > 120) {
        edges.sort(function (x, y) { return y.count - x.count || x.from - y.from || x.to - y.to; });
        edges.splice(120).forEach(function (edge) { hidden.edges += edge.count; });
      }
      return {
        nodes: nodes,
        edges: edges.map(function (edge) {
          return { from: edge.from, to: edge.to, on: !!way, label: level ? edge.count > 1 ? String(edge.count) : '' : edge.names.join(', '), title: title(nodes[edge.from].id) + ' → ' + title(nodes[edge.to].id) + ': ' + edge.names.join(', ') };
        }),
        hidden: hidden,
        way: way
      };
    }
    return { data: data, ref: ref, kind: kind, title: title, byRef: byRef, view: view, impact: impact };
  }

  function spec(graph, direction) {
    return {
      nodes: graph.nodes.map(function (node) { return { w: node.width, h: 32 }; }),
      edges: graph.edges.map(function (edge) { return { from: edge.from, to: edge.to, label: { w: width(edge.label, 11), h: edge.label ? 14 : 0 }, length: 1 }; }),
      direction: direction, rankGap: 56, nodeGap: 12, stretch: true, rowWidth: 960
    };
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
    return 'flowchart ' + direction + '\n' + graph.nodes.map(function (node, at) { return '  n' + at + '[' + safe(node.label) + ']\n'; }).join('') +
      graph.edges.map(function (edge) { return '  n' + edge.from + ' -->' + (edge.label ? '|' + safe(edge.label) + '|' : '') + ' n' + edge.to + '\n'; }).join('');
  }

  if (typeof module !== 'undefined') {
    module.exports = { layout: layout, width: width, shorten: shorten, model: model, dot: dot, mermaid: mermaid };
    return;
  }

  // Page.

  var view = document.querySelector('[data-graph]');
  if (!view) return;
  var base = document.documentElement.dataset.root || './', loaded = null, shown = null, zoom = 1, asked = false;
  var canvas = view.querySelector('[data-graph-canvas]'), bar = view.querySelector('[data-graph-controls]');
  var status = view.querySelector('[data-graph-status]'), impactBox = view.querySelector('[data-graph-impact]');

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
    script.onerror = function () { asked = false; status.textContent = 'The data of the graph could not be loaded.'; };
    document.head.append(script);
  }

  function show() {
    var ask = address(), known = ask.refs.filter(function (ref) { return loaded.byRef.has(ref); });
    var lost = ask.refs.filter(function (ref) { return !loaded.byRef.has(ref); });
    ask.roots = known.map(function (ref) { return loaded.byRef.get(ref); });
    ask.to = loaded.byRef.has(ask.to) ? loaded.byRef.get(ask.to) : -1;
    ask.kinds = ask.kinds.length ? new Set(ask.kinds.map(function (kind) { return kind.toLowerCase(); })) : null;
    ask.relations = ask.names.length ? new Set(ask.names.map(function (name) {
      return loaded.data.relations.findIndex(function (pair) { return pair.indexOf(name) >= 0; });
    })) : null;
    var graph = loaded.view(ask);
    graph.nodes.forEach(function (node) {
      node.label = loaded.title(node.id);
      node.text = shorten(node.label, 12, node.state === 'root' ? 154 : 170);
      node.width = (node.state === 'root' ? Math.floor(width(node.text, 12) * 11 / 10) : width(node.text, 12)) + 46;
    });
    shown = { graph: graph, direction: ask.direction };
    paint(graph, ask.direction);
    var parts = [graph.nodes.length + (graph.nodes.length === 1 ? ' node, ' : ' nodes, ') + graph.edges.length + (graph.edges.length === 1 ? ' edge' : ' edges')];
    if (graph.hidden.edges) parts.push(graph.hidden.edges + (graph.hidden.edges === 1 ? ' relation' : ' relations') + ' hidden');
    if (graph.hidden.nodes) parts.push(graph.hidden.nodes + ' entities beyond the limit of 150');
    if (lost.length) parts.push('not in the catalog: ' + lost.join(', '));
    if (graph.way) parts.push(graph.way.length ? 'path of ' + (graph.way.length - 1) + ' steps' : 'no path');
    status.textContent = parts.join(' · ');
    sync(ask, known);
    showImpact(ask.roots[0]);
  }

  function paint(graph, direction) {
    var laid = layout(spec(graph, direction)), flat = direction === 'LR' || direction === 'RL';
    var svg = draw('svg', { class: 'g g--entities', viewBox: '0 0 ' + (laid.width + 16) + ' ' + (laid.height + 16), 'font-size': 12, 'font-family': 'system-ui,sans-serif', role: 'group', 'aria-label': 'Graph' });
    svg.dataset.w = laid.width + 16;
    svg.dataset.h = laid.height + 16;
    var all = draw('g', { transform: 'translate(8 8)' }), edges = draw('g', { class: 'g-edges', fill: 'none' }), labels = draw('g', { class: 'g-labels', 'font-size': 11, 'text-anchor': 'middle' });
    svg.append(all);
    all.append(edges, labels);
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
      var line = draw('path', { class: edge.on ? 'g-edge g-on' : 'g-edge', d: d });
      line.append(draw('title', {}, edge.title));
      edges.append(line);
      if (route.label) labels.append(draw('text', { class: 'g-label', x: route.label[0], y: route.label[1] + 4 }, edge.label));
    });
    laid.order.forEach(function (at) {
      var node = graph.nodes[at], box = laid.nodes[at], kind = loaded.kind(node.id);
      var link = draw(node.state === 'missing' ? 'g' : 'a', { class: 'g-node g-node--' + kind.replace(/[^a-z0-9-]/g, '') + (node.state ? ' g-' + node.state : '') });
      if (node.state !== 'missing') link.setAttribute('href', page(node.id));
      link.append(draw('title', {}, loaded.ref(node.id) + (node.state === 'missing' ? ' · not in the catalog' : '') + (node.count ? ' · ' + node.count + ' in it' : '')));
      link.append(draw('rect', { x: box[0], y: box[1], width: box[2], height: box[3], rx: 8 }));
      link.append(draw('path', { class: 'g-icon', transform: 'translate(' + (box[0] + 10) + ' ' + (box[1] + 8) + ')', d: loaded.data.icons[loaded.data.nodes[node.id][0]] }));
      link.append(draw('text', { x: box[0] + 33, y: box[1] + 20 }, node.text));
      link.dataset.at = at;
      all.append(link);
    });
    shown.laid = laid;
    canvas.replaceChildren(svg);
    scale();
  }

  function scale() {
    var svg = canvas.querySelector('svg');
    if (!svg) return;
    svg.dataset.w = svg.dataset.w || svg.getAttribute('width');
    svg.dataset.h = svg.dataset.h || svg.getAttribute('height');
    svg.setAttribute('width', Math.round(svg.dataset.w * zoom));
    svg.setAttribute('height', Math.round(svg.dataset.h * zoom));
  }

  function showImpact(id) {
    impactBox.replaceChildren();
    if (id === undefined) return;
    [['Depends on it', false], ['It depends on', true]].forEach(function (way) {
      var found = loaded.impact(id, way[1]), direct = found.filter(function (one) { return one.distance === 1; }).length;
      var list = make('ol');
      found.slice(0, 300).forEach(function (one) {
        var name = one.id < loaded.data.missing ? make('a', { href: page(one.id), text: loaded.title(one.id) }) : make('span', { text: loaded.ref(one.id) + ' (not in the catalog)' });
        list.append(make('li', {}, [name, ' ' + loaded.kind(one.id) + (one.distance > 1 ? ', ' + one.distance + ' steps, by ' + loaded.title(one.via) : '')]));
      });
      if (found.length > 300) list.append(make('li', { text: '… and ' + (found.length - 300) + ' more' }));
      impactBox.append(make('details', {}, [make('summary', { text: way[0] + ': ' + found.length + (found.length ? ' (' + direct + ' directly)' : '') }), list]));
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

  function controls() {
    bar.append(
      field('root', 'Around', search(make('input', { type: 'search', list: 'graph-names', placeholder: 'component:default/…', spellcheck: 'false', autocomplete: 'off' }))),
      make('datalist', { id: 'graph-names' }),
      field('depth', 'Depth', choice([['1', '1 hop'], ['2', '2 hops'], ['3', '3 hops'], ['4', '4 hops'], ['∞', 'All']])),
      field('direction', 'Direction', choice([['LR', 'Left to right'], ['RL', 'Right to left'], ['TB', 'Top to bottom'], ['BT', 'Bottom to top']])),
      field('rollup', 'Roll up to', choice([['', 'Nothing'], ['system', 'Systems'], ['domain', 'Domains'], ['team', 'Teams']])),
      field('to', 'Path to', search(make('input', { type: 'search', list: 'graph-names', placeholder: 'another entity', spellcheck: 'false', autocomplete: 'off' }))),
      make('label', { class: 'graph-check' }, [fields.simplified = make('input', { type: 'checkbox' }), ' Simplified']),
      make('label', { class: 'graph-check' }, [fields.merge = make('input', { type: 'checkbox' }), ' Merge relations']),
      make('details', { class: 'graph-pick' }, [make('summary', { text: 'Kinds' }), fields.kinds = make('div', { role: 'group', 'aria-label': 'Kinds' })]),
      make('details', { class: 'graph-pick' }, [make('summary', { text: 'Relations' }), fields.names = make('div', { role: 'group', 'aria-label': 'Relations' })]),
      make('span', { class: 'graph-buttons' }, [
        button('−', 'Smaller', function () { zoom = Math.max(0.4, zoom / 1.25); scale(); }),
        button('+', 'Larger', function () { zoom = Math.min(3, zoom * 1.25); scale(); }),
        button('1:1', 'Original size', function () { zoom = 1; scale(); }),
        button('SVG', 'Save as SVG', function () { save('svg', drawing()); }),
        button('DOT', 'Save as DOT', function () { load(function () { if (!shown) show(); save('dot', dot(shown.graph, shown.direction)); }); }),
        button('Mermaid', 'Save as Mermaid', function () { load(function () { if (!shown) show(); save('mmd', mermaid(shown.graph, shown.direction)); }); })
      ])
    );
    bar.addEventListener('submit', function (event) { event.preventDefault(); });
    bar.addEventListener('change', function (event) {
      var target = event.target, value = target.value.trim().toLowerCase();
      if (target === fields.root) go({ refs: value ? [value] : [], to: '' });
      else if (target === fields.to) go({ to: value });
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

  function fill() {
    var box = function (value, text) { return make('label', { class: 'graph-check' }, [make('input', { type: 'checkbox', value: value }), ' ' + text]); };
    fields.kinds.replaceChildren.apply(fields.kinds, loaded.data.kinds.map(function (kind) { return box(kind, kind); }));
    fields.names.replaceChildren.apply(fields.names, loaded.data.relations.map(function (pair) { return box(pair[0], pair.join(' / ')); }));
  }

  function sync(ask, refs) {
    fields.root.value = refs.join(' ');
    fields.depth.value = ask.depth === Infinity ? '∞' : String(Math.min(ask.depth, 4));
    fields.direction.value = ask.direction;
    fields.rollup.value = ask.rollup || (refs.length ? '' : 'system');
    fields.simplified.checked = ask.simplified;
    fields.merge.checked = ask.merge;
    if (!loaded) return;
    fields.to.value = ask.to >= 0 ? loaded.ref(ask.to) : '';
    fields.kinds.querySelectorAll('input').forEach(function (one) { one.checked = !ask.kinds || ask.kinds.has(one.value); });
    fields.names.querySelectorAll('input').forEach(function (one, at) { one.checked = !ask.relations || ask.relations.has(at); });
  }

  // The drawing by itself: what the style sheet says stands in attributes.
  function drawing() {
    var svg = canvas.querySelector('svg'), copy = svg.cloneNode(true), sources = svg.querySelectorAll('*'), names = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'font-weight', 'font-size'];
    copy.querySelectorAll('*').forEach(function (node, at) {
      if (node.tagName === 'title' || node.tagName === 'g') return;
      var style = getComputedStyle(sources[at]);
      names.forEach(function (name) { node.setAttribute(name, style.getPropertyValue(name)); });
    });
    copy.querySelectorAll('a').forEach(function (link, at) { link.setAttribute('href', svg.querySelectorAll('a')[at].href.baseVal ? new URL(svg.querySelectorAll('a')[at].href.baseVal, location.href).href : '#'); });
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
    if (!link || !shown || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go({ refs: [loaded.ref(shown.graph.nodes[link.dataset.at].id)], rollup: '', to: '' });
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
  bar.hidden = false;
  controls();
  var first = address();
  if (first.refs.length || first.rollup || first.kinds.length || first.names.length) load(show);
})();
