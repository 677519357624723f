import { text } from './text';

/*
 * 摇号, computed anew in the visitor's own browser: is the seed the one that was committed to, is the list the one that was frozen, and
 * what number has everybody. Nothing of it is asked of the server. The rules stand in Domain/SchoolEnrollment/README.md.
 * Markup: Pages/Schools/_LotteryCheck.cshtml; the same in the file that is saved.
 */
export interface Published {
  commitment: string;
  digest: string;
  seed: string;
  draw: string;
  /** One receipt a line. */
  list: string;
}

interface Ticket {
  rank: number;
  receipt: string;
  number: string;
}

const rowsAtOnce = 20;
const utf8 = new TextEncoder();

export function enhance(root: HTMLElement, load: () => Promise<Published>): void {
  const find = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-lottery-${name}]`)!;
  const button = find<HTMLButtonElement>('start');
  const status = find('status');
  // Browsers compute hashes for pages that came by a secure way, or from a file.
  if (!globalThis.crypto?.subtle) {
    status.textContent = text(root, 'insecure');
    return;
  }
  button.hidden = false;
  button.addEventListener('click', () => void check());

  const check = async () => {
    button.disabled = true;
    status.textContent = text(root, 'working');
    try {
      const published = await load();
      const seed = fromHex(published.seed);
      say('seed', hex(await sha256(seed)) === published.commitment);
      say('list', hex(await sha256(utf8.encode(published.list))) === published.digest);
      const tickets = await draw(seed, published.draw, published.list.split('\n').filter(line => line !== ''));
      status.textContent = text(root, 'done', tickets.length);
      show(tickets);
    } catch {
      status.textContent = text(root, 'failed');
      button.disabled = false;
    }
  };

  const say = (name: 'seed' | 'list', right: boolean) => {
    const line = find(name);
    line.hidden = false;
    line.className = right ? 'notice notice-success mt-1' : 'notice notice-error mt-1';
    line.textContent = text(root, `${name}-${right ? 'right' : 'wrong'}`);
  };

  const show = (tickets: Ticket[]) => {
    const search = find<HTMLInputElement>('search');
    find('results').hidden = false;
    const list = () => {
      const wanted = search.value.trim().toUpperCase();
      const found = wanted === '' ? tickets : tickets.filter(ticket => ticket.receipt.includes(wanted));
      find('rows').replaceChildren(...found.slice(0, rowsAtOnce).map(rowOf));
      find('count').textContent = text(root, 'shown', Math.min(found.length, rowsAtOnce), found.length);
    };
    search.addEventListener('input', list);
    list();
  };
}

async function draw(seed: Uint8Array<ArrayBuffer>, drawText: string, receipts: string[]): Promise<Ticket[]> {
  const input = new Uint8Array([...seed, ...utf8.encode(drawText)]);
  const key = await crypto.subtle.importKey('raw', await sha256(input), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const numbered = await Promise.all(receipts.map(async receipt => ({
    receipt, number: hex(await crypto.subtle.sign('HMAC', key, utf8.encode(receipt))),
  })));
  numbered.sort((a, b) => compare(a.number, b.number) || compare(a.receipt, b.receipt));
  return numbered.map((ticket, at) => ({ rank: at + 1, ...ticket }));
}

/** By code unit, as the rules say; not as a language would sort. */
const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;

const sha256 = (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes);

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

const fromHex = (digits: string) => new Uint8Array((digits.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16)));

function rowOf(ticket: Ticket): HTMLTableRowElement {
  const row = document.createElement('tr');
  for (const value of [String(ticket.rank), ticket.receipt, ticket.number]) {
    const cell = document.createElement('td');
    cell.className = 'num';
    cell.textContent = value;
    row.append(cell);
  }
  return row;
}
