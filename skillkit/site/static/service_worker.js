// Service worker: a second visit needs no network. The build puts VERSION and FILES above this; a new
// version waits until every page of the one before is closed, so the two never mix.

/* global VERSION, FILES */

const SCOPE = /** @type {any} */ (self).registration.scope;
const CACHE = `skillkit ${SCOPE} ${VERSION}`;

/** @param {any} event */
self.addEventListener("install", (event) => {
  // What the page has fetched already is only asked about.
  const requests = FILES.map((name) => new Request(new URL(name, SCOPE), { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(`skillkit ${SCOPE} `) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  const kept = caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)));
});
