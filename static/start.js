// The standalone application: a start page, and the form in its place once something is chosen.
// What is open is in the address: #new=2025&org=…, #sample=hongze-2023, #file.
// No module: it has to speak where index.html was opened from a folder, and browsers let no module in.
'use strict';

const $ = (id) => document.getElementById(id);
const start = $('start');
const list = $('samples'); // not in offline.html
const title = document.title;

let file = null; // what #file means; gone with the page
let form = null; // the element on screen
let here = location.hash;

// --- routes -------------------------------------------------------------------------------------

function go(hash) {
  if (location.hash === hash) show(); else location.hash = hash;
}

/** Back and forward are the browser's own. Unsaved changes are worth one question. */
addEventListener('hashchange', () => {
  if (location.hash === here) return;
  if (form?.dirty && !confirm('有尚未导出的修改，离开后会丢失。确定离开吗？')) {
    history.pushState(null, '', here || location.pathname);
    return;
  }
  show();
});

addEventListener('beforeunload', (event) => { if (form?.dirty) event.preventDefault(); });

function show() {
  here = location.hash;
  form?.remove();
  form = null;
  const route = new URLSearchParams(here.slice(1));
  const open = route.has('new') ? fresh(route) : route.has('sample') && list ? sample(route.get('sample')) : route.has('file') ? chosen() : null;
  document.body.classList.toggle('full', Boolean(open));
  start.hidden = Boolean(open);
  document.title = title;
}

function fresh(route) {
  const element = place();
  element.setAttribute('year', route.get('new'));
  if (route.get('org')) element.setAttribute('org', route.get('org'));
  document.body.append(element);
  return element;
}

function sample(id) {
  const element = place();
  document.body.append(element);
  read(`samples/${encodeURIComponent(id)}.json`)
    .then((text) => element.load(text))
    .catch((error) => failed(element, error));
  return element;
}

/** A chosen file does not outlive the page: after a reload there is nothing to show. */
function chosen() {
  if (!file) { history.replaceState(null, '', location.pathname); here = ''; return null; }
  const element = place();
  document.body.append(element);
  element.load(file).catch((error) => failed(element, error));
  return element;
}

function place() {
  form = document.createElement('gongkai-form');
  form.setAttribute('role', 'main'); // the application has nothing else on its page; elsewhere that is the page's to say
  const home = document.createElement('p');
  home.className = 'waiting';
  const link = document.createElement('a');
  link.href = '#';
  link.textContent = '返回首页';
  home.append(link);
  form.append(home);
  return form;
}

/** A file that cannot be read belongs to the start page, where another can be chosen. A form that
    cannot run says so itself. */
async function failed(element, error) {
  const own = await element.ready.then(() => null, (reason) => reason);
  if (element !== form || own === error) return;
  $('open-error').textContent = error.message;
  history.replaceState(null, '', location.pathname);
  show();
}

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`没有找到这份示例（${path}）。`);
  return response.text();
}

// --- the start page -----------------------------------------------------------------------------

$('new').addEventListener('submit', (event) => {
  event.preventDefault();
  const { year, org } = event.target.elements;
  const digits = year.value.normalize('NFKC').trim();
  const wrong = !/^20[0-9]{2}$/.test(digits);
  $('new-error').textContent = wrong ? '年度应为四位数字，例如 2025。' : '';
  year.setAttribute('aria-invalid', String(wrong));
  if (wrong) { year.focus(); return; }
  const route = new URLSearchParams({ new: digits });
  if (org.value.trim()) route.set('org', org.value.trim());
  go(`#${route}`);
});

$('file-button').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', (event) => {
  if (!event.target.files.length) return;
  [file] = event.target.files;
  event.target.value = ''; // so that the same file can be chosen again
  $('open-error').textContent = '';
  go('#file');
});

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
  document.querySelector('.ways').replaceWith(line);
  $('online').remove();
}

if (list && location.protocol === 'file:' && !customElements.get('gongkai-form')) {
  astray();
} else {
  $('new').elements.year.value = new Date().getFullYear() - 1;
  if (list) samples();
  show();
}
