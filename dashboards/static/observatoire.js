// Enhancement only: every page is complete without this file. Loaded in <head> without `defer`, so
// that a chosen theme is there before the first paint. Its words come from the page, in its language.
(() => {
  const root = document.documentElement;

  // A browser may refuse storage (private window): the choice then lasts for the page.
  const remembered = () => {
    try { return localStorage.getItem('theme'); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem('theme', theme); } catch { /* see above */ }
  };
  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  const dark = () =>
    root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

  // <button type="button" hidden data-theme-toggle data-to-dark="Thème sombre" data-to-light="Thème clair">
  const themeButton = (button) => {
    const name = () => { button.textContent = dark() ? button.dataset.toLight : button.dataset.toDark; };
    button.addEventListener('click', () => {
      root.dataset.theme = dark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      name();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
    name();
    button.hidden = false;
  };

  // <p class="status" role="status"></p>
  const say = (text) => {
    const status = document.querySelector('[role="status"]');
    if (!status) return;
    status.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { status.textContent = ''; }, 6000);
  };

  // <a href="the address of this view" data-copy data-copied="Lien copié">
  const copy = async (link) => {
    try {
      await navigator.clipboard.writeText(link.href);
      say(link.dataset.copied);
    } catch {
      say(link.href); // no clipboard: the address can be selected and copied by hand
    }
  };

  // <svg class="map">, each department a link that says all of itself in its label. One tab stop for the map: arrows
  // go to the nearest department on that side. What is pointed at is ringed, above its neighbours, and its label shown.
  const map = (svg) => {
    const links = [...svg.querySelectorAll('.map-areas a')];
    const stops = links.filter((link) => !link.closest('[aria-hidden]'));
    if (!stops.length) return;
    const tip = Object.assign(document.createElement('div'), { className: 'tip', hidden: true, ariaHidden: 'true' });
    const ring = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    ring.setAttribute('class', 'map-ring');
    svg.querySelector('.map-areas').append(ring);
    document.body.append(tip);
    const labels = new Map(links.map((link) => {
      const title = link.querySelector('title');
      title.remove(); // the browser would show it over ours; the name of the link stays
      return [link, title.textContent];
    }));
    stops.forEach((link, place) => { link.tabIndex = place ? -1 : 0; });

    const show = (link) => {
      ring.setAttribute('d', link ? link.querySelector('path').getAttribute('d') : '');
      ring.classList.toggle('focused', link === document.activeElement && link.matches(':focus-visible'));
      tip.hidden = !link;
      if (!link) return;
      tip.textContent = labels.get(link);
      const area = link.getBoundingClientRect();
      const left = area.left + area.width / 2 - tip.offsetWidth / 2;
      const above = area.top - tip.offsetHeight - 10;
      tip.style.left = `${scrollX + Math.max(8, Math.min(left, root.clientWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${scrollY + (above > 0 ? above : area.bottom + 10)}px`;
    };
    const linkOf = (event) => event.target.closest?.('.map-areas a') ?? null;
    // Around the drawing: an SVG that listens to focus becomes a tab stop in Chromium.
    const sheet = svg.parentElement;
    sheet.addEventListener('pointerover', (event) => show(linkOf(event)));
    sheet.addEventListener('pointerleave', () => show(null));
    sheet.addEventListener('focusin', (event) => show(linkOf(event)));
    sheet.addEventListener('focusout', () => show(null));

    const middle = (link) => {
      const { left, width, top, height } = link.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const sides = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener('keydown', (event) => {
      const from = linkOf(event);
      if (event.key === 'Escape') show(null);
      const side = sides[event.key];
      if (!side || !from || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const [x, y] = middle(from);
      let nearest = null;
      let least = Infinity;
      for (const link of stops) {
        const [dx, dy] = middle(link).map((place, axis) => place - [x, y][axis]);
        const ahead = dx * side[0] + dy * side[1];
        const aside = Math.abs(dx * side[1]) + Math.abs(dy * side[0]);
        if (link !== from && ahead > 0 && ahead + 2 * aside < least) [nearest, least] = [link, ahead + 2 * aside];
      }
      if (!nearest) return;
      from.tabIndex = -1;
      nearest.tabIndex = 0;
      nearest.focus();
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-theme-toggle]').forEach(themeButton);
    document.querySelectorAll('svg.map').forEach(map);
    document.querySelectorAll('[data-map-hint]').forEach((hint) => { hint.hidden = false; });
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-copy]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(link);
  });
  // Definitions (popover) already close by themselves.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    say('');
    const open = event.target.closest('details[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
    }
  });
})();
