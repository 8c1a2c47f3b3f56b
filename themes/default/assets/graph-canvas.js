// The canvas of a graph: drag and touch move it, wheel, pinch, buttons and keys zoom, Fit shows all, what is pointed at lights up.
//
// In: a scrolling element; drawings are put into it. It stays a native scroll area with room around the drawing, so that
// touch, keys and the focus move it as they move everything else. Out: `window.backlotCanvas`. Never: knows what is drawn.
(function () {
  'use strict';
  if (typeof window === 'undefined') return;
  var MOST = 3;

  window.backlotCanvas = function (canvas) {
    // Until somebody zooms, a drawing is as large as fits, but not too small to be made out.
    var zoom = 1, free = false, svg = null, middle = null;
    function clamp(least, value, most) { return Math.max(least, Math.min(value, most)); }
    function fitting() { return Math.min((canvas.clientWidth - 16) / svg.dataset.w, (canvas.clientHeight - 16) / svg.dataset.h); }
    function least() { return Math.min(0.25, fitting()); }
    function size() {
      svg.setAttribute('width', Math.round(svg.dataset.w * zoom));
      svg.setAttribute('height', Math.round(svg.dataset.h * zoom));
      svg.style.margin = Math.round(canvas.clientHeight / 2) + 'px ' + Math.round(canvas.clientWidth / 2) + 'px';
      canvas.classList.toggle('g-far', zoom < 0.55);
    }
    // Puts a point of the drawing into the middle.
    function centre(x, y) {
      canvas.scrollLeft = x * zoom + Math.round(canvas.clientWidth / 2) - canvas.clientWidth / 2;
      canvas.scrollTop = y * zoom + Math.round(canvas.clientHeight / 2) - canvas.clientHeight / 2;
    }
    function whole() { centre(svg.dataset.w / 2, svg.dataset.h / 2); }
    // The point of the drawing at this place of the window stays there.
    function scale(next, x, y) {
      if (!svg) return;
      var frame = canvas.getBoundingClientRect(), before = svg.getBoundingClientRect();
      if (x === undefined) { x = frame.left + frame.width / 2; y = frame.top + frame.height / 2; }
      var left = (x - before.left) / zoom, top = (y - before.top) / zoom;
      free = true;
      zoom = clamp(least(), next, MOST);
      size();
      var now = svg.getBoundingClientRect();
      canvas.scrollLeft += now.left + left * zoom - x;
      canvas.scrollTop += now.top + top * zoom - y;
    }
    function show() {
      if (!free) zoom = clamp(canvas.clientWidth < 560 ? 0.6 : 0.4, fitting(), 1);
      size();
      if (zoom <= fitting() || !middle) whole(); else centre(middle[0], middle[1]);
    }
    function fit() {
      if (!svg) return;
      free = false;
      zoom = Math.min(fitting(), 1);
      size();
      whole();
    }

    canvas.addEventListener('wheel', function (event) {
      if (!svg || event.shiftKey) return;
      var step = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? canvas.clientHeight : 1);
      var next = zoom * Math.exp(-clamp(-200, step, 200) * (event.ctrlKey ? 0.01 : 0.002));
      // At either end the page scrolls on.
      if (!event.ctrlKey && (step > 0 ? zoom <= least() * 1.001 : zoom >= MOST)) return;
      event.preventDefault();
      scale(next, event.clientX, event.clientY);
    }, { passive: false });

    // One finger scrolls by itself; two are a pinch.
    var apart = 0, began = 1;
    function between(touches) { return Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY); }
    canvas.addEventListener('touchstart', function (event) {
      if (event.touches.length === 2) { apart = between(event.touches); began = zoom; event.preventDefault(); }
    }, { passive: false });
    canvas.addEventListener('touchmove', function (event) {
      if (event.touches.length !== 2 || !apart) return;
      event.preventDefault();
      var a = event.touches[0], b = event.touches[1];
      scale(began * between(event.touches) / apart, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
    }, { passive: false });

    // A mouse takes hold of the canvas; what is let go after a way was no click.
    var held = null, moved = false;
    canvas.addEventListener('pointerdown', function (event) {
      moved = false;
      if (event.pointerType !== 'touch' && event.button === 0) held = [event.clientX, event.clientY, canvas.scrollLeft, canvas.scrollTop];
    });
    canvas.addEventListener('pointermove', function (event) {
      if (!held) return;
      var x = event.clientX - held[0], y = event.clientY - held[1];
      if (!moved && Math.hypot(x, y) < 4) return;
      if (!moved) { moved = true; canvas.setPointerCapture(event.pointerId); canvas.classList.add('g-held'); dark(); }
      canvas.scrollLeft = held[2] - x;
      canvas.scrollTop = held[3] - y;
    });
    ['pointerup', 'pointercancel'].forEach(function (type) {
      canvas.addEventListener(type, function () { held = null; canvas.classList.remove('g-held'); });
    });
    canvas.addEventListener('click', function (event) {
      if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; }
    }, true);
    canvas.addEventListener('dragstart', function (event) { event.preventDefault(); });

    canvas.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '+' || event.key === '=') scale(zoom * 1.25);
      else if (event.key === '-') scale(zoom / 1.25);
      else if (event.key === '0') fit();
      else return;
      event.preventDefault();
    });

    // A node lights its edges and their other ends; an edge its two nodes.
    function dark() {
      if (svg && svg.classList.contains('g-dim')) {
        svg.classList.remove('g-dim');
        svg.querySelectorAll('.g-lit').forEach(function (one) { one.classList.remove('g-lit'); });
      }
    }
    function light(target) {
      dark();
      var one = target.closest && target.closest('[data-at], [data-from]');
      if (!one || !svg || !svg.contains(one) || canvas.classList.contains('g-held')) return;
      var at = one.dataset.at, lit = new Set(at === undefined ? [one.dataset.from, one.dataset.to] : [at]);
      svg.querySelectorAll('[data-from]').forEach(function (edge) {
        var from = edge.dataset.from, to = edge.dataset.to;
        if (at === undefined ? from !== one.dataset.from || to !== one.dataset.to : from !== at && to !== at) return;
        edge.classList.add('g-lit');
        lit.add(from).add(to);
      });
      svg.querySelectorAll('[data-at]').forEach(function (node) { if (lit.has(node.dataset.at)) node.classList.add('g-lit'); });
      svg.classList.add('g-dim');
    }
    canvas.addEventListener('pointerover', function (event) { if (event.pointerType !== 'touch') light(event.target); });
    canvas.addEventListener('pointerleave', dark);
    canvas.addEventListener('focusin', function (event) { if (event.target.matches(':focus-visible')) light(event.target); });
    canvas.addEventListener('focusout', dark);

    if (window.ResizeObserver) new ResizeObserver(function () { if (svg) show(); }).observe(canvas);
    return {
      /** Shows a drawing, whose size stands in `data-w` and `data-h`; `point` is what it is about. */
      put: function (drawing, point) {
        canvas.replaceChildren(drawing);
        svg = drawing;
        middle = point;
        show();
      },
      fit: fit,
      by: function (factor) { scale(zoom * factor); },
      to: function (next) { scale(next); }
    };
  };
})();
