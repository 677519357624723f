import L from 'leaflet';
import type { Feature, FeatureCollection, Point } from 'geojson';
import { text } from './text';

interface AreaProperties { name: string; count?: number; href?: string }
interface PointProperties { title: string; kind: string; status: string; href?: string }
interface ClusterProperties { count: number }

/** A position in WGS-84 degrees. */
export interface Position { lat: number; lng: number }

const svg = 'http://www.w3.org/2000/svg';
// Shown before the areas have come, and when they do not come: the middle of the district.
const districtCentre: L.LatLngTuple = [33.58, 119.02];

/** A Leaflet map with the portal's areas, points and pin. See map.ts for the attributes. */
export class PortalMap {
  private pin: L.Marker | undefined;

  constructor(private readonly map: L.Map) {}

  /** Puts the pin at a position and looks there. */
  showPin(at: Position, zoom = 15): void {
    if (this.pin) this.pin.setLatLng(at);
    else this.pin = L.marker(at, { icon: pinIcon(), keyboard: false, interactive: false }).addTo(this.map);
    this.map.setView(at, Math.max(this.map.getZoom(), zoom));
  }

  /** Calls back with the position that is clicked or tapped, or, with the keyboard, the middle of the map at Enter. */
  onPick(callback: (at: Position) => void): void {
    this.map.on('click', event => callback(event.latlng));
    const container = this.map.getContainer();
    const cross = document.createElement('span');
    cross.className = 'map-cross';
    container.append(cross);
    container.addEventListener('keydown', event => {
      if (event.target !== container || event.key !== 'Enter') return;
      event.preventDefault(); // Enter must not send the form around the map
      callback(this.map.getCenter());
    });
  }
}

export async function create(element: HTMLElement): Promise<PortalMap> {
  const { url, pointsUrl, clustersUrl, tiles, tilesCredit, lat, lng, zoom, pin, still } = element.dataset;
  const moves = still === undefined;
  const [areas, points] = await Promise.all([fetchFeatures(url), fetchFeatures(pointsUrl)]);

  const canvas = document.createElement('div');
  canvas.dataset.mapCanvas = '';
  if (moves) {
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', element.getAttribute('aria-label') ?? '');
  }
  element.replaceChildren(canvas);

  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(canvas, {
    center: districtCentre,
    zoom: 12,
    minZoom: 9,
    zoomSnap: tiles ? 1 : 0, // tiles are sharp at whole steps only, shapes at any
    scrollWheelZoom: false, // a page must scroll past its map
    dragging: moves,
    touchZoom: moves,
    doubleClickZoom: moves,
    boxZoom: moves,
    keyboard: moves,
    zoomControl: false,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    attributionControl: Boolean(tiles),
  });
  if (moves) L.control.zoom({ position: 'bottomright', zoomInTitle: element.dataset.textCloser ?? '', zoomOutTitle: element.dataset.textFarther ?? '' }).addTo(map);
  map.attributionControl?.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution: tilesCredit ?? '', maxZoom: 18 }).addTo(map);

  const layer = areas && areaLayer(areas, Boolean(tiles)).addTo(map);
  if (points) pointLayer(points).addTo(map);
  const portalMap = new PortalMap(map);
  if (lat && lng) {
    const at = { lat: Number(lat), lng: Number(lng) };
    map.setView(at, zoom ? Number(zoom) : 15);
    if (pin !== undefined) portalMap.showPin(at);
  } else if (layer?.getBounds().isValid()) {
    map.fitBounds(layer.getBounds(), { padding: [8, 8] });
    map.setMaxBounds(layer.getBounds().pad(0.5));
  }
  if (clustersUrl) showClusters(map, element, clustersUrl);
  return portalMap;
}

