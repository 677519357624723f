import { text } from './text';

/*
 * form[data-push="public key"]   shown where the browser can show news; asks for leave, subscribes and sends what its push service answers
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-push]')) enhance(form);

function enhance(form: HTMLFormElement): void {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return;
  form.hidden = false;
  const missing = document.querySelector<HTMLElement>('[data-push-missing]');
  const failed = form.querySelector<HTMLElement>('[data-push-failed]');
  if (missing) missing.hidden = true;

  form.addEventListener('submit', event => {
    if (field(form, 'Endpoint').value) return;
    event.preventDefault();
    subscribe(form).catch(() => 'failed' as const).then(problem => {
      if (!problem) form.requestSubmit();
      else if (failed) {
        failed.textContent = text(form, problem);
        failed.hidden = false;
      }
    });
  });
}

async function subscribe(form: HTMLFormElement): Promise<'denied' | undefined> {
  if (await Notification.requestPermission() !== 'granted') return 'denied';
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made for another key (the portal's was replaced) cannot be used any more.
  const key = bytes(form.dataset.push ?? '');
  const known = await pushManager.getSubscription();
  if (known && !same(known.options.applicationServerKey, key)) await known.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error('incomplete');
  field(form, 'P256dh').value = keys.p256dh;
  field(form, 'Auth').value = keys.auth;
  field(form, 'Endpoint').value = endpoint;
  return undefined;
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!input) throw new Error(name);
  return input;
}

function bytes(base64Url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64Url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, letter => letter.charCodeAt(0));
}

function same(a: ArrayBuffer | null, b: Uint8Array): boolean {
  return a !== null && a.byteLength === b.length && new Uint8Array(a).every((byte, index) => byte === b[index]);
}
