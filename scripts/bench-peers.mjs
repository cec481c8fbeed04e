// The public view's tables beside those of two libraries that pages use to make a table of theirs come alive, on the
// same numbers, in one run: what they weigh, when they can be used, and what one press takes. The libraries know
// neither the form nor its sums; they sort. Their styles need a page without a policy.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { visit } from '../tests/e2e/browser.mjs';
import { sample } from '../tests/e2e/page.mjs';
import { openView, ready, src, tag, whole } from '../tests/e2e/view-page.mjs';

const REPORT = 'hangzhou-2025';
const PRESSES = 40;
const WARM = 5;
const MODULES = path.join(import.meta.dirname, '../node_modules');

/** A library: its files, and how a page starts it on the table of `rows` (in `document.body`, as a plain table). */
const PEERS = [
  {
    name: 'DataTables 3.1.5',
    files: ['datatables.net/js/dataTables.min.mjs'],
    start: "import DataTable from './peer-0'; new DataTable('table', { paging: false, ordering: true, order: [], searching: true, info: false });",
    heads: 'thead th:nth-child(n+2)',
    rows: 'tbody tr',
  },
  {
    name: 'Tabulator 6.5.3',
    files: ['tabulator-tables/dist/js/tabulator_esm.min.mjs', 'tabulator-tables/dist/css/tabulator.min.css'],
    start: "import { TabulatorFull } from './peer-0'; const table = new TabulatorFull('table', { layout: 'fitDataStretch' }); await new Promise((done) => table.on('tableBuilt', done));",
    heads: '.tabulator-col:nth-child(n+2)',
    rows: '.tabulator-row',
  },
];

/** Table three of the report as any page has it. */
function plain() {
  const { columns, rows } = sample(REPORT).table3;
  const line = (cell, values) => `<tr>${values.map((value) => `<${cell}>${value}</${cell}>`).join('')}</tr>`;
  return `<table><thead>${line('th', ['row', ...columns])}</thead><tbody>${Object.entries(rows).map(([id, values]) => line('td', [id, ...values])).join('')}</tbody></table>`;
}

async function peer(browser, url, { files, start, rows }) {
  const visitor = await visit(browser, url, { bypassCSP: true });
  const { page } = visitor;
  for (const [i, name] of files.entries()) {
    const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    await page.route(`${url}peer-${i}`, async (route) => route.fulfill({ contentType, body: await readFile(path.join(MODULES, name)) }));
  }
  const sheets = files.map((name, i) => (name.endsWith('.css') ? `<link rel="stylesheet" href="peer-${i}">` : '')).join('');
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>peer</title><link rel="icon" href="icon.svg">${sheets}
    <script type="module">${start} window.usable = performance.now();</script><body>${plain()}`;
  await page.route(`${url}peer.html`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${url}peer.html`);
  await page.waitForFunction((wanted) => window.usable && document.querySelectorAll(wanted).length >= 25, rows);
  return visitor;
}

/** Presses one element after the other: from the press until the page is up to date, and with the frame that shows it
    (style, layout, paint). */
async function presses(page, root, wanted) {
  await page.evaluate(() => {
    window.press = (element, root) => new Promise((done) => {
      let [from, last] = [0, 0];
      const observer = new MutationObserver(() => { last = performance.now(); });
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      from = performance.now();
      element.click();
      requestAnimationFrame(() => {
        const frame = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { observer.disconnect(); done(last && [last - from, last - from + performance.now() - frame]); };
        port2.postMessage(0);
      });
    });
  });
  const times = [];
  for (let i = 0; i < WARM + PRESSES; i++) {
    const one = await page.evaluate(({ host, elements, n }) => {
      const within = host ? document.querySelector(host).shadowRoot : document.body;
      const all = [...within.querySelectorAll(elements)].filter((element) => element.getClientRects().length);
      return window.press(all[(n * 3) % all.length], within);
    }, { host: root, elements: wanted, n: i });
    if (!one) throw new Error(`a press on ${wanted} changed nothing`);
    times.push(one);
  }
  const measured = times.slice(WARM);
  return { script: measured.map(([script]) => script), busy: measured.map(([, busy]) => busy) };
}

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function weight(files) {
  let total = 0;
  for (const name of files) total += brotli(await readFile(path.join(MODULES, name)));
  return total;
}

async function usable(browser, url, one, starts) {
  const times = [];
  for (let i = 0; i < starts; i++) {
    const visitor = await peer(browser, url, one);
    times.push(await visitor.page.evaluate(() => window.usable));
    await visitor.leave();
  }
  return times;
}

async function view(browser, url) {
  const visitor = await visit(browser, url);
  await openView(visitor, tag(src(REPORT)));
  const element = await whole(await ready(visitor.page));
  await element.locator('.fold.table3 > h4 > button').click();
  await element.locator('[data-slot="table3.new.natural"]').waitFor();
  return visitor;
}

export async function benchPeers({ browser, url, starts, sizes, heading, line }) {
  console.log('\nbrotli bytes until it can be used');
  console.log(`this view ${sizes.tags['gongkai-view'].brotli}, and ${sizes.later['gongkai-view'].brotli} right after it`);
  for (const one of PEERS) console.log(`${one.name} ${await weight(one.files)}`);
  heading('table three in libraries for tables, from the navigation until it can be used, ms');
  for (const one of PEERS) line(one.name, await usable(browser, url, one, starts), '', 0);
  heading('table three open: one press, ms');
  const visitor = await view(browser, url);
  const touch = await presses(visitor.page, 'gongkai-view', '.matrix button.n');
  const sort = await presses(visitor.page, 'gongkai-view', '.matrix button.sort');
  await visitor.leave();
  line('a number touched: its sum lit and told, script, this view', touch.script);
  line('a number touched, script + frame, this view', touch.busy, 'goal: p95 ≤ 16');
  line('sorted by a column, script, this view', sort.script);
  line('sorted by a column, script + frame, this view', sort.busy, 'goal: p95 ≤ 16');
  for (const one of PEERS) {
    const page = await peer(browser, url, one);
    const times = await presses(page.page, null, one.heads);
    await page.leave();
    line(`sorted by a column, script, ${one.name}`, times.script);
    line(`sorted by a column, script + frame, ${one.name}`, times.busy);
  }
}
