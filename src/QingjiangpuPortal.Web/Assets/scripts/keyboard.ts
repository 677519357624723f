/*
 * Keys for the queue: J and K move between rows, Enter opens the row's link, / goes to the search.
 *   [data-rows] > tr            the rows; the first link of a row is where it leads
 *   input[data-search]          the search
 *   button[data-shortcuts]      switches the keys off and on (WCAG 2.1.4), remembered on this device
 */
const offKey = 'shortcuts-off';

export function enhance(): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-rows] > *')];
  const search = document.querySelector<HTMLInputElement>('input[data-search]');
  const toggle = document.querySelector<HTMLButtonElement>('button[data-shortcuts]');

  if (toggle) {
    toggle.hidden = false;
    const show = () => toggle.setAttribute('aria-pressed', String(localStorage.getItem(offKey) === null));
    toggle.addEventListener('click', () => {
      if (localStorage.getItem(offKey) === null) localStorage.setItem(offKey, 'yes');
      else localStorage.removeItem(offKey);
      show();
    });
    show();
  }

  const move = (step: number) => {
    const current = rows.findIndex(row => row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, current + step))];
    next?.querySelector<HTMLElement>('a[href]')?.focus();
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (localStorage.getItem(offKey) !== null) return;
    switch (event.key) {
      case 'j': case 'J': move(1); break;
      case 'k': case 'K': move(-1); break;
      case '/': search?.focus(); break;
      default: return;
    }
    event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));
}
