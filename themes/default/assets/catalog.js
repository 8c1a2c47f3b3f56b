// The filter of lists, rows of the catalog as well as cards: facets with live counts, queries, sorting, the URL, export.
// One page of each list is in the HTML, and the data of the whole list is loaded when the filter is first used.
(function () {
  'use strict';
  var box = document.querySelector('[data-browse]');
  if (!box) return;
  var root = document.documentElement.dataset.root || './';
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var make = function (tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text != null) node.textContent = text;
    return node;
  };
  // Facet → the values of an entity. The order is that of the page.
  var FACETS = {
    kind: function (e) { return e.k ? [e.k.toLowerCase()] : []; },
    type: function (e) { return e.y ? [e.y.toLowerCase()] : []; },
    owner: function (e) { return e.o || []; },
    lifecycle: function (e) { return e.l ? [e.l.toLowerCase()] : []; },
    system: function (e) { return e.s || []; },
    domain: function (e) { return e.m || []; },
    tag: function (e) { return e.g || []; },
    namespace: function (e) { return [e.n]; },
    has: function (e) {
      var out = [];
      if (e.h & 1) out.push('docs');
      if (e.h & 2) out.push('api');
      if (e.p) out.push('problems');
      if (stars.indexOf(e.r) >= 0) out.push('starred');
      return out;
    }
  };
  var TITLES = { kind: 'Kind', type: 'Type', owner: 'Owner', lifecycle: 'Lifecycle', system: 'System', domain: 'Domain', tag: 'Tag', namespace: 'Namespace', has: 'Has' };
  var HAS = { docs: 'Documentation', api: 'APIs', problems: 'Problems', starred: 'Star' };
  var stars = ((window.backlotStore && window.backlotStore.get('stars')) || []).map(function (star) { return star.r; });
  var ALIAS = { tags: 'tag', ns: 'namespace', is: 'has', owners: 'owner', kinds: 'kind' };
  var REFS = { owner: 1, system: 1, domain: 1 };
  var PAGE = 30;
  // Titles by reference: of all that is in the catalog and named here.
  var data = null, titles = new Map(), open = {};
  var fixed = box.dataset.fixed, state = { facets: {}, query: '', sort: 'name', down: false };
  var table = box.querySelector('.rows'), body = table ? table.tBodies[0] : box.querySelector('.cards');
  var input = box.querySelector('[data-query]'), chips = box.querySelector('[data-chips]');
  var status = box.querySelector('[data-status]'), error = box.querySelector('[data-query-error]');
  var total = document.querySelector('[data-total]'), pager = box.querySelector('.pager');
  if (!body) return;
  // What the page calls the values of its facets.
  var names = new Map();
  all('[data-facet] [data-value]', box).forEach(function (one) { names.set(one.dataset.value, one.firstElementChild.textContent); });

  // --- state and URL ---
  var has = function (facet, value) { return (state.facets[facet] || []).indexOf(value) >= 0; };
  var toggle = function (facet, value) {
    var values = state.facets[facet] || [];
    state.facets[facet] = has(facet, value) ? values.filter(function (one) { return one !== value; }) : values.concat([value]);
    if (!state.facets[facet].length) delete state.facets[facet];
  };
  var readUrl = function () {
    var params = new URLSearchParams(location.search), used = false;
    state = { facets: {}, query: '', sort: 'name', down: false };
    if (fixed) toggle(fixed.slice(0, fixed.indexOf('=')), fixed.slice(fixed.indexOf('=') + 1));
    params.forEach(function (value, key) {
      // Backstage's own addresses work too: filters[kind]=component.
      var name = key.replace(/^filters\[(\w+)\](\[\d*\])?$/, '$1');
      name = FACETS[name] ? name : ALIAS[name] || name.replace(/s$/, '');
      if (key === 'q' || key === 'query' || name === 'text') { state.query = value; used = true; }
      else if (key === 'sort') { state.sort = value.replace(/^-/, ''); state.down = value[0] === '-'; used = true; }
      else if (FACETS[name] && value && value !== 'all') {
        value.split(',').forEach(function (one) { if (!has(name, one)) toggle(name, REFS[name] ? one : one.toLowerCase()); });
        used = true;
      }
    });
    input.value = state.query;
    return used;
  };
  // The filter as the query of an address, without what the page is fixed to or without one facet.
  var queryFor = function (fixed, but) {
    var parts = [];
    Object.keys(FACETS).forEach(function (facet) {
      if (facet !== but) (state.facets[facet] || []).forEach(function (value) {
        if (fixed !== facet + '=' + value) parts.push(facet + '=' + encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2F/g, '/'));
      });
    });
    if (state.query) parts.push('q=' + encodeURIComponent(state.query));
    if (state.sort !== 'name' || state.down) parts.push('sort=' + (state.down ? '-' : '') + state.sort);
    return parts.length ? '?' + parts.join('&') : '';
  };
  // A choice is a step back; letters that are typed and what an address asked for are none.
  var writeUrl = function (step) {
    var to = location.pathname + queryFor(fixed) + location.hash;
    try { history[step && to !== location.pathname + location.search + location.hash ? 'pushState' : 'replaceState'](step ? null : history.state, '', to); } catch (e) { /* file:// in some browsers */ }
  };

  // --- query: words, key:value, -not, "quoted" ---
  var parse = function (text) {
    var terms = [], pattern = /(-?)(?:([\w]+)[:=])?(?:"([^"]*)("?)|(\S+))|(-)(?=\s|$)/g, found;
    while ((found = pattern.exec(text))) {
      var key = found[2] && (ALIAS[found[2].toLowerCase()] || found[2].toLowerCase());
      var value = (found[3] != null ? found[3] : found[5] || '').toLowerCase();
      if (found[3] != null && !found[4]) return { at: found.index, error: 'unclosed quote' };
      if (key && !FACETS[key] && key !== 'name' && key !== 'ref') {
        // A reference such as component:default/a is a word.
        if (titles.has(key + ':' + value)) { key = 'ref'; value = found[2].toLowerCase() + ':' + value; }
        else return { at: found.index + found[1].length, error: 'unknown field "' + found[2] + '", expected one of ' + Object.keys(FACETS).join(', ') + ', name' };
      }
      var bare = !key && /^(\w+)[:=]$/.exec(found[5] || '');
      if (bare && FACETS[ALIAS[bare[1].toLowerCase()] || bare[1].toLowerCase()]) return { at: found.index + found[0].length, error: 'missing value after "' + bare[0] + '"' };
      if (key && !value) return { at: found.index, error: 'missing value after "' + found[2] + ':"' };
      if (value) terms.push({ not: !!found[1], key: key, value: value });
    }
    return { terms: terms };
  };
  var refMatch = function (ref, value) {
    return ref === value || ref.slice(ref.indexOf(':') + 1) === value || ref.slice(ref.indexOf('/') + 1) === value ||
      ref === value.replace(/^(\w+):(?!.*\/)/, '$1:default/');
  };
  var holds = function (entity, term) {
    if (!term.key) return entity.text.indexOf(term.value) >= 0;
    if (term.key === 'name') return entity.name.indexOf(term.value) >= 0;
    if (term.key === 'ref') return entity.r === term.value;
    return entity.v[term.key].some(function (value) {
      return REFS[term.key] ? refMatch(value, term.value) : value === term.value;
    });
  };

  // --- data ---
  var waiting = [];
  var load = function (then) {
    if (data) return then();
    waiting.push(then);
    if (waiting.length > 1) return;
    window.backlotCatalog = function (list, named) {
      data = list;
      list.forEach(function (entity) {
        var slash = entity.r.indexOf('/'), colon = entity.r.indexOf(':');
        entity.n = colon < 0 ? '' : entity.r.slice(colon + 1, slash);
        entity.name = entity.r.slice(slash + 1);
        entity.title = entity.t || (entity.n === 'default' ? entity.name : entity.n + '/' + entity.name);
        entity.low = entity.title.toLowerCase();
        entity.v = {};
        for (var facet in FACETS) entity.v[facet] = FACETS[facet](entity);
        entity.text = (entity.title + ' ' + entity.name + ' ' + (entity.d || '') + ' ' + (entity.f || '') + ' ' + (entity.g || []).join(' ')).toLowerCase();
        if (!named) titles.set(entity.r, entity.title);
      });
      for (var ref in named) titles.set(ref, named[ref] || short(ref));
      order();
      box.dataset.ready = 'true';
      waiting.splice(0).forEach(function (one) { one(); });
    };
    var script = document.createElement('script');
    script.src = box.dataset.src;
    document.head.append(script);
  };
  var short = function (ref) { return ref.slice(ref.indexOf(ref.indexOf(':default/') < 0 ? ':' : '/') + 1); };
  var titleOf = function (ref) { return titles.get(ref) || names.get(ref) || short(ref); };
  var href = function (ref, tab) {
    var parts = /^([^:]+):([^/]+)\/(.+)$/.exec(ref);
    return root + 'catalog/' + parts[2] + '/' + parts[1] + '/' + parts[3] + '/' + (tab || '') + 'index.html';
  };

  // --- results ---
  var matches = [], shown = 0;
  var fits = function (entity, facet) {
    var values = entity.v[facet], wanted = state.facets[facet];
    var among = function (one) { return values.indexOf(one) >= 0; };
    return facet === 'tag' || facet === 'has' ? wanted.every(among) : wanted.some(among);
  };
  var passes = function (entity, terms, but) {
    for (var facet in state.facets) if (facet !== but && !fits(entity, facet)) return false;
    return terms.every(function (term) { return holds(entity, term) !== term.not; });
  };
  var sorters = {
    name: function (e) { return e.low; },
    system: function (e) { return e.s ? titleOf(e.s[0]).toLowerCase() : '\uffff'; },
    owner: function (e) { return e.o ? titleOf(e.o[0]).toLowerCase() : '\uffff'; },
    type: function (e) { return e.y ? e.y.toLowerCase() : '\uffff'; },
    lifecycle: function (e) { return e.l || '\uffff'; }
  };
  // All entities in the order that is asked for: sorted when that changes, not at every letter.
  var sorted = [], sortedBy = '';
  var order = function () {
    var by = (state.down ? '-' : '') + state.sort;
    if (by === sortedBy) return;
    sortedBy = by;
    var key = sorters[state.sort] || sorters.name;
    var keyed = data.map(function (entity, at) { return [key(entity), at, entity]; });
    keyed.sort(function (a, b) { return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]; });
    if (state.down) keyed.reverse();
    sorted = keyed.map(function (one) { return one[2]; });
  };
  var apply = function (step) {
    var parsed = parse(state.query);
    error.hidden = !parsed.error;
    input.setAttribute('aria-invalid', String(!!parsed.error));
    if (parsed.error) {
      error.textContent = state.query + '\n' + ' '.repeat(parsed.at) + '^ ' + parsed.error;
      return;
    }
    var terms = parsed.terms;
    order();
    var counts = count(terms);
    body.textContent = '';
    shown = 0;
    more();
    drawFacets(counts);
    drawChips();
    writeUrl(step === true);
    total.textContent = matches.length.toLocaleString('en');
    status.textContent = total.textContent + (!table ? ' of ' + data.length.toLocaleString('en') : matches.length === 1 ? ' entity' : ' entities');
    if (pager) pager.hidden = true;
    box.dataset.turn = +(box.dataset.turn || 0) + 1;
    all('th[data-sort]', box).forEach(function (th) {
      if (th.dataset.sort === state.sort) th.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    });
  };
  var cell = function (label, cls) {
    var td = make('td', cls);
    td.dataset.l = label;
    return td;
  };
  var entityLink = function (ref, shown) {
    var known = titles.has(ref), node = make(known ? 'a' : 'span', known ? 'e' : 'e gone', shown || titleOf(ref));
    if (known) node.href = href(ref);
    else {
      node.title = ref + ' is not in the catalog';
      node.append(make('small', '', 'not found'));
    }
    if (!table) node.prepend(make('i', 'k k-' + ref.slice(0, ref.indexOf(':'))));
    return node;
  };
  var tagLink = function (tag) {
    var link = make('a', 'tag', tag);
    link.href = '?tag=' + encodeURIComponent(tag);
    return link;
  };
  var row = function (entity) {
    var tr = make('tr'), name = make('td', 'c-name'), to = make('a', 'to');
    to.href = href(entity.r);
    to.append(make('i', 'k k-' + entity.k.toLowerCase()), entity.title);
    name.append(to);
    if (entity.p) name.append(' ', make('span', 'bad', entity.p));
    if (entity.d) name.append(make('p', '', entity.d));
    var system = cell('System'), owner = cell('Owner'), type = cell('Type'), life = cell('Lifecycle'), tags = cell('Tags', 'c-tags');
    (entity.s || []).forEach(function (ref) { system.append(entityLink(ref)); });
    (entity.o || []).forEach(function (ref) { owner.append(entityLink(ref)); });
    type.textContent = entity.y || '';
    if (entity.l) life.append(make('span', 'life l-' + entity.l, entity.l));
    (entity.g || []).slice(0, 3).forEach(function (tag) {
      tags.append(tagLink(tag));
    });
    if (entity.g && entity.g.length > 3) tags.append(make('span', 'more', '+' + (entity.g.length - 3)));
    tr.append(name, system, owner, type, life, tags);
    return tr;
  };
  // What the card itself links to: documentation, or else the entity.
  var card = function (entity) {
    var item = make('li', 'card link'), head = make('h2'), to = make('a', 'to', entity.title), meta = make('p', 'meta', entity.w);
    to.href = entity.u ? root + entity.u + 'index.html' : href(entity.r);
    if (entity.u) head.append(make('i', 'k k-docs'));
    else if (entity.y) item.append(make('p', 'eyebrow', entity.y));
    head.append(to);
    item.append(head);
    if (entity.d) item.append(make('p', '', entity.d));
    if (!entity.u && entity.g) {
      var tags = make('p');
      entity.g.slice(0, 6).forEach(function (tag) { tags.append(tagLink(tag)); });
      item.append(tags);
    }
    if (entity.u) meta.append(' · ', entity.k ? entityLink(entity.r, titleOf(entity.r) === entity.title && entity.k.toLowerCase()) : entity.f);
    (entity.o || []).forEach(function (ref) { meta.append(' · ', entityLink(ref)); });
    if (entity.b) {
      var outside = make('a', '', 'Open in Backstage');
      outside.href = entity.b;
      outside.rel = 'noopener';
      meta.append(' · ', outside);
    }
    item.append(meta);
    return item;
  };
  // They are made as they are scrolled to.
  var sentinel = make('div');
  (table ? table.parentElement : body).after(sentinel);
  var more = function () {
    var part = document.createDocumentFragment();
    matches.slice(shown, shown + PAGE).forEach(function (entity) { part.append(table ? row(entity) : card(entity)); });
    shown = Math.min(shown + PAGE, matches.length);
    body.append(part);
    sentinel.textContent = '';
    if (!matches.length) sentinel.append(nothing());
  };
  if ('IntersectionObserver' in window) new IntersectionObserver(function (seen) {
    if (seen[0].isIntersecting && data && shown < matches.length) more();
  }, { rootMargin: '600px' }).observe(sentinel);
  // Which filter emptied the list, and the offer to drop it.
  var nothing = function () {
    var note = make('div', 'empty'), list = make('p');
    note.append(make('p', 'empty-t', 'No results'));
    var terms = parse(state.query).terms || [];
    Object.keys(state.facets).forEach(function (facet) {
      var left = data.filter(function (entity) { return passes(entity, terms, facet); }).length;
      if (!left) return;
      var button = make('button', 'btn', 'Remove ' + TITLES[facet].toLowerCase() + ' filter (' + left + ')');
      button.type = 'button';
      button.addEventListener('click', function () { delete state.facets[facet]; apply(true); });
      list.append(button, ' ');
    });
    if (state.query) {
      var left = data.filter(function (entity) { return passes(entity, []); }).length;
      var button = make('button', 'btn', 'Clear search (' + left + ')');
      button.type = 'button';
      button.addEventListener('click', function () { input.value = state.query = ''; apply(true); });
      list.append(button);
    }
    note.append(list);
    return note;
  };

  // --- facets and chips ---
  var textOf = function (facet, value) {
    if (REFS[facet]) return titleOf(value);
    return facet === 'has' ? HAS[value] || value : names.get(value) || value;
  };
  // One look at each entity finds the matches and, for every facet, what its values would add: an entity that fails
  // a single facet counts in that one, whose other values could be chosen beside.
  var count = function (terms) {
    var counts = {}, keys = Object.keys(FACETS), active = Object.keys(state.facets);
    keys.forEach(function (facet) { counts[facet] = new Map(); });
    matches = [];
    var add = function (entity, facet) {
      var map = counts[facet], values = entity.v[facet];
      for (var i = 0; i < values.length; i++) map.set(values[i], (map.get(values[i]) || 0) + 1);
    };
    sorted.forEach(function (entity) {
      var failed = '';
      for (var i = 0; i < active.length; i++) {
        if (fits(entity, active[i])) continue;
        if (failed || active[i] === 'tag' || active[i] === 'has') return;
        failed = active[i];
      }
      if (!terms.every(function (term) { return holds(entity, term) !== term.not; })) return;
      if (failed) return add(entity, failed);
      matches.push(entity);
      keys.forEach(function (facet) { add(entity, facet); });
    });
    return counts;
  };
  // Every value of a facet and its text, in the order of the texts.
  var every = {};
  var valuesOf = function (facet) {
    if (!every[facet]) {
      var found = new Map();
      data.forEach(function (entity) { entity.v[facet].forEach(function (value) { found.set(value, ''); }); });
      every[facet] = Array.from(found.keys(), function (value) { return [value, textOf(facet, value)]; });
      every[facet].sort(function (a, b) { return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0; });
    }
    return every[facet];
  };
  var drawFacets = function (counted) {
    all('[data-facet]', box).forEach(function (section) {
      var facet = section.dataset.facet, counts = counted[facet], list = section.querySelector('ul');
      var values = valuesOf(facet).map(function (pair) { return [pair[0], counts.get(pair[0]) || 0, pair[1]]; });
      values.sort(function (a, b) { return has(facet, b[0]) - has(facet, a[0]) || b[1] - a[1]; });
      var most = open[facet] ? 60 : 7;
      list.textContent = '';
      values.slice(0, most).forEach(function (pair) {
        var item = make('li'), button = make('button', pair[1] ? '' : 'zero');
        button.type = 'button';
        button.dataset.value = pair[0];
        button.setAttribute('aria-pressed', String(has(facet, pair[0])));
        button.append(make('span', '', pair[2]), make('span', 'n', pair[1]));
        item.append(button);
        list.append(item);
      });
      if (values.length > most && !open[facet]) {
        var item = make('li'), button = make('button', '', (values.length - most) + ' more');
        button.type = 'button';
        button.dataset.more = facet;
        item.append(button);
        list.append(item);
      }
    });
    // The row of kinds counts what is filtered, and takes the filter along.
    var query = queryFor('', 'kind'), sum = 0;
    counted.kind.forEach(function (n) { sum += n; });
    all('.kinds a').forEach(function (link) {
      var kinds = state.facets.kind || [], value = link.dataset.kind, n = value ? counted.kind.get(value) || 0 : sum;
      link.href = link.getAttribute('href').replace(/\?.*/, '') + query;
      link.querySelector('.n').textContent = n.toLocaleString('en');
      link.classList.toggle('zero', !n);
      if (value ? kinds.length === 1 && kinds[0] === value : !kinds.length) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
  };
  var drawChips = function () {
    chips.textContent = '';
    Object.keys(state.facets).forEach(function (facet) {
      state.facets[facet].forEach(function (value) {
        if (fixed === facet + '=' + value) return;
        var chip = make('button', '', TITLES[facet] + ': ' + textOf(facet, value));
        chip.type = 'button';
        chip.setAttribute('aria-label', 'Remove ' + chip.textContent);
        chip.addEventListener('click', function () { toggle(facet, value); apply(true); });
        chips.append(chip);
      });
    });
    if (chips.childElementCount > 1) {
      var clear = make('button', 'clear', 'Clear all');
      clear.type = 'button';
      clear.addEventListener('click', function () {
        state.facets = {};
        state.query = input.value = '';
        if (fixed) toggle(fixed.slice(0, fixed.indexOf('=')), fixed.slice(fixed.indexOf('=') + 1));
        apply(true);
      });
      chips.append(clear);
    }
    chips.hidden = !chips.childElementCount;
  };

  // --- events ---
  box.addEventListener('click', function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    var value = event.target.closest('[data-facet] [data-value]'), wider = event.target.closest('[data-more]');
    var tag = event.target.closest('.c-tags .tag, .card .tag');
    if (value) {
      event.preventDefault();
      var facet = value.closest('[data-facet]').dataset.facet;
      load(function () {
        toggle(facet, value.dataset.value);
        apply(true);
        var again = box.querySelector('[data-facet="' + facet + '"] [data-value="' + CSS.escape(value.dataset.value) + '"]');
        if (again) again.focus();
      });
    } else if (wider) {
      load(function () { open[wider.dataset.more] = true; apply(); });
    } else if (tag && !fixed) {
      event.preventDefault();
      load(function () { if (!has('tag', tag.textContent)) toggle('tag', tag.textContent); apply(true); });
    }
  });
  var timer = 0;
  // The data is on its way before the first click or letter.
  ['focusin', 'pointerover'].forEach(function (event) {
    box.addEventListener(event, function (one) { if (one.target.closest('.facets, .query, thead')) load(function () {}); });
  });
  input.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(function () { load(function () { state.query = input.value.trim(); apply(); }); }, 60);
  });
  all('th[data-sort]', box).forEach(function (th) {
    var button = make('button', '', th.textContent);
    button.type = 'button';
    th.textContent = '';
    th.append(button);
    button.addEventListener('click', function () {
      load(function () {
        state.down = state.sort === th.dataset.sort && !state.down;
        state.sort = th.dataset.sort;
        apply(true);
      });
    });
  });
  all('[data-export]').forEach(function (button) {
    button.addEventListener('click', function () {
      load(function () {
        if (!matches.length) apply();
        save(button.dataset.export);
      });
    });
  });
  var save = function (kind) {
    var rows = matches.map(function (e) {
      return { name: e.title, ref: e.r, kind: e.k, type: e.y || '', lifecycle: e.l || '', owner: (e.o || []).join(' '), system: (e.s || []).join(' '), tags: (e.g || []).join(' '), description: e.d || '' };
    });
    var keys = ['name', 'ref', 'kind', 'type', 'lifecycle', 'owner', 'system', 'tags', 'description'], text;
    if (kind === 'json') text = JSON.stringify(rows, null, 2) + '\n';
    else if (kind === 'csv') {
      // A spreadsheet must not take a value for a formula.
      var quote = function (value) { return '"' + value.replace(/^[=+\-@]/, "'$&").replace(/"/g, '""').replace(/\r?\n/g, ' ') + '"'; };
      text = [keys.join(',')].concat(rows.map(function (one) { return keys.map(function (key) { return quote(one[key]); }).join(','); })).join('\n') + '\n';
    } else {
      var line = function (cells) { return '| ' + cells.map(function (one) { return one.replace(/\|/g, '\\|').replace(/\s+/g, ' '); }).join(' | ') + ' |'; };
      text = [line(keys), line(keys.map(function () { return '---'; }))].concat(rows.map(function (one) { return line(keys.map(function (key) { return one[key]; })); })).join('\n') + '\n';
    }
    var link = make('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = 'catalog.' + kind;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  };
  addEventListener('popstate', function () { readUrl(); load(apply); });
  // Whoever comes back finds as many rows as there were, and the place among them.
  addEventListener('pagehide', function () {
    try { if (data) history.replaceState({ shown: shown, top: scrollY }, ''); } catch (e) { /* from a disk */ }
  });
  var left = history.state;
  if (readUrl()) load(function () {
    apply();
    if (!left || !left.shown) return;
    while (shown < Math.min(left.shown, matches.length)) more();
    scrollTo({ top: left.top, behavior: 'instant' });
  });
})();
