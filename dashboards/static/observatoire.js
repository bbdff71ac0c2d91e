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

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-theme-toggle]').forEach(themeButton);
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
