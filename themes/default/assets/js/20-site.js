// What every page does: theme, stars, recent pages, copy buttons, tabs, table of contents.
document.addEventListener('DOMContentLoaded', function () {
  'use strict';
  var html = document.documentElement, store = window.backlotStore, root = html.dataset.root || './';
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var make = function (tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text != null) node.textContent = text;
    return node;
  };

  all('[data-theme-toggle]').forEach(function (button) {
    button.addEventListener('click', function () {
      var dark = html.dataset.theme ? html.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      html.dataset.theme = dark ? 'light' : 'dark';
      store.set('theme', html.dataset.theme);
    });
  });

  // Starred entities, as Backstage keeps them: references. Titles are kept for the home page.
  var stars = store.get('stars') || [];
  all('[data-star]').forEach(function (button) {
    var ref = button.dataset.star;
    var show = function () {
      var on = stars.some(function (star) { return star.r === ref; });
      button.setAttribute('aria-pressed', String(on));
      button.querySelector('span').textContent = on ? 'Starred' : 'Star';
    };
    button.addEventListener('click', function () {
      var kept = stars.filter(function (star) { return star.r !== ref; });
      stars = kept.length === stars.length
        ? [{ r: ref, t: button.dataset.title, k: button.dataset.kind }].concat(stars).slice(0, 200) : kept;
      store.set('stars', stars);
      show();
    });
    show();
    var recent = (store.get('recent') || []).filter(function (one) { return one.r !== ref; });
    store.set('recent', [{ r: ref, t: button.dataset.title, k: button.dataset.kind }].concat(recent).slice(0, 12));
  });

  all('[data-mine]').forEach(function (section) {
    var lists = section.querySelector('[data-mine-lists]');
    [['Starred', stars], ['Recent', store.get('recent') || []]].forEach(function (pair) {
      if (!pair[1].length) return;
      var box = make('div'), list = make('ul', 'lines small');
      box.append(make('h3', 'eyebrow', pair[0]), list);
      pair[1].slice(0, 6).forEach(function (one) {
        var parts = /^([^:]+):([^/]+)\/(.+)$/.exec(one.r);
        if (!parts) return;
        var item = make('li'), link = make('a');
        link.href = root + 'catalog/' + parts[2] + '/' + parts[1] + '/' + parts[3] + '/index.html';
        link.append(make('i', 'k k-' + parts[1]), make('span', '', one.t || parts[3]));
        item.append(link);
        list.append(item);
      });
      lists.append(box);
      section.hidden = false;
    });
  });

  // From a disk and over plain http there is no clipboard but the one of the selection.
  var copy = function (text, done) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(done, function () {});
    var field = make('textarea', 'vh'), focused = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    if (document.execCommand('copy')) done();
    field.remove();
    if (focused) focused.focus({ preventScroll: true });
  };
  var copyButton = function (text) {
    var button = make('button', 'copy'), icon = make('i', 'i i-copy');
    button.type = 'button';
    button.setAttribute('aria-label', 'Copy');
    button.append(icon);
    button.addEventListener('click', function () {
      copy(text(), function () {
        button.classList.add('done');
        icon.className = 'i i-check';
        button.setAttribute('aria-label', 'Copied');
        setTimeout(function () {
          button.classList.remove('done');
          icon.className = 'i i-copy';
          button.setAttribute('aria-label', 'Copy');
        }, 1600);
      });
    });
    return button;
  };
  all('.md pre, pre.paste, .src pre, .op-r pre, .ex pre').forEach(function (pre) {
    if (pre.closest('.mermaid')) return;
    var wrap = pre.parentElement, own = wrap.matches('.highlight, .src');
    if (!own && wrap.tagName !== 'TD') {
      wrap = make('div', 'copy-wrap');
      pre.replaceWith(wrap);
      wrap.append(pre);
    } else if (own) wrap.classList.add('copy-wrap');
    wrap.append(copyButton(function () { var code = (pre.querySelector('code') || pre).cloneNode(true);
      all('.note-src, .note-mark', code).forEach(function (node) { node.remove(); });
      return code.textContent.replace(/\n$/, '');
    }));
  });
  all('[data-copy]').forEach(function (node) {
    node.tabIndex = 0;
    node.setAttribute('role', 'button');
    node.setAttribute('aria-label', 'Copy ' + node.dataset.copy);
    var act = function () { copy(node.dataset.copy, function () { flash(node, 'Copied'); }); };
    node.addEventListener('click', act);
    node.addEventListener('keydown', function (event) { if (event.key === 'Enter') act(); });
  });
  // Copies the Markdown of the page; where it cannot be read (from a disk) the link leads to it.
  all('[data-copy-page]').forEach(function (link) {
    link.addEventListener('click', function (event) {
      if (location.protocol === 'file:') return;
      event.preventDefault();
      fetch(link.href).then(function (answer) { return answer.text(); }).then(function (text) {
        copy(text, function () { flash(link.querySelector('span'), 'Copied'); });
      }, function () { location.href = link.href; });
    });
  });
  var flash = function (node, text) {
    var before = node.textContent;
    node.textContent = text;
    setTimeout(function () { node.textContent = before; }, 1000);
  };

  // Linked tabs: the choice of a label holds on every page.
  var chosen = store.get('tabs') || [];
  var label = function (input) {
    var found = input.id && document.querySelector('label[for="' + CSS.escape(input.id) + '"]');
    return found ? found.textContent.trim() : '';
  };
  var sets = all('.tabbed-set');
  var pick = function (text) {
    sets.forEach(function (set) {
      all(':scope > input', set).some(function (input) { return label(input) === text && (input.checked = true); });
    });
  };
  if (sets.length) {
    chosen.slice().reverse().forEach(pick);
    sets.forEach(function (set) {
      all(':scope > input', set).forEach(function (input) {
        input.addEventListener('change', function () {
          var text = label(input), top = set.getBoundingClientRect().top;
          chosen = [text].concat(chosen.filter(function (one) { return one !== text; })).slice(0, 20);
          store.set('tabs', chosen);
          pick(text);
          scrollBy(0, set.getBoundingClientRect().top - top);
        });
      });
    });
  }

  // What an address points at is shown first: tabs and folds around it open, and a tab's own id picks the tab.
  var reveal = function (hash) {
    var target = null, opened = false;
    try { target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1))); } catch (e) { /* no id */ }
    for (var at = target; at; at = at.parentElement) {
      var set = at.closest('.tabbed-set'), input = null;
      if (at === target && set && at.parentElement === set && at.type === 'radio') input = at;
      else if (at.classList.contains('tabbed-block')) {
        input = all(':scope > input', set)[Array.prototype.indexOf.call(at.parentElement.children, at)];
      } else if (at.tagName === 'DETAILS' && !at.open) opened = at.open = true;
      if (input && !input.checked) opened = input.checked = true;
    }
    return opened || target && target.type === 'radio' ? target : null;
  };
  var arrive = function () {
    var target = reveal(location.hash);
    if (target) (target.type === 'radio' ? target.parentElement : target).scrollIntoView();
  };
  addEventListener('hashchange', arrive);
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="#"]');
    // The same address once more changes nothing that could be listened to.
    if (link && link.hash === location.hash) setTimeout(arrive); else if (link) reveal(link.hash);
  });
  arrive();

  // Rows of tabs that are wider than the screen begin where the current one can be seen.
  all('.main-nav ul, .kinds ul, .tabs ul').forEach(function (row) {
    var on = row.querySelector('[aria-current]');
    if (!on || row.scrollWidth <= row.clientWidth) return;
    var box = row.getBoundingClientRect(), tab = on.getBoundingClientRect();
    row.scrollLeft += tab.left + tab.width / 2 - box.left - box.width / 2;
  });

  // Drawers are open without scripts; with them they are closed where the screen is narrow.
  var narrow = matchMedia('(max-width: 62rem)');
  all('.drawer, .facet-drawer, .api-nav details').forEach(function (drawer) {
    var fit = function () { drawer.open = !narrow.matches; };
    narrow.addEventListener('change', fit);
    fit();
    drawer.removeAttribute('data-fresh');
  });
  var current = document.querySelector('.doc-nav [aria-current]');
  if (current && current.scrollIntoView && !narrow.matches) {
    var pane = current.closest('.doc-nav-in');
    if (current.offsetTop > pane.clientHeight * .7) pane.scrollTop = current.offsetTop - pane.clientHeight / 3;
  }

  // Table of contents: the heading that is read is lit.
  all('[data-spy]').forEach(function (toc) {
    var links = all('a', toc), heads = [];
    links.forEach(function (link) {
      var head = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (head) heads.push([head, link]);
    });
    var lit = null, queued = false;
    var spy = function () {
      queued = false;
      var now = null;
      heads.forEach(function (pair) { if (pair[0].getClientRects().length && pair[0].getBoundingClientRect().top < 120) now = pair[1]; });
      if (innerHeight + scrollY >= document.body.scrollHeight - 4 && heads.length) now = heads[heads.length - 1][1];
      if (now === lit) return;
      if (lit) lit.classList.remove('on');
      if (now) now.classList.add('on');
      lit = now;
    };
    addEventListener('scroll', function () { if (!queued) { queued = true; requestAnimationFrame(spy); } }, { passive: true });
    spy();
  });

  // A box that filters what is on the page already.
  all('[data-list-filter]').forEach(function (input) {
    input.addEventListener('input', function () {
      var words = input.value.toLowerCase().split(/\s+/);
      all(input.dataset.listFilter).forEach(function (list) {
        Array.prototype.forEach.call(list.children, function (item) {
          var text = item.textContent.toLowerCase();
          item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        });
      });
    });
  });
});
