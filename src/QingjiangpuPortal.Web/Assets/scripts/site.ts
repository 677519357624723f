// Every page: what is small, and needed everywhere.

// After a refused form the summary of its errors is what to read first.
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();

// A receipt is shown: the draft of its form has done its work.
const sent = document.querySelector<HTMLElement>('[data-clear-draft]')?.dataset.clearDraft;
if (sent) sessionStorage.removeItem(`draft:${sent}`);

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

for (const challenge of document.querySelectorAll<HTMLElement>('[data-challenge]'))
  void import('./challenge').then(module => module.enhance(challenge));

// The menu closes with Escape and when the focus leaves it.
for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu')) {
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  menu.addEventListener('focusout', event => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

const readAloud = document.querySelector<HTMLButtonElement>('[data-read-aloud]');
if (readAloud) import('./read-aloud').then(module => module.enhance(readAloud));

// The address carries the style sheet's fingerprint, so that a release renews the offline page (see sw.js).
const sheet = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
if (sheet && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Without it only the offline page is missing: nothing to tell the visitor.
    navigator.serviceWorker.register(`/sw.js?${new URL(sheet.href).pathname}`).catch(() => undefined);
  });
}

const session = document.querySelector<HTMLFormElement>('form[data-session]');
if (session) import('./session-notice').then(module => module.enhance(session));
