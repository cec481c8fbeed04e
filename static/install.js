// The standalone application stays in the browser: registers static/sw.js, and says when a newer version waits.
// Only index.html loads this: a page that has the tags in it must not get a service worker from them.

const workers = navigator.serviceWorker; // without https there is none, and nothing is said
const TEXTS = {
  waits: '有新版本，关闭所有窗口后生效。',
  others: '还有别的窗口开着，请先关闭，再更新。',
  unsaved: '请先把报告导出为文件，再更新。',
};

/** A page with Trusted Types lets a script's address in only by the policy that its site knows; the form may have
    made it already. */
const POLICY = Symbol.for('gongkai');

function script() {
  const types = globalThis.trustedTypes;
  if (!types) return 'sw.js';
  globalThis[POLICY] ??= types.createPolicy('gongkai', { createScriptURL: String });
  return globalThis[POLICY].createScriptURL('sw.js');
}

/** What a clerk waits for comes first. */
async function install() {
  await document.querySelector('gongkai-form')?.ready?.catch(() => {});
  const registration = await workers.register(script());
  const seen = () => { if (registration.waiting && workers.controller) offer(registration); };
  seen();
  registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', seen));
  await Promise.all([taken(registration), manifest()]);
}

/** A site that has taken the application away takes it away here too. */
async function taken(registration) {
  const { status } = await fetch('sw.js', { method: 'HEAD', cache: 'no-store' });
  if (status === 404 || status === 410) await registration.unregister();
}

/** What makes the application installable is asked for only where the page's policy lets it in. */
async function manifest() {
  const policy = (await fetch('./', { method: 'HEAD' })).headers.get('content-security-policy') ?? '';
  if (/default-src/.test(policy) && !/manifest-src/.test(policy)) return;
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = 'manifest.webmanifest';
  document.head.append(link);
}

// --- a newer version ----------------------------------------------------------------------------

const line = document.createElement('aside');
const text = document.createElement('p');
const button = document.createElement('button');

function offer(registration) {
  if (line.isConnected) return;
  line.id = 'update';
  line.setAttribute('aria-label', '版本更新');
  text.setAttribute('role', 'status');
  button.type = 'button';
  button.textContent = '现在更新';
  button.addEventListener('click', () => update(registration));
  line.append(text, button);
  document.body.prepend(line);
  document.body.classList.add('updatable');
  text.textContent = TEXTS.waits;
}

/** The page comes back under the same address. What is not kept anywhere must not be lost to that. */
async function update({ waiting }) {
  const form = document.querySelector('gongkai-form');
  const safe = !form?.dirty || await form.flush().then(() => true, () => false);
  if (!safe) { text.textContent = TEXTS.unsaved; return; }
  workers.addEventListener('message', ({ data }) => { text.textContent = TEXTS[data]; }, { once: true });
  workers.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('update');
}

// No registration, no site, no page of its own: then there is only what there was before.
if (workers) addEventListener('load', () => { install().catch(() => {}); });
