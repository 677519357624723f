import { text } from './text';

/*
 * A form that is filed once and survives a reload and a bad network: <form data-report-form>.
 *   textarea[maxlength] with [data-counter-of="its id"]   says how many characters are left
 *   [data-no-draft]                                       is not kept (contact data)
 *   [data-offline-notice]                                 shown while the device is offline
 * The draft lives in sessionStorage (this tab only) until the receipt's [data-clear-draft] removes it (site.ts).
 */
export function enhance(form: HTMLFormElement): void {
  keepDraft(form);
  countCharacters(form);
  submitOnce(form);
  noticeNetwork(form);
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlsToKeep(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input, textarea, select')].filter(control =>
    control.name !== '' && !control.name.startsWith('__') && !('noDraft' in control.dataset)
    && control.type !== 'file' && control.type !== 'password' && control.type !== 'submit');
}

function keepDraft(form: HTMLFormElement): void {
  const key = `draft:${location.pathname}`;
  const save = () => {
    const kept = controlsToKeep(form)
      .filter(control => !isChoice(control) || control.checked)
      .map(control => [control.name, control.value]);
    sessionStorage.setItem(key, JSON.stringify(kept));
  };

  // What the server sent back after an error is newer than the draft.
  const draft = sessionStorage.getItem(key);
  if (draft && !document.querySelector('[data-error-summary]')) {
    const kept = JSON.parse(draft) as [string, string][];
    for (const control of controlsToKeep(form)) {
      if (isChoice(control)) control.checked = kept.some(([name, value]) => name === control.name && value === control.value);
      else if (control.value === '') control.value = kept.find(([name]) => name === control.name)?.[1] ?? '';
    }
  }
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}

function countCharacters(form: HTMLFormElement): void {
  for (const counter of form.querySelectorAll<HTMLElement>('[data-counter-of]')) {
    const area = document.getElementById(counter.dataset.counterOf ?? '');
    if (!(area instanceof HTMLTextAreaElement) || area.maxLength < 0) continue;
    const show = () => { counter.textContent = text(counter, 'left', area.maxLength - area.value.length); };
    area.addEventListener('input', show);
    show();
  }
}

function submitOnce(form: HTMLFormElement): void {
  // The one that sends; others (follow instead, back to the form) may stand before it.
  const button = form.querySelector<HTMLButtonElement>('button.btn-primary:not([type="button"])');
  if (!button) return;
  const label = button.innerHTML;
  const release = () => {
    button.removeAttribute('aria-disabled');
    button.innerHTML = label;
  };

  form.addEventListener('submit', event => {
    if (button.getAttribute('aria-disabled') === 'true' || !navigator.onLine) {
      event.preventDefault();
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    button.textContent = text(form, 'sending');
  });
  // Back from the next page: the browser shows this one as it was left.
  addEventListener('pageshow', event => { if (event.persisted) release(); });
}

function noticeNetwork(form: HTMLFormElement): void {
  const notice = document.querySelector<HTMLElement>('[data-offline-notice]');
  if (!notice) return;
  const show = () => { notice.hidden = navigator.onLine; };
  addEventListener('online', show);
  addEventListener('offline', show);
  form.addEventListener('submit', show);
  show();
}
