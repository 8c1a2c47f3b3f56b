// The 404 page: it finds the portal it belongs to, leads an address in another case on, and offers near names.
document.addEventListener('DOMContentLoaded', function () {
  'use strict';
  var html = document.documentElement, own = html.dataset.root;
  // The portal's own address holds only where this is it. Elsewhere the nearest folder above that has a portal is it:
  // a host shows this page at any depth and does not say at which.
  if (/^https?:/.test(own) && location.href.indexOf(own) === 0) return begin(own);
  if (!/^http/.test(location.protocol)) return begin('./');
  var above = location.pathname.split('/').slice(0, -1);
  (function ask() {
    if (!above.length) return begin('/');
    var root = above.join('/') + '/';
    above.pop();
    fetch(root + 'llms.txt', { method: 'HEAD' }).then(function (answer) {
      // Some hosts answer everything with one page.
      if (answer.ok && !/html/.test(answer.headers.get('content-type'))) begin(root); else ask();
    }, ask);
  })();

  function begin(root) {
    html.dataset.root = root;
    document.querySelectorAll('a[href], form[action]').forEach(function (one) {
      var name = one.matches('a') ? 'href' : 'action', old = one.getAttribute(name);
      if (old.indexOf(own) === 0 && own !== './') old = old.slice(own.length);
      if (!/^([a-z][a-z0-9+.-]*:|[#/])/i.test(old)) one.setAttribute(name, root + old);
    });
    suggest(root);
  }

  function suggest(root) {
    var box = document.querySelector('[data-near]'), top = new URL(root, location.href).pathname;
    if (!box) return;
    // `catalog/<namespace>/<kind>/<name>/…` or `docs/<namespace>/<kind>/<name>/…`
    var asked = decodeURIComponent(location.pathname).slice(top.length).split('/').filter(Boolean);
    var wanted = asked.map(function (part) { return part.toLowerCase(); });
    if (wanted[wanted.length - 1] === 'index.html') wanted.pop();
    var last = wanted[wanted.length - 1], named = (wanted[0] === 'catalog' || wanted[0] === 'docs') && wanted[3];
    if (!last) return;
    var name = named || last, exact = named && wanted[2] + ':' + wanted[1] + '/' + named;
    window.backlotCatalog = function (list) {
      var near = [];
      list.forEach(function (entity) {
        var parts = /^([^:]+):([^/]+)\/(.+)$/.exec(entity.r), place = parts[2] + '/' + parts[1] + '/' + parts[3] + '/';
        var docs = entity.h & 1 && (wanted[0] === 'docs' || wanted[4] === 'docs');
        if (entity.r === exact) {
          // What comes after the name is kept: a tab, a page of the docs.
          var rest = docs || wanted[0] === 'catalog' ? asked.slice(docs && wanted[0] === 'catalog' ? 5 : 4).join('/') : '';
          var target = new URL(root + (docs ? 'docs/' : 'catalog/') + place + rest + (rest && !/\.[a-z]+$/.test(rest) ? '/' : ''), location.href);
          if (plain(target) !== plain(location)) return location.replace(target.pathname + location.search + location.hash);
        }
        var far = entity.r === exact ? -1 : Math.min(distance(last, parts[3]), distance(name, parts[3]));
        if (parts[3].indexOf(last) >= 0 || far <= Math.max(2, name.length / 4)) near.push([far, entity, root + (docs ? 'docs/' : 'catalog/') + place + 'index.html', parts]);
      });
      near.sort(function (a, b) { return a[0] - b[0]; });
      near.slice(0, 6).forEach(show);
    };
    var script = document.createElement('script');
    script.src = root + box.dataset.near;
    document.head.append(script);

    function show(one) {
      var item = document.createElement('li'), link = document.createElement('a'), icon = document.createElement('i'), text = document.createElement('span');
      icon.className = 'k k-' + one[3][1];
      text.textContent = one[1].t || one[3][3];
      link.href = one[2];
      link.append(icon, text);
      item.append(link);
      box.querySelector('[data-near-list]').append(item);
      box.hidden = false;
    }
  }

  function plain(url) { return decodeURIComponent(url.pathname).replace(/(\/|\/index\.html)$/, ''); }

  // Levenshtein's.
  function distance(a, b) {
    var row = Array.from({ length: b.length + 1 }, function (_, i) { return i; });
    for (var i = 1; i <= a.length; i++) {
      var before = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length; j++) {
        var up = row[j];
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1));
        before = up;
      }
    }
    return row[b.length];
  }
});
