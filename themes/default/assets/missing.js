// The 404 page: an address in another case leads on; for others near names are offered.
document.addEventListener('DOMContentLoaded', function () {
  'use strict';
  var box = document.querySelector('[data-near]');
  if (!box) return;
  // The portal's own address holds only where this is it: a copy elsewhere is asked from its top.
  var html = document.documentElement, root = html.dataset.root;
  if (location.href.indexOf(root) !== 0) root = html.dataset.root = './';
  var path = decodeURIComponent(location.pathname).toLowerCase();
  var wanted = path.split('/').filter(Boolean);
  var last = wanted[wanted.length - 1] === 'index.html' ? wanted[wanted.length - 2] : wanted[wanted.length - 1];
  if (!last) return;
  var distance = function (a, b) {
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
  };
  window.backlotCatalog = function (list) {
    // `…/catalog/<namespace>/<kind>/<name>/…` and `…/docs/<namespace>/<kind>/<name>/…`
    var docs = wanted.indexOf('docs'), at = wanted.indexOf('catalog');
    if (at < 0) at = docs;
    var name = at >= 0 && wanted[at + 3] || last, exact = at >= 0 && wanted[at + 2] + ':' + wanted[at + 1] + '/' + wanted[at + 3];
    var near = [];
    list.forEach(function (entity) {
      var parts = /^([^:]+):([^/]+)\/(.+)$/.exec(entity.r);
      var target = root + (docs >= 0 && entity.h & 1 ? 'docs/' : 'catalog/') + parts[2] + '/' + parts[1] + '/' + parts[3] + '/index.html';
      if (entity.r === exact && location.pathname !== path) location.replace(target);
      var far = entity.r === exact ? -1 : Math.min(distance(last, parts[3]), distance(name, parts[3]));
      if (parts[3].indexOf(last) >= 0 || far <= Math.max(2, name.length / 4)) near.push([far, entity, target, parts]);
    });
    near.sort(function (a, b) { return a[0] - b[0]; });
    near.slice(0, 6).forEach(function (one) {
      var item = document.createElement('li'), link = document.createElement('a'), icon = document.createElement('i'), text = document.createElement('span');
      icon.className = 'k k-' + one[3][1];
      text.textContent = one[1].t || one[3][3];
      link.href = one[2];
      link.append(icon, text);
      item.append(link);
      box.querySelector('[data-near-list]').append(item);
      box.hidden = false;
    });
  };
  var script = document.createElement('script');
  script.src = root + box.dataset.near;
  document.head.append(script);
});
