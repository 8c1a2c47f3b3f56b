// Before the first paint: the remembered colour theme, and the word that scripts run.
(function () {
  'use strict';
  var html = document.documentElement;
  html.classList.add('js');
  var store = {
    get: function (key) { try { return JSON.parse(localStorage.getItem('backlot.' + key)); } catch (e) { return null; } },
    set: function (key, value) { try { localStorage.setItem('backlot.' + key, JSON.stringify(value)); } catch (e) { /* private mode */ } }
  };
  window.backlotStore = store;
  var theme = store.get('theme');
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
})();
