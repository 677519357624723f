import type { PortalMap } from './leaflet-map';

/*
 * A map is <div data-map> with
 *   data-css          address of the map's style sheet
 *   data-url          GeoJSON FeatureCollection of areas; properties { name, count?, href? }
 *   data-points-url   GeoJSON FeatureCollection of points; properties { title, kind: wait|go|done|late|off, status, href }
 *   data-clusters-url optional: GeoJSON of points and clusters { count }, asked for again whenever the map has moved
 *   data-tiles        optional: address template of a tile layer, with data-tiles-credit
 *   data-lat, data-lng, data-zoom   optional: where to look; otherwise all areas
 *   data-pin          optional: shows a pin at data-lat/data-lng
 *   data-still        optional: cannot be moved, so that a finger scrolls the page past it; points can be tapped
 * Leaflet is loaded only when the element comes into view. What stands inside the element before
 * (a drawing) is replaced; the list beside it says the same without a map.
 */
const maps = new WeakMap<HTMLElement, Promise<PortalMap>>();

/** The map of an element; loads it at the first call. */
export function mapOf(element: HTMLElement): Promise<PortalMap> {
  let map = maps.get(element);
  if (!map) {
    map = load(element);
    maps.set(element, map);
  }
  return map;
}

/** Calls back once, when the element is about to be seen. */
export function whenVisible(element: HTMLElement, callback: () => void): void {
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    observer.disconnect();
    callback();
  }, { rootMargin: '120px' });
  observer.observe(element);
}

/** Enhances every map of the page. */
export function enhance(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-map]')) {
    // A map that cannot be loaded leaves its drawing and its list: they say the same.
    whenVisible(element, () => void mapOf(element).catch(() => undefined));
  }
}

async function load(element: HTMLElement): Promise<PortalMap> {
  const [module] = await Promise.all([import('./leaflet-map'), loadSheet(element.dataset.css)]);
  return module.create(element);
}

function loadSheet(href: string | undefined): Promise<void> {
  if (!href || document.querySelector(`link[href="${CSS.escape(href)}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(`${href} could not be loaded`));
    document.head.append(link);
  });
}
