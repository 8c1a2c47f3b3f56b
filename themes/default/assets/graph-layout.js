// The layout of src/diagram/layout, step for step: a drawing made here lies as the one made at build time, and a test
// holds the two together. Also the width of text without fonts, as src/diagram/text.rs has it.
(function () {
  'use strict';

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
    if (spec.stretch) spreadPorts(chains, centre, body);
    var routes = wires.map(function (wire, at) {
      var chain = chains[at], box = boxes[wire.from];
      if (!chain) {
        var out = box[1] + box[3] + 14, middle = box[0] + (box[2] >> 1), label = across(wire.label);
        var loop = [[middle + 10, box[1] + box[3]], [middle + 10, out], [middle - 10, out], [middle - 10, box[1] + box[3]]];
        return { points: loop.map(function (p) { return point(p[0], p[1]); }), label: label > 0 ? point(middle, out + 4 + round(label / 2)) : null, reversed: false };
      }
      var low = boxes[chain.low], high = boxes[chain.high], v = round(centre[chain.low] + (spec.stretch ? chain.leaves : chain.shift));
      var points = [[low[0] + low[2], v], [round(spans[layer[chain.low]][1]), v]];
      chain.bends.forEach(function (bend) {
        points.push([round(spans[layer[bend]][0]), round(centre[bend])], [round(spans[layer[bend]][1]), round(centre[bend])]);
      });
      v = round(centre[chain.high] + (spec.stretch ? chain.enters : chain.shift));
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

  // Edges meet a card side by side, in the order of where they go.
  function spreadPorts(chains, centre, body) {
    var ends = [];
    chains.forEach(function (chain, at) {
      if (!chain) return;
      var bends = chain.bends;
      ends.push([chain.low, 0, centre[bends.length ? bends[0] : chain.high], at], [chain.high, 1, centre[bends.length ? bends[bends.length - 1] : chain.low], at]);
    });
    ends.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]; });
    for (var at = 0; at < ends.length;) {
      var first = at;
      while (at < ends.length && ends[at][0] === ends[first][0] && ends[at][1] === ends[first][1]) at++;
      var gaps = at - first - 1, gap = Math.min(8, (body[ends[first][0]] - 12) / Math.max(1, gaps));
      for (var i = first; i < at; i++) chains[ends[i][3]][ends[i][1] ? 'enters' : 'leaves'] = (i - first - gaps / 2) * gap;
    }
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

  var api = { layout: layout, width: width, shorten: shorten, lists: lists };
  if (typeof module !== 'undefined') module.exports = api; else window.backlotLayout = api;
})();
