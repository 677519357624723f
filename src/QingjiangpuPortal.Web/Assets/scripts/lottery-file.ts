import { enhance, type Published } from './lottery-check';

// In the saved file everything is in the file.
const published = JSON.parse(document.getElementById('published')!.textContent!) as Published;
document.querySelectorAll<HTMLElement>('[data-lottery]').forEach(root => enhance(root, () => Promise.resolve(published)));
