import { enhance as enhanceMaps, mapOf, whenVisible } from './map';
import { text } from './text';

/*
 * Where it is: by a pin on the map, the device's position, the words of an address, or the list of units.
 * Markup: Pages/Shared/_PlacePicker.cshtml. The endpoints:
 *
 *   GET {data-at-url}?lat=33.58&lng=119.02   → 200 Place · 404 outside the district
 *   GET {data-search-url}?q=化工新村          → 200 [Place with latitude and longitude], the best first
 *
 * The hidden inputs Latitude, Longitude, PlaceCode carry the answer; without a script the list of units
 * (CommunityCode) and the address do.
 */
interface Place {
  /** The unit's code, of the smallest unit there is. */
  code: string;
  /** 第 3 网格 02 微网格 */
  name: string;
  /** 浦楼街道 化工新村社区 */
  path: string;
  /** Who looks after it, by family name: 于师傅 */
  leader?: string;
  latitude?: number;
  longitude?: number;
}

const typingPause = 300;

export function enhance(root: HTMLElement): void {
  const find = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-place-${name}]`);
  const latitude = find<HTMLInputElement>('latitude')!;
  const longitude = find<HTMLInputElement>('longitude')!;
  const code = find<HTMLInputElement>('code')!;
  const unit = find<HTMLSelectElement>('unit');
  const more = find<HTMLDetailsElement>('more');
  const map = root.querySelector<HTMLElement>('[data-map]');
  const { atUrl, searchUrl } = root.dataset;
  let request = new AbortController();

  const say = (title: string, detail = '') => {
    find('path')!.textContent = title;
    find('name')!.textContent = detail;
  };

  const choose = (place: Place, lat: number | undefined, lng: number | undefined) => {
    code.value = place.code;
    latitude.value = lat?.toFixed(6) ?? '';
    longitude.value = lng?.toFixed(6) ?? '';
    say(place.path, place.leader ? `${place.name} · ${text(root, 'leader', place.leader)}` : place.name);
    if (unit) unit.value = '';
    if (more) more.open = false;
    code.dispatchEvent(new Event('change', { bubbles: true }));
    if (map && lat !== undefined && lng !== undefined) {
      mapOf(map).then(shown => shown.showPin({ lat, lng })).catch(() => undefined);
    }
  };

  const fetchJson = async <T>(url: string): Promise<T | undefined> => {
    request.abort();
    request = new AbortController();
    const response = await fetch(url, { signal: request.signal, headers: { Accept: 'application/json' } });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return await response.json() as T;
  };

  const lookUp = async (lat: number, lng: number) => {
    say(text(root, 'looking'));
    try {
      const place = await fetchJson<Place>(`${atUrl}?lat=${lat.toFixed(6)}&lng=${lng.toFixed(6)}`);
      if (place) choose(place, lat, lng);
      else say(text(root, 'outside'));
    } catch (error) {
      if (!isAbort(error)) say(text(root, 'failed'));
    }
  };

  enhanceMaps();
  if (map) {
    whenVisible(map, () => void mapOf(map).then(shown => {
      shown.onPick(at => void lookUp(at.lat, at.lng));
      if (latitude.value && longitude.value) shown.showPin({ lat: Number(latitude.value), lng: Number(longitude.value) });
    }).catch(() => undefined));
  }

  // A restored draft knows where, but not yet what it is called.
  if (latitude.value && longitude.value && !find('path')!.dataset.known) void lookUp(Number(latitude.value), Number(longitude.value));

  unit?.addEventListener('change', () => {
    code.value = unit.value;
    latitude.value = longitude.value = '';
    say(unit.selectedOptions[0]?.textContent?.trim() ?? '');
  });

  const locate = find<HTMLButtonElement>('locate');
  if (locate && 'geolocation' in navigator) {
    locate.hidden = false;
    locate.addEventListener('click', () => {
      say(text(root, 'looking'));
      navigator.geolocation.getCurrentPosition(
        position => void lookUp(position.coords.latitude, position.coords.longitude),
        () => say(text(root, 'denied')),
        { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 });
    });
  }

  const search = find<HTMLInputElement>('search');
  const results = find<HTMLUListElement>('results');
  const count = find('count');
  if (!search || !results || !count || !searchUrl) return;
  let timer = 0;

  const show = (places: Place[]) => {
    count.textContent = text(root, places.length > 0 ? 'count' : 'none', places.length);
    results.replaceChildren(...places.map(place => {
      const button = document.createElement('button');
      button.type = 'button';
      const detail = document.createElement('small');
      detail.textContent = place.path;
      button.append(place.name, detail);
      button.addEventListener('click', () => {
        results.replaceChildren();
        count.textContent = '';
        choose(place, place.latitude, place.longitude);
      });
      const item = document.createElement('li');
      item.append(button);
      return item;
    }));
  };

  const look = () => {
    clearTimeout(timer);
    const words = search.value.trim();
    if (words.length < 2) {
      results.replaceChildren();
      count.textContent = '';
      return;
    }
    timer = window.setTimeout(() => {
      fetchJson<Place[]>(`${searchUrl}?q=${encodeURIComponent(words)}`)
        .then(places => show(places ?? []))
        .catch(error => { if (!isAbort(error)) count.textContent = text(root, 'failed'); });
    }, typingPause);
  };
  search.addEventListener('input', look);
  // Typed on a slow line before this script was here.
  if (search.value !== search.defaultValue) look();
  search.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || results.childElementCount === 0) return;
    event.preventDefault(); // the first hit, not the whole form
    results.querySelector('button')?.click();
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
