// Keeps the offline page and what it shows at hand, and nothing else: no page with anybody's data is ever stored.
// The page registers this script under an address that carries the style sheet's fingerprint, so a new release
// installs anew and replaces the former copy.
const cacheName = 'offline-v1';
const offlinePage = '/offline';

async function keepOfflinePage() {
  const page = await fetch(offlinePage, { credentials: 'omit', cache: 'reload' });
  if (!page.ok) throw new Error(`offline page: ${page.status}`);
  const html = await page.clone().text();
  const parts = [...html.matchAll(/(?:href|src)="(\/[^"#]+\.(?:css|svg))/g)].map(match => match[1]);
  const cache = await caches.open(cacheName);
  await cache.addAll(new Set(parts));
  await cache.put(offlinePage, page);
}

self.addEventListener('install', event => event.waitUntil(keepOfflinePage().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET') {
    event.respondWith(fetch(request).catch(() => caches.match(offlinePage)));
  } else if (/\.(css|svg)$/.test(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
