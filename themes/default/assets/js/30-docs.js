// What pages of documentation do besides: marks show their note in place, pictures open large.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const body = document.querySelector('[data-docs-body]');
  if (!body) return;

  // A mark leads to its note; where popovers are known it shows the note beside itself instead.
  if ('popover' in HTMLElement.prototype) body.addEventListener('click', (event) => {
    const mark = event.target.closest('.note-mark, .footnote-ref');
    const note = mark && document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const open = mark.getAttribute('aria-expanded') === 'true';
    document.querySelector('.note-pop')?.hidePopover();
    if (open) return;
    const pop = document.createElement('div');
    pop.className = 'note-pop md';
    pop.popover = 'auto';
    pop.tabIndex = -1;
    pop.append(...note.cloneNode(true).childNodes);
    pop.querySelectorAll('.note-back, .footnote-backref').forEach((node) => node.remove());
    pop.querySelectorAll('[id]').forEach((node) => node.removeAttribute('id'));
    mark.after(pop);
    mark.setAttribute('aria-expanded', 'true');
    pop.addEventListener('toggle', (change) => {
      if (change.newState !== 'closed') return;
      mark.setAttribute('aria-expanded', 'false');
      if (pop.contains(document.activeElement)) mark.focus();
      pop.remove();
    });
    pop.showPopover();
    const at = mark.getBoundingClientRect(), size = pop.getBoundingClientRect();
    const below = at.bottom + 8 + size.height < innerHeight || at.top < size.height + 8;
    pop.style.left = `${Math.max(16, Math.min(at.left, innerWidth - size.width - 16))}px`;
    pop.style.top = `${below ? at.bottom + 8 : at.top - size.height - 8}px`;
    pop.focus({ preventScroll: true });
  });

  // Lines too long for their block can be wrapped.
  for (const type of ['pointerover', 'focusin']) body.addEventListener(type, (event) => {
    const pre = event.target.closest?.('pre'), copy = pre?.parentElement.querySelector('.copy');
    if (!copy || copy.nextElementSibling?.matches('.copy') || pre.scrollWidth <= pre.clientWidth) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = '↵';
    button.setAttribute('aria-label', 'Wrap lines');
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => button.setAttribute('aria-pressed', String(pre.classList.toggle('wrapped'))));
    copy.after(button);
  });

  // Paper cannot be unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...body.querySelectorAll('details:not([open])')];
    folded.forEach((one) => { one.open = true; });
    body.querySelectorAll('.tabbed-set').forEach((set) => {
      const labels = set.querySelectorAll(':scope > .tabbed-labels > label');
      set.querySelectorAll(':scope > .tabbed-content > .tabbed-block').forEach((block, at) => {
        block.dataset.label = labels[at]?.textContent ?? '';
      });
    });
  });
  addEventListener('afterprint', () => { folded.forEach((one) => { one.open = false; }); });

  // A picture that the column makes smaller opens at its own size.
  const fit = (img) => {
    const small = img.naturalWidth > img.clientWidth * 1.25 && img.clientWidth > 160;
    if (!small || img.closest('a, button, summary, .no-lightbox, .off-glb')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'zoom';
    button.setAttribute('aria-label', `Enlarge: ${img.alt || 'picture'}`);
    button.dataset.docsChrome = '';
    for (const side of ['align-left', 'align-right']) if (img.classList.contains(side)) {
      img.classList.remove(side);
      button.classList.add(side);
    }
    img.replaceWith(button);
    button.append(img);
    button.addEventListener('click', () => {
      const dialog = document.createElement('dialog'), close = document.createElement('button'), copy = document.createElement('img');
      dialog.className = 'zoomed';
      dialog.setAttribute('aria-label', img.alt || 'Picture');
      copy.src = img.currentSrc || img.src;
      copy.alt = img.alt;
      close.textContent = '×';
      close.setAttribute('aria-label', 'Close');
      dialog.append(copy, close);
      dialog.addEventListener('click', () => dialog.close());
      dialog.addEventListener('close', () => { dialog.remove(); button.focus(); });
      document.body.append(dialog);
      dialog.showModal();
    });
  };
  body.querySelectorAll('img').forEach((img) => {
    if (img.complete && img.naturalWidth) fit(img); else img.addEventListener('load', () => fit(img), { once: true });
  });

  // What a search was for (`?h=`, which its results carry) is marked where it stands, until Escape.
  const sought = new URLSearchParams(location.search).get('h');
  if (!sought || !window.CSS?.highlights) return;
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(sought).split(' ').filter((word) => word.length > 1).slice(0, 12).map((word) => word.length > 5 ? word.slice(0, -2) : word);
  const ranges = [], walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node; ranges.length < 300 && (node = walker.nextNode());) {
    for (const { 0: found, index } of node.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!words.some((word) => fold(found).startsWith(word))) continue;
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set('search', new Highlight(...ranges));
  if (ranges.length && !location.hash) ranges[0].startContainer.parentElement.scrollIntoView({ block: 'center' });
  addEventListener('keydown', (event) => { if (event.key === 'Escape') CSS.highlights.delete('search'); });
});
