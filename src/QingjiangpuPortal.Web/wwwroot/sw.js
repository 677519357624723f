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

// News (Web Push). What comes was sealed by the portal for this browser; of one event, sent twice, the second takes the first's place.
self.addEventListener('push', event => {
  const news = event.data?.json();
  if (!news) return;
  event.waitUntil(self.registration.showNotification(news.title, {
    body: news.body, tag: news.tag, icon: '/logo.svg', data: { url: news.url },
  }));
});

// Leads to what it is about, in a tab that is open already where there is one. Only addresses of this portal.
self.addEventListener('notificationclick', event => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? '/my/inbox', self.location.origin);
  if (url.origin !== self.location.origin) return;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    for (const client of open) {
      if (new URL(client.url).pathname === url.pathname) return client.focus();
    }
    return self.clients.openWindow(url.href);
  })());
});
