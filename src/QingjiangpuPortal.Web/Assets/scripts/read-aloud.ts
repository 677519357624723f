import { text } from './text';

/** Reads the page's main part aloud with the browser's own voice; a second press stops. */
export function enhance(button: HTMLButtonElement): void {
  if (!('speechSynthesis' in window)) return;
  const label = button.querySelector('span') ?? button;
  const start = label.textContent ?? '';
  let reading = false;

  const show = (isReading: boolean) => {
    reading = isReading;
    label.textContent = isReading ? text(button, 'stop') : start;
  };

  const stop = () => {
    speechSynthesis.cancel();
    show(false);
  };

  button.hidden = false;
  button.addEventListener('click', () => {
    if (reading) return stop();
    const utterances = paragraphs().map(paragraph => {
      const utterance = new SpeechSynthesisUtterance(paragraph);
      utterance.lang = document.documentElement.lang;
      utterance.rate = 0.9;
      return utterance;
    });
    const last = utterances[utterances.length - 1];
    if (!last) return;
    last.onend = () => show(false);
    show(true);
    // Some browsers cut long utterances off: one for each paragraph.
    for (const utterance of utterances) speechSynthesis.speak(utterance);
  });
  addEventListener('pagehide', stop);
}

function paragraphs(): string[] {
  const main = document.querySelector('main');
  return (main?.innerText ?? '').split(/\n+/).map(line => line.trim()).filter(line => line.length > 0);
}
