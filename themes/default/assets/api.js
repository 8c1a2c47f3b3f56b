// The form that edits an operation's curl command. What is typed stays in the page: nothing is sent, nothing is stored.
(function () {
  'use strict';
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var make = function (tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text != null) node.textContent = text;
    return node;
  };
  // Server and token are those of the page: typed once, they are in every command.
  var shared = { server: null, token: '' }, redraw = [];

  // A word of a shell; double quotes where a variable stands in it.
  var shell = function (text) {
    if (text.indexOf('$TOKEN') >= 0) return '"' + text.replace(/["\\`]/g, '\\$&') + '"';
    return "'" + text.replace(/'/g, "'\\''") + "'";
  };
  var encode = function (text) { return encodeURIComponent(text).replace(/%24TOKEN/g, '$TOKEN'); };
  var decode = function (text) { try { return decodeURIComponent(text); } catch (error) { return text; } };

  // What the command of the page says: method, URL, headers, body.
  var read = function (text) {
    var said = { method: 'GET', url: '', headers: [], body: null };
    var word = /(?:-([XHd]) +)?(?:'((?:[^']|'\\'')*)'|"((?:[^"\\]|\\[^])*)"|([A-Z]+)(?=\s|$))/g, found;
    while ((found = word.exec(text))) {
      var value = found[2] != null ? found[2].replace(/'\\''/g, "'")
        : found[3] != null ? found[3].replace(/\\([^])/g, '$1') : found[4];
      if (found[1] === 'X') said.method = value;
      else if (found[1] === 'H') said.headers.push(value);
      else if (found[1] === 'd') said.body = value;
      else if (!said.url) said.url = value;
    }
    return said;
  };

  var open = function (box, code, button) {
    var op = box.closest('[data-api-operation]'), template = op.dataset.apiOperation.replace(/^\S+ /, '');
    var said = read(code.textContent), base = box.dataset.base;
    if (shared.server == null) shared.server = base;
    var parts = said.url.slice(base.length).split('?'), names = [], values = {};
    var pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{([^}]*)\}/g, function (_, name) {
      names.push(name);
      return '([^/?]*)';
    });
    (parts[0].match(new RegExp('^' + pattern)) || []).slice(1).forEach(function (value, at) { values['path:' + names[at]] = decode(value); });
    var more = [];
    (parts[1] || '').split('&').filter(Boolean).forEach(function (pair) {
      var at = pair.indexOf('=');
      values['query:' + decode(pair.slice(0, at))] = decode(pair.slice(at + 1));
      more.push(decode(pair.slice(0, at)));
    });
    var form = make('form', 'try'), fields = [];
    var field = function (title, input) {
      var label = make('label', null, title);
      label.append(input);
      form.append(label);
      return input;
    };
    var text = function (title, value, type) {
      var input = make('input');
      input.type = type || 'text';
      input.autocomplete = 'off';
      input.spellcheck = false;
      input.value = value;
      return field(title, input);
    };
    var server = text('Server', shared.server);
    var token = /\$TOKEN/.test(code.textContent) ? text('Token', shared.token, 'password') : null;
    all('[data-api-parameter]', op).forEach(function (row) {
      if (row.closest('[data-api-operation]') !== op) return;
      var key = row.dataset.apiParameter, name = key.slice(key.indexOf(':') + 1), place = key.slice(0, key.indexOf(':'));
      if (!/^(path|query|header)$/.test(place)) return;
      var value = values[key] || '';
      if (place === 'header') said.headers = said.headers.filter(function (line) {
        if (line.toLowerCase().indexOf(name.toLowerCase() + ': ') !== 0) return true;
        value = line.slice(name.length + 2);
        return false;
      });
      var options = all('[data-api-value]', row).map(function (one) { return one.dataset.apiValue; }), input;
      if (options.length) {
        input = make('select');
        ('apiRequired' in row.dataset ? options : [''].concat(options)).forEach(function (option) { input.append(make('option', null, option)); });
        input.value = value;
        field(name, input);
      } else input = text(name, value);
      input.required = 'apiRequired' in row.dataset;
      fields.push({ place: place, name: name, input: input });
      more = more.filter(function (known) { return known !== name || place !== 'query'; });
    });
    var body = null;
    if (said.body != null) {
      body = make('textarea');
      body.rows = Math.min(12, said.body.split('\n').length + 1);
      body.spellcheck = false;
      body.value = said.body;
      field('Body', body);
    }
    var write = function () {
      var path = template, query = [], headers = said.headers.slice();
      fields.forEach(function (one) {
        var value = one.input.value;
        if (one.place === 'path') path = path.replace('{' + one.name + '}', encode(value));
        else if (value === '' && !one.input.required) return;
        else if (one.place === 'query') query.push(encode(one.name) + '=' + encode(value));
        else headers.unshift(one.name + ': ' + value);
      });
      more.forEach(function (name) { query.push(encode(name) + '=' + encode(values['query:' + name])); });
      var filled = function (text) { return shared.token ? text.split('$TOKEN').join(shared.token) : text; };
      var url = shared.server.replace(/\/+$/, '') + path + (query.length ? '?' + query.join('&') : '');
      var out = 'curl' + (said.method === 'GET' ? '' : ' -X ' + said.method) + ' ' + shell(filled(url));
      headers.forEach(function (line) { out += ' \\\n  -H ' + shell(filled(line)); });
      if (body) out += ' \\\n  -d ' + shell(body.value);
      code.textContent = out;
    };
    redraw.push(function () {
      server.value = shared.server;
      if (token) token.value = shared.token;
      write();
    });
    form.addEventListener('input', function (event) {
      if (event.target === server || event.target === token) {
        shared.server = server.value;
        if (token) shared.token = token.value;
        redraw.forEach(function (one) { one(); });
      } else write();
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    button.after(form);
    write();
    return form;
  };

  all('.op-r[data-base]').forEach(function (box, at) {
    var code = box.querySelector('pre code'), form = null;
    if (!code) return;
    var button = make('button', 'btn small', 'Edit');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', function () {
      if (!form) {
        form = open(box, code, button);
        form.id = 'try-' + at;
        button.setAttribute('aria-controls', form.id);
      } else form.hidden = !form.hidden;
      button.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) form.querySelector('input').focus();
    });
    code.closest('details').append(button);
  });
})();
