import { text } from './text';

/*
 * Signing in and the account's pages.
 *   form[data-passkey="create" | "get"]   shown where the browser can; asks for a passkey and sends what it answers
 *   [data-countdown="seconds"]            how long a code is still good; the time itself stands beside it
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhancePasskey(form);
document.querySelectorAll<HTMLElement>('[data-countdown]').forEach(countDown);

function enhancePasskey(form: HTMLFormElement): void {
  // Addresses that are numbers (127.0.0.1) have no domain to which a passkey could be bound.
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON || /^[\d.:[\]]+$/.test(location.hostname)) return;
  form.hidden = false;
  document.querySelector<HTMLElement>('[data-passkey-missing]')?.remove();
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  const credential = form.querySelector<HTMLInputElement>('input[name="Credential"]');
  if (!failed || !credential) return;

  form.addEventListener('submit', event => {
    if (credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    (form.dataset.passkey === 'create' ? create() : get()).then(answer => {
      credential.value = JSON.stringify(answer);
      form.requestSubmit();
    }).catch(() => {
      // The person changed their mind, or the device has none: both can be tried again.
      failed.textContent = text(form, 'failed');
      failed.hidden = false;
    });
  });
}

async function create(): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options('creation'));
  return must(await navigator.credentials.create({ publicKey }));
}

async function get(): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options('request'));
  return must(await navigator.credentials.get({ publicKey }));
}

async function options<T>(kind: string): Promise<T> {
  const answer = await fetch(`/account/passkeys/${kind}-options`);
  if (!answer.ok) throw new Error(String(answer.status));
  return await answer.json() as T;
}

function must(credential: Credential | null): Credential {
  if (!credential) throw new Error('none');
  return credential;
}

function countDown(element: HTMLElement): void {
  const end = Date.now() + Number(element.dataset.countdown) * 1000;
  const show = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    element.textContent = text(element, 'left', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`);
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(show, 1000);
  show();
}
