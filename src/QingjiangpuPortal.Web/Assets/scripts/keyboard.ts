/*
 * Keys for lists and for a report's page (the dialog dialog[data-keys] lists them):
 *   [data-rows] > tr            the rows; the first link of a row is where it leads, and what is focused
 *   input[data-search]          the search
 *   [data-key="a"]              what A does on a page without rows
 *   button[data-shortcuts]      switches the keys off and on (WCAG 2.1.4), remembered on this device
 * The focus itself moves, so that a screen reader says each row; nothing happens while somebody types.
 */
const offKey = 'shortcuts-off';

/** Where a key leads from a row of reports. */
const steps: Record<string, string> = { a: 'accept', s: 'assign', r: 'resolve' };

export function enhance(): void {
  const toggle = document.querySelector<HTMLButtonElement>('button[data-shortcuts]');
  const help = document.querySelector<HTMLDialogElement>('dialog[data-keys]');

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
  help?.querySelector('[data-close]')?.addEventListener('click', () => help.close());

  // Read anew each time: progress replaces rows.
  const rows = () => [...document.querySelectorAll<HTMLElement>('[data-rows] > *')];
  const linkOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLAnchorElement>('a[href]');
  const current = () => rows().find(row => row.contains(document.activeElement));

  const move = (step: number) => {
    const all = rows();
    const at = all.findIndex(row => row.contains(document.activeElement));
    const link = linkOf(all[Math.min(all.length - 1, Math.max(0, at + step))]);
    link?.focus();
    link?.scrollIntoView({ block: 'nearest' });
  };

  const take = (key: string): boolean => {
    const row = current();
    if (row) {
      const href = linkOf(row)?.pathname;
      if (!href || !/^\/workbench\/reports\/[0-9a-f-]{36}$/.test(href)) return false;
      location.assign(`${href}/${steps[key]}`);
      return true;
    }
    const button = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
    button?.click();
    return button !== null;
  };

  const act = (key: string): boolean => {
    switch (key) {
      case 'j': move(1); return true;
      case 'k': move(-1); return true;
      case 'o': linkOf(current())?.click(); return true;
      case 'x': current()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(); return true;
      case 'a': case 's': case 'r': return take(key);
      case '/': {
        const search = document.querySelector<HTMLInputElement>('input[data-search]');
        search?.focus();
        return search !== null;
      }
      case '?': help?.showModal(); return true;
      default: return false;
    }
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return;
    if (localStorage.getItem(offKey) !== null) return;
    if (act(event.key.toLowerCase())) event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));
}
