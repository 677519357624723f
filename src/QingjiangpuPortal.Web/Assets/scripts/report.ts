import { enhance as enhanceForm } from './report-form';
import { enhance as enhancePhotos } from './photo-picker';
import { enhance as enhancePlace } from './place-picker';
import { enhance as enhancePosition } from './position';
import { enhance as enhanceSimilar } from './similar';

// The form first: it restores a draft, which the pickers then show.
document.querySelectorAll<HTMLFormElement>('[data-report-form]').forEach(enhanceForm);
document.querySelectorAll<HTMLElement>('[data-place-picker]').forEach(enhancePlace);
document.querySelectorAll<HTMLElement>('[data-photo-picker]').forEach(enhancePhotos);
document.querySelectorAll<HTMLElement>('[data-similar]').forEach(enhanceSimilar);
document.querySelectorAll<HTMLFormElement>('[data-with-position]').forEach(enhancePosition);
