import { text } from './text';

/*
 * A form of a source that did much in a short time: <div data-challenge data-puzzle data-bits data-text-working data-text-done>.
 * The browser searches a number whose SHA-256 with the puzzle begins with so many zero bits, instead of the person answering
 * [data-challenge-question]; the solution goes into [data-challenge-solution]. Who sends meanwhile waits for it.
 */
export function enhance(challenge: HTMLElement): void {
  const form = challenge.closest('form');
  const solution = challenge.querySelector<HTMLInputElement>('[data-challenge-solution]');
  const question = challenge.querySelector<HTMLElement>('[data-challenge-question]');
  const status = challenge.querySelector<HTMLElement>('[data-challenge-status]');
  // Only on secure addresses; elsewhere the question stands.
  if (!form || !solution || !question || !status || !crypto.subtle) return;

  question.hidden = true;
  status.hidden = false;
  status.textContent = text(challenge, 'working');
  let sending: HTMLElement | null | undefined;
  form.addEventListener('submit', event => {
    if (solution.value !== '') return;
    event.preventDefault();
    // Before the form's own script takes it for sent.
    event.stopImmediatePropagation();
    sending = event.submitter;
  }, { capture: true });

  void search(challenge.dataset.puzzle ?? '', Number(challenge.dataset.bits)).then(found => {
    solution.value = found;
    status.textContent = text(challenge, 'done');
    if (sending !== undefined) form.requestSubmit(sending);
  });
}

async function search(puzzle: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let number = 0; ; number++) {
    const hash = new DataView(await crypto.subtle.digest('SHA-256', encoder.encode(`${puzzle}:${number}`)));
    if (Math.clz32(hash.getUint32(0)) >= bits) return String(number);
  }
}
