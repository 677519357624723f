/*
 * What a bulk act gains by a script; without it boxes, buttons and pages work as they are.
 *   form[data-bulk]               counts the ticked rows and ticks a page of them
 *   [data-bulk-progress=running]  asks for itself again until all is done, without moving focus or scroll
 */
import { text } from './text';

const every = 1500;

export function enhanceChoice(form: HTMLFormElement): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name=ids][form="${form.id}"]`)];
  const count = form.querySelector<HTMLElement>('[data-bulk-count]');
  const page = form.querySelector<HTMLElement>('[data-bulk-page]');
  const whole = page?.querySelector<HTMLInputElement>('input');
  if (!page || !whole || !count) return;
  page.hidden = false;

  const show = () => {
    const chosen = boxes.filter(box => box.checked).length;
    count.textContent = chosen === 0 ? text(form, 'none') : text(form, 'chosen', chosen);
    whole.checked = chosen > 0 && chosen === boxes.length;
    whole.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  whole.addEventListener('change', () => {
    for (const box of boxes) box.checked = whole.checked;
    show();
  });
  for (const box of boxes) box.addEventListener('change', show);
  // Going back, the browser ticks what had been ticked.
  addEventListener('pageshow', show);
  show();
}

export function enhanceProgress(part: HTMLElement): void {
  const again = async () => {
    let fresh: Document;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok) return;
      fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    } catch {
      // The network may be back in a moment.
      setTimeout(() => void again(), every * 4);
      return;
    }
    const next = fresh.querySelector<HTMLElement>('[data-bulk-progress]');
    // Its buttons change with the end: then the whole page is shown anew.
    if (next?.dataset.bulkProgress !== 'running') {
      location.reload();
      return;
    }
    if (!part.contains(document.activeElement)) part.replaceChildren(...next.children);
    setTimeout(() => void again(), every);
  };
  setTimeout(() => void again(), every);
}
