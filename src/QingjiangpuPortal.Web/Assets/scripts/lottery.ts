import { enhance, type Published } from './lottery-check';

// On the page what was published is asked for; the answer is the list and what stands on the page.
document.querySelectorAll<HTMLElement>('[data-lottery]').forEach(root => enhance(root, async () => {
  const { commitment, digest, seed, draw, listUrl } = root.dataset as unknown as Omit<Published, 'list'> & { listUrl: string };
  const response = await fetch(listUrl);
  if (!response.ok) throw new Error(`${listUrl}: ${response.status}`);
  return { commitment, digest, seed, draw, list: await response.text() };
}));
