import { text } from './text';

// What a screen shows and a case file needs; a phone's 12 MP picture shrinks from 5 MB to some 300 KB.
const longestSide = 1600;
const quality = 0.82;

/** Thumbnails with a remove button, and smaller pictures to send. Markup: Pages/Shared/_PhotoPicker.cshtml. */
export function enhance(root: HTMLElement): void {
  const input = root.querySelector<HTMLInputElement>('input[type="file"]');
  const list = root.querySelector<HTMLUListElement>('[data-photos]');
  const add = root.querySelector<HTMLElement>('[data-photo-add]');
  const message = root.querySelector<HTMLElement>('[data-photo-message]');
  if (!input || !list || !add || !message || typeof DataTransfer === 'undefined') return;
  const most = Number(root.dataset.most);
  let photos: File[] = [];

  input.classList.add('visually-hidden');
  list.hidden = false;

  const show = () => {
    const transfer = new DataTransfer();
    photos.forEach(photo => transfer.items.add(photo));
    input.files = transfer.files;
    list.querySelectorAll('.photo').forEach(item => item.remove());
    list.prepend(...photos.map(thumbnail));
    add.hidden = photos.length >= most;
  };

  const thumbnail = (photo: File, index: number): HTMLElement => {
    const picture = document.createElement('img');
    picture.src = URL.createObjectURL(photo);
    picture.alt = text(root, 'photo', index + 1);
    picture.onload = () => URL.revokeObjectURL(picture.src);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.setAttribute('aria-label', text(root, 'remove', index + 1));
    remove.textContent = '✕';
    remove.addEventListener('click', () => {
      photos = photos.filter(other => other !== photo);
      show();
      message.textContent = text(root, 'count', photos.length);
      input.focus();
    });
    const item = document.createElement('li');
    item.className = 'photo';
    item.append(picture, remove);
    return item;
  };

  input.addEventListener('change', async () => {
    const chosen = [...input.files ?? []];
    message.textContent = text(root, 'working');
    const smaller = await Promise.all(chosen.map(shrink));
    const tooMany = photos.length + smaller.length > most;
    photos = [...photos, ...smaller].slice(0, most);
    show();
    message.textContent = text(root, tooMany ? 'most' : 'count', tooMany ? most : photos.length);
  });
}

/** The picture at most 1600 px long, as JPEG; as it was when it is no picture (the server says so) or would grow. */
async function shrink(file: File): Promise<File> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
