// The standalone application: the form, which begins with its own start screen, and below that the samples.
// What is open is in the address: #draft=…, #new=2025&org=…, #sample=hongze-2023.
// No module: it has to speak where index.html was opened from a folder, and browsers let no module in.
'use strict';

const $ = (id) => document.getElementById(id);
const list = $('samples'); // not in offline.html

let form = null; // the element on screen
let here = null; // the address it is for

// --- routes -------------------------------------------------------------------------------------

/** Back and forward are the browser's own: what was typed is kept, so nothing is asked. */
addEventListener('hashchange', () => { if (location.hash !== here) show(); });

function show() {
  here = location.hash;
  const route = new URLSearchParams(here.slice(1));
  form?.remove();
  form = place();
  full(route.has('new') || (route.has('sample') && list));
  if (route.has('new')) form.setAttribute('year', route.get('new'));
  if (route.get('org')) form.setAttribute('org', route.get('org'));
  if (route.has('draft')) form.setAttribute('draft', route.get('draft'));
  $('desk').append(form);
  if (route.has('sample') && list) sample(route.get('sample'));
}

/** A report has the window to itself. */
function full(open) {
  document.body.classList.toggle('full', Boolean(open));
  const online = $('online');
  if (online) online.hidden = Boolean(open);
}

/** Once a report is open, the address leads back to its draft; one that has an address of its own gets another when
    there is something to lead to. */
addEventListener('gongkai-draft', ({ target, detail: { id, stored } }) => {
  if (target !== form) return;
  full(true);
  const route = new URLSearchParams(here.slice(1));
  if (route.has('new') || route.get('draft') === id || (route.has('sample') && !stored)) return;
  const address = `#${new URLSearchParams({ draft: id })}`;
  if (here) history.replaceState(null, '', address); else history.pushState(null, '', address);
  here = location.hash;
});

function place() {
  const element = document.createElement('gongkai-form');
  element.setAttribute('role', 'main'); // the application has nothing else on its page; elsewhere that is the page's to say
  const home = document.createElement('p');
  home.className = 'waiting';
  const link = document.createElement('a');
  link.href = '#';
  link.textContent = '返回首页';
  home.append(link);
  element.append(home);
  return element;
}

async function sample(id) {
  const element = form;
  try {
    await element.load(await read(`samples/${encodeURIComponent(id)}.json`));
  } catch (error) {
    const own = await element.ready.then(() => null, (reason) => reason);
    if (element !== form || own === error) return; // a form that cannot run says so itself
    history.replaceState(null, '', location.pathname);
    show();
    $('trouble').textContent = error.message;
  }
}

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`没有找到这份示例（${path}）。`);
  return response.text();
}

// --- the samples --------------------------------------------------------------------------------

function row({ file: name, org, year, format }) {
  const line = document.createElement('tr');
  const link = document.createElement('a');
  link.href = `#sample=${name.replace(/\.json$/, '')}`;
  link.textContent = '打开';
  link.setAttribute('aria-label', `打开 ${org} ${year} 年年报`);
  for (const [content, type] of [[org], [year, 'number'], [`${format}年版`], [link]]) {
    const cell = document.createElement('td');
    if (type) cell.className = type;
    cell.append(content);
    line.append(cell);
  }
  return line;
}

async function samples() {
  try {
    list.replaceChildren(...JSON.parse(await read('samples/index.json')).map(row));
  } catch {
    list.firstElementChild.firstElementChild.textContent = '示例没有读到。请检查网络后刷新页面。';
  }
}

/** Nothing on this page would work: there is a file that does. */
function astray() {
  const line = document.createElement('p');
  const link = document.createElement('a');
  link.href = 'offline.html';
  link.textContent = 'offline.html';
  line.append('这个页面要放在网站上才能使用。在自己的电脑上，请改为打开同一个文件夹里的 ', link, '。');
  $('desk').replaceChildren(line);
  $('online').remove();
}

if (list && location.protocol === 'file:' && !customElements.get('gongkai-form')) {
  astray();
} else {
  if (list) samples();
  show();
}
