import { text } from './text';

/*
 * While a report is being written: "is it this one?", as soon as place, category and some words are there. It never stands in
 * the way of sending; the preview asks once more for whoever has no script. Markup: <section hidden data-similar="url"> with
 * data-text-… in the form; the button of each report sends the form to follow it instead of filing.
 *
 *   POST {data-similar}  { latitude, longitude, categoryCode, text }  →  200 [Similar], the most similar first
 */
interface Similar {
  number: string;
  text: string;
  address: string;
  status: string;
  kind: string;
  distance: number;
  filedAt: string;
  followers: number;
  href: string;
}

const typingPause = 800;
const leastText = 4;

export function enhance(section: HTMLElement): void {
  const form = section.closest('form');
  const list = section.querySelector('[data-similar-list]');
  const url = section.dataset.similar;
  if (!form || !list || !url) return;
  let timer = 0;
  let asked = '';
  let waiting: AbortController | undefined;

  const draft = () => {
    const data = new FormData(form);
    const of = (name: string) => String(data.get(name) ?? '').trim();
    const [latitude, longitude] = [Number.parseFloat(of('Latitude')), Number.parseFloat(of('Longitude'))];
    const [categoryCode, words] = [of('CategoryCode'), of('Description')];
    const ready = Number.isFinite(latitude) && Number.isFinite(longitude) && categoryCode !== '' && words.length >= leastText;
    return ready ? JSON.stringify({ latitude, longitude, categoryCode, text: words }) : '';
  };

  const ask = async () => {
    const body = draft();
    if (body === asked || !navigator.onLine) return;
    asked = body;
    waiting?.abort();
    waiting = new AbortController();
    try {
      const found = body === '' ? [] : await fetchSimilar(url, body, waiting.signal);
      list.replaceChildren(...found.map(report => itemOf(section, report)));
      section.hidden = found.length === 0;
    } catch {
      // Not an answer, not a hindrance: the preview asks again.
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), typingPause);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  // The place picker fills hidden fields in, which raises no event; its live region says that it did.
  const place = form.querySelector('[data-place-path]');
  if (place) new MutationObserver(later).observe(place, { childList: true, characterData: true, subtree: true });
  later();
}

async function fetchSimilar(url: string, body: string, signal: AbortSignal): Promise<Similar[]> {
  const response = await fetch(url, { method: 'POST', body, signal, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } });
  return response.ok ? await response.json() as Similar[] : [];
}

function itemOf(section: HTMLElement, report: Similar): HTMLLIElement {
  const link = document.createElement('a');
  link.className = 'clamp';
  link.href = report.href;
  link.target = '_blank';
  link.rel = 'noopener';
  const window = document.createElement('span');
  window.className = 'visually-hidden';
  window.textContent = text(section, 'window');
  link.append(report.text, window);

  const status = document.createElement('span');
  status.className = `tag tag-${report.kind}`;
  status.textContent = report.status;

  const facts = document.createElement('small');
  facts.textContent = [
    report.address, text(section, 'distance', report.distance), text(section, 'filed', report.filedAt),
    ...report.followers > 0 ? [text(section, 'followers', report.followers)] : [],
  ].join(' · ');

  const follow = document.createElement('button');
  follow.className = 'btn';
  // No submit button: Enter in a field of the form takes the first of them, and that is the one that sends.
  follow.type = 'button';
  follow.textContent = text(section, 'follow');
  follow.addEventListener('click', () => followInstead(section.closest('form')!, report.number));
  const action = document.createElement('div');
  action.className = 'item-action';
  action.append(follow);

  const item = document.createElement('li');
  item.append(link, status, facts, action);
  return item;
}

function followInstead(form: HTMLFormElement, number: string): void {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'FollowNumber';
  field.value = number;
  form.append(field);
  form.action = '/report?handler=Follow';
  form.requestSubmit();
}
