import { enhance as enhanceKeys } from './keyboard';
import { enhance as enhanceMaps } from './map';
import { enhance as enhancePhotos } from './photo-picker';

enhanceKeys();
enhanceMaps();
document.querySelectorAll<HTMLElement>('[data-photo-picker]').forEach(enhancePhotos);
