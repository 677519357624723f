import { enhance as enhanceForm } from './report-form';
import { enhance as enhanceKeys } from './keyboard';
import { enhanceChoice, enhanceProgress } from './bulk';
import { enhance as enhanceTemplates } from './template-picker';
import { enhance as enhanceMaps } from './map';
import { enhance as enhancePhotos } from './photo-picker';
import { enhance as enhancePlace } from './place-picker';

// What is folded on a phone stands open where there is room (the breakpoint of _dashboard.scss).
if (matchMedia('(min-width: 64rem)').matches)
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('details[data-open-wide]')) fold.open = true;

enhanceKeys();
enhanceMaps();
// The form first: it restores a draft, which the pickers then show.
document.querySelectorAll<HTMLFormElement>('[data-report-form]').forEach(enhanceForm);
document.querySelectorAll<HTMLElement>('[data-place-picker]').forEach(enhancePlace);
document.querySelectorAll<HTMLElement>('[data-photo-picker]').forEach(enhancePhotos);
document.querySelectorAll<HTMLFormElement>('form[data-bulk]').forEach(enhanceChoice);
document.querySelectorAll<HTMLElement>('[data-bulk-progress="running"]').forEach(enhanceProgress);
document.querySelectorAll<HTMLElement>('[data-template-picker]').forEach(enhanceTemplates);
