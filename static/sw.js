// Keeps the standalone application in the browser: with it index.html opens and works without the site. Only
// static/install.js asks for it, and only index.html has that.
//
// One build is one cache, taken whole or not at all. A page is answered from one build: its companions are named after
// their content, so no other build has an answer for them. A newer build waits until no window has the older one open.
// Every other page of the folder goes past here to the site, as do the files that those ask for.

/** FILES: [address, SHA-256 of the content] of what is kept; ASKED: the same of what is kept once it was asked for. A
    build writes this line. */
const VERSION = '', FILES = new Map([]), ASKED = new Map([]);

const HOME = registration.scope;
const OURS = `gongkai ${HOME} `; // another copy of the application on the same site has caches too
const CACHE = OURS + VERSION;

// --- one build ----------------------------------------------------------------------------------

addEventListener('install', (event) => event.waitUntil(install()));

async function install() {
  const answers = await Promise.all([...FILES].map(([name, sum]) => taken(name, sum)));
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(answers.map(([name, answer]) => cache.put(name, answer)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** A site in the middle of an upload has files of two builds; a login page comes under every name. */
async function taken(name, sum) {
  const response = await fetch(name, { cache: 'no-cache' });
  const bytes = await response.arrayBuffer();
  const digest = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (!response.ok || btoa(digest) !== sum) throw new Error(`${name}: not of this build`);
  const headers = new Headers(response.headers); // the page's policy is among them
  for (const gone of ['content-encoding', 'content-length']) headers.delete(gone); // the bytes are unpacked
  return [name, new Response(bytes, { headers })]; // a new answer: browsers refuse one that was redirected as a page
}

addEventListener('activate', (event) => event.waitUntil(sweep()));

async function sweep() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// --- answers ------------------------------------------------------------------------------------

/** The address from here, or null for what is not below this folder. */
const named = (url) => (url.startsWith(HOME) ? url.slice(HOME.length).replace(/#.*/, '') : null);

const isPage = (url) => /^(index\.html)?(\?|$)/.test(named(url) ?? '-');

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const name = named(url);
  if (method !== 'GET') return;
  if (mode === 'navigate') {
    if (isPage(url)) event.respondWith(kept('index.html', event.request));
  } else if (ASKED.has(name)) event.respondWith(asked(name, event.request));
  else if (FILES.has(name)) event.respondWith(shared(name) ? sample(name, event) : kept(name, event.request));
});

async function kept(name, request) {
  return (await caches.match(name, { cacheName: CACHE })) ?? fetch(request);
}

/** Few need it, and it is large: it is kept from the first time on. Not in full is not at all. */
async function asked(name, request) {
  const cached = await caches.match(name, { cacheName: CACHE });
  if (cached) return cached;
  const [, answer] = await taken(name, ASKED.get(name)).catch(() => []);
  if (!answer) return fetch(request);
  const cache = await caches.open(CACHE);
  await cache.put(name, answer.clone()).catch(() => {});
  return answer;
}

/** The samples are not named after their content, and other pages show them too, as the site has them. */
const shared = (name) => name.startsWith('samples/');

async function sample(name, { clientId, request }) {
  const page = await clients.get(clientId);
  return page && isPage(page.url) ? kept(name, request) : fetch(request);
}

// --- a newer build ------------------------------------------------------------------------------

/** The user wants the newer build now. Not while another window has the older one open: that would lose its files. */
addEventListener('message', (event) => { if (event.data === 'update') event.waitUntil(update(event.source)); });

async function update(window) {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.filter(({ url }) => isPage(url)).length > 1) window.postMessage('others');
  else await skipWaiting();
}