/** Asks for what is seen, now and whenever the map has moved; every mark can be reached with the Tab key. */
function showClusters(map: L.Map, element: HTMLElement, url: string): void {
  const marks = L.layerGroup().addTo(map);
  const said = element.parentElement?.querySelector('[data-map-said]');
  let waiting: AbortController | undefined;

  const show = async () => {
    waiting?.abort();
    waiting = new AbortController();
    const seen = map.getBounds();
    const at = new URL(url, location.href);
    for (const [name, value] of Object.entries({ south: seen.getSouth(), west: seen.getWest(), north: seen.getNorth(), east: seen.getEast() }))
      at.searchParams.set(name, value.toFixed(6));
    at.searchParams.set('zoom', String(Math.round(map.getZoom())));
    try {
      const answer = await fetch(at, { signal: waiting.signal, headers: { Accept: 'application/geo+json' } });
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      const found = await answer.json() as FeatureCollection<Point>;
      marks.clearLayers();
      for (const feature of found.features) marks.addLayer(mark(map, element, feature));
      const count = found.features.reduce((sum, feature) => sum + ((feature.properties as Partial<ClusterProperties>).count ?? 1), 0);
      if (said) said.textContent = text(element, 'seen', count);
    } catch (error) {
      if (said && !(error instanceof DOMException && error.name === 'AbortError')) said.textContent = text(element, 'failed');
    }
  };
  map.on('moveend', () => void show());
  void show();
}

function mark(map: L.Map, element: HTMLElement, feature: Feature<Point>): L.Marker {
  const [lng, lat] = feature.geometry.coordinates as [number, number];
  const { count, title, kind } = feature.properties as Partial<ClusterProperties & PointProperties>;
  if (count === undefined) {
    const icon = L.divIcon({ className: `map-mark map-mark-${kind}`, iconSize: [24, 24] });
    return L.marker([lat, lng], { icon, title: title ?? '' }).bindPopup(() => popup(feature.properties as PointProperties));
  }
  const size = 36 + Math.min(24, Math.round(6 * Math.log10(count)) * 2);
  const words = document.createElement('span');
  words.textContent = String(count);
  const icon = L.divIcon({ className: 'map-cluster', html: words, iconSize: [size, size] });
  return L.marker([lat, lng], { icon, title: text(element, 'cluster', count) })
    .on('click', () => map.setView([lat, lng], map.getZoom() + 2));
}

async function fetchFeatures(url: string | undefined): Promise<FeatureCollection | undefined> {
  if (!url) return undefined;
  const response = await fetch(url, { headers: { Accept: 'application/geo+json, application/json' } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return await response.json() as FeatureCollection;
}

function areaLayer(areas: FeatureCollection, overTiles: boolean): L.GeoJSON {
  const most = Math.max(1, ...areas.features.map(area => (area.properties as AreaProperties).count ?? 0));
  return L.geoJSON(areas, {
    style: area => {
      const count = (area?.properties as AreaProperties).count ?? 0;
      const strength = 0.12 + 0.42 * Math.sqrt(count / most);
      return { className: 'map-area', weight: 1.2, fillOpacity: overTiles ? strength / 2 : strength };
    },
    onEachFeature: (area: Feature, layer) => {
      const { name, count } = area.properties as AreaProperties;
      layer.bindTooltip(count === undefined ? name : `${name} ${count}`, { sticky: true });
    },
  });
}

function pointLayer(points: FeatureCollection): L.GeoJSON {
  return L.geoJSON(points as FeatureCollection<Point>, {
    pointToLayer: (point, at) => {
      const { kind } = point.properties as PointProperties;
      return L.circleMarker(at, { className: `map-point map-point-${kind}`, radius: 7, weight: 2, fillOpacity: 1 });
    },
    onEachFeature: (point: Feature, layer) => layer.bindPopup(() => popup(point.properties as PointProperties)),
  });
}

function popup({ title, kind, status, href }: PointProperties): HTMLElement {
  const content = document.createElement('div');
  const heading = document.createElement(href ? 'a' : 'strong');
  heading.textContent = title;
  if (href) heading.setAttribute('href', href);
  const tag = document.createElement('span');
  tag.className = `tag tag-${kind}`;
  tag.textContent = status;
  content.append(heading, document.createElement('br'), tag);
  return content;
}

function pinIcon(): L.DivIcon {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 36 44');
  const drop = document.createElementNS(svg, 'path');
  drop.setAttribute('d', 'M18 42S3 26 3 16a15 15 0 0 1 30 0c0 10-15 26-15 26Z');
  const hole = document.createElementNS(svg, 'circle');
  for (const [name, value] of [['cx', '18'], ['cy', '16'], ['r', '5.5']] as const) hole.setAttribute(name, value);
  drawing.append(drop, hole);
  return L.divIcon({ className: 'map-pin', html: drawing as unknown as HTMLElement, iconSize: [36, 44], iconAnchor: [18, 43] });
}
