// Where the view's reports come from, and everything that can be wrong with them: each fault is one sentence that
// names the file and the cause, and what stood there before stays.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { CSP } from '../../scripts/serve.mjs';
import { sample, shot, state } from './page.mjs';
import { held, isPlain, like, openView, ready, said, says, serve, show, shows, src, tag, text } from './view-page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const GOOD = 'samples/hongze-2023.json';
const TITLE = /洪泽区人民政府\s*2023/;

test('one file, several files, one named twice', async (visitor) => {
  const view = await show(visitor, 'pingtan-2022', 'pingtan-2021', 'pingtan-2022');
  assert.deepEqual((await held(view)).sort(), ['平潭综合实验区管委会 2021', '平潭综合实验区管委会 2022']);
  assert.equal((await state(view)).notice, '');
});

test('every sample opens and is given back as it was', async (visitor) => {
  const { page } = visitor;
  const index = await (await visitor.context.request.get(`${visitor.url}samples/index.json`)).json();
  for (const { file } of index) {
    const id = file.replace('.json', '');
    await openView(visitor, tag(src(id)));
    const view = await ready(page);
    assert.equal((await state(view)).running, true, id);
    assert.deepEqual(await view.evaluate((element) => element.report), sample(id), id);
  }
});

/** One bad file and nothing else; with a good one beside it, the good one shows. */
async function bad(visitor, name, code, words) {
  const { page } = visitor;
  const view = await openView(visitor, tag(`src="${name}"`));
  await ready(page);
  await says(view, words);
  await isPlain(view);
  assert.deepEqual((await said(page, 'gongkai-error')).map((error) => error.code), [code]);
  assert.equal((await state(view)).role, 'status');
  const both = await openView(visitor, tag(`src="${name} ${GOOD}"`));
  await shows(both, TITLE);
  await says(both, words);
}

const FAULTS = [
  ['a file that is not there', 'gone.json', null, 'not-found', /“gone\.json”没有读到：服务器上没有这个文件（404）/, [/404/]],
  ['a server error', 'bad.json', { status: 503 }, 'http', /“bad\.json”没有读到：服务器出错（503）/, [/503/]],
  ['a login page with status 200', 'bad.json', { contentType: 'text/html', body: '<!doctype html><title>登录</title>' }, 'wrong-content', /给出的是网页而不是数据，可能是登录页/],
  ['half a file', 'bad.json', { body: JSON.stringify(sample('hongze-2024'), null, 1).slice(0, 3000) }, 'refused', /“bad\.json”没有读到：文件不完整，读到第 \d+ 行第 \d+ 列就中断了/],
  ['an empty file', 'bad.json', { body: '' }, 'refused', /“bad\.json”没有读到：文件是空的/],
  ['JSON that is no report', 'bad.json', { body: '{"a":1}' }, 'refused', /“bad\.json”没有读到：这不是年度报告文件/],
  ['a report with an unknown row', 'bad.json', { body: JSON.stringify({ ...sample('hongze-2024'), table3: { columns: ['natural'], rows: { nonsense: [1] } } }) }, 'refused', /“bad\.json”没有读到：.*nonsense/],
  ['a file in GBK', 'bad.json', { body: Buffer.from([0x7b, 0x22, 0xc4, 0xea, 0xb1, 0xa8, 0x22, 0x7d]) }, 'unreadable', /“bad\.json”没有读到：文件不是 UTF-8 编码/],
  ['duplicate keys', 'bad.json', { body: '{"schema":"gongkai-report/1","schema":"gongkai-report/1"}' }, 'refused', /“schema”重复出现/],
  ['nested 100,000 deep', 'bad.json', { body: `{"schema":"gongkai-report/1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }, 'refused', /嵌套超过/],
  ['a million keys', 'bad.json', { body: `{"schema":"gongkai-report/1",${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":0`).join()}}` }, 'refused', /太多/],
  ['more than 20 MB', 'bad.json', { body: ' '.repeat(20 * 1024 * 1024 + 1) }, 'too-large', /文件超过 20 MB/],
];

for (const [title, name, answer, code, words, expects = []] of FAULTS) {
  test(title, async (visitor) => {
    if (answer) await serve(visitor, name, answer);
    await bad(visitor, name, code, words);
    if (code === 'not-found') await shot(visitor.page, 'view-failure-404');
  }, { expects });
}

for (const [title, name] of [['another site', 'https://elsewhere.example/2025.json'], ['another site without a scheme', '//elsewhere.example/x.json'],
  ['data:', 'data:application/json,{}'], ['javascript:', 'javascript:window.__x=1'], ['blob:', 'blob:http://localhost/00000000-0000-0000-0000-000000000000']]) {
  test(`an address at ${title} is refused and never asked`, (visitor) => bad(visitor, name, 'other-site', /它不在本网站上/));
}

test('an address that is none', (visitor) => bad(visitor, 'https://[', 'bad-address', /地址写法有误/));

test('a redirect to another site', async (visitor) => {
  await visitor.page.route(`${visitor.url}bad.json`, (route) => route.fulfill({ status: 302, headers: { location: 'https://elsewhere.example/x.json' } }));
  await bad(visitor, 'bad.json', 'network', /网络不通/);
}, { expects: [/./] });

test('no network', async (visitor) => {
  await visitor.page.route(`${visitor.url}bad.json`, (route) => route.abort());
  await bad(visitor, 'bad.json', 'network', /“bad\.json”没有读到：网络不通/);
}, { expects: [/ERR_FAILED/] });

/** Our site behind a server of its own, for an answer that an intercepted request cannot give. */
async function slow(visitor, answer) {
  const server = createServer(async (request, response) => {
    if (request.url === '/bad.json') return answer(response);
    const from = await fetch(new URL(request.url, visitor.url));
    return response.writeHead(from.status, { 'content-type': from.headers.get('content-type'), 'content-security-policy': CSP }).end(Buffer.from(await from.arrayBuffer()));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const view = await openView({ ...visitor, url: `http://127.0.0.1:${server.address().port}/` }, tag('src="bad.json"'));
  return { view, close: () => { server.closeAllConnections(); server.close(); } };
}

test('a server that falls silent is given up after ten seconds', async (visitor) => {
  const { view, close } = await slow(visitor, (response) => { response.writeHead(200, { 'content-type': 'application/json' }); response.write('{'); });
  await says(view, /正在载入/);
  await visitor.page.waitForFunction(() => window.said.length > 1, null, { timeout: 15_000 });
  await says(view, /“bad\.json”没有读到：服务器超过 10 秒没有回应/);
  await isPlain(view);
  close();
}, { expects: [/request/] });

test('a file that never ends is cut off at 20 MB', async (visitor) => {
  let sent = 0;
  const { view, close } = await slow(visitor, (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => { while (!response.destroyed && response.write(Buffer.alloc(65536, 0x20))) sent += 65536; };
    response.on('drain', more);
    more();
  });
  await ready(visitor.page);
  await says(view, /文件超过 20 MB/);
  assert.ok(sent < 60e6, `${sent} bytes were taken`);
  close();
}, { expects: [/request/] });

test('a byte-order mark does no harm', async (visitor) => {
  await serve(visitor, 'bom.json', { body: `\ufeff${JSON.stringify(sample('hongze-2023'))}` });
  const view = await openView(visitor, tag('src="bom.json"'));
  await shows(view, TITLE);
});

test('two files of one unit and year: the first is shown, and it is said', async (visitor) => {
  await serve(visitor, 'again.json', { body: JSON.stringify(like('hongze-2023', { title: '另一份' })) });
  const view = await openView(visitor, tag(`src="${GOOD} again.json"`));
  await shows(view, TITLE);
  await says(view, /“again\.json”.*只显示前一份/);
  assert.equal((await held(view)).length, 1);
});

test('many bad files are not many lines', async (visitor) => {
  const names = Array.from({ length: 20 }, (_, i) => `gone-${i}.json`);
  const view = await openView(visitor, tag(`src="${names.join(' ')} ${GOOD}"`));
  await shows(view, TITLE);
  await says(view, ...Array(5).fill(/gone-\d+\.json/), /另有 15 个文件/);
  assert.equal((await said(visitor.page, 'gongkai-error')).length, 20);
}, { expects: [/404/] });

test('neither files nor tables: the plain content and one calm line', async (visitor) => {
  const view = await openView(visitor, tag());
  await ready(visitor.page);
  await says(view, /./);
  await isPlain(view);
  assert.equal((await state(view)).role, 'status');
});

test('another try after the fault is gone', async (visitor) => {
  const { page } = visitor;
  let broken = true;
  await page.route(`${visitor.url}${GOOD}`, (route) => (broken ? route.fulfill({ status: 503 }) : route.continue()));
  const view = await openView(visitor, tag(src('hongze-2023')));
  await says(view, /503/);
  broken = false;
  await page.getByRole('button', { name: '重新载入' }).click();
  await shows(view, TITLE);
  assert.equal((await state(view)).notice, '');
}, { expects: [/503/] });

test('a new list takes the place of the old only when it is whole', async (visitor) => {
  const { page } = visitor;
  const view = await show(visitor, 'hongze-2023');
  await serve(visitor, 'bad.json', { body: '{' });
  await view.evaluate((element) => element.setAttribute('src', 'bad.json'));
  await says(view, /“bad\.json”/);
  assert.match(await text(view), TITLE);
  assert.deepEqual(await held(view), ['淮安市洪泽区人民政府 2023']);
  let go;
  const asked = new Promise((done) => { page.route(`${visitor.url}samples/pingtan-2021.json`, async (route) => { done(); await new Promise((free) => { go = free; }); await route.continue(); }); });
  await view.evaluate((element) => element.setAttribute('src', 'samples/pingtan-2022.json samples/pingtan-2021.json'));
  await asked;
  await page.waitForTimeout(100);
  assert.match(await text(view), TITLE);
  assert.equal((await held(view)).length, 1, 'half of the new list is shown');
  go();
  await shows(view, /平潭/);
  assert.equal((await held(view)).length, 2);
  assert.equal((await state(view)).notice, '');
});

test('the last of several changes counts, whatever comes when', async (visitor) => {
  const { page } = visitor;
  await page.route(`${visitor.url}${GOOD}`, async (route) => { await new Promise((done) => setTimeout(done, 300)); await route.continue(); });
  const view = await openView(visitor, tag(src('pingtan-2021')));
  await ready(page);
  await view.evaluate((element) => {
    element.setAttribute('src', 'samples/hongze-2023.json');
    element.setAttribute('src', 'samples/kewei-2024.json');
  });
  await page.waitForTimeout(600);
  assert.deepEqual(await held(view), ['上海市科学技术委员会 2024']);
});

test('a page hands reports over: object, text, file, several; a bad one changes nothing', async (visitor) => {
  const { page } = visitor;
  const view = await openView(visitor, tag('', '<p>静态内容</p>'));
  await ready(page);
  await view.evaluate((element, report) => element.load(report), sample('hongze-2023'));
  await shows(view, TITLE);
  assert.equal((await state(view)).notice, '');
  await view.evaluate((element, given) => element.load(given), JSON.stringify(sample('hongze-2024')));
  assert.deepEqual(await held(view), ['淮安市洪泽区人民政府 2024']);
  await view.evaluate((element, given) => element.load(new File([given], 'x.json')), JSON.stringify(sample('kewei-2024')));
  assert.deepEqual(await held(view), ['上海市科学技术委员会 2024']);
  await view.evaluate((element, reports) => { element.reports = reports; }, [sample('pingtan-2021'), sample('pingtan-2022')]);
  assert.equal((await held(view)).length, 2);
  for (const bad of ['{"a":', '{}', '']) {
    const error = await view.evaluate((element, given) => element.load(given).then(() => null, ({ code, message }) => [code, message]), bad);
    assert.equal(error[0], 'refused');
    assert.match(error[1], /。$/);
  }
  const thrown = await view.evaluate((element, reports) => { try { element.reports = reports; return null; } catch ({ code }) { return code; } }, [sample('hongze-2023'), { no: 'report' }]);
  assert.equal(thrown, 'refused');
  assert.equal((await held(view)).length, 2);
  const big = await view.evaluate((element) => element.load(new Blob([new Uint8Array(20 * 1024 * 1024 + 1)])).catch(({ code }) => code));
  assert.equal(big, 'too-large');
});

test('reports given before the script arrives, or before it runs', async (visitor) => {
  const { page, url } = visitor;
  const view = await openView(visitor, tag(), { script: false });
  await view.evaluate((element, reports) => { element.reports = reports; }, [sample('hongze-2023'), sample('hongze-2024')]);
  await page.evaluate((address) => import(address), `${url}gongkai.js`);
  await shows(await ready(page), /洪泽/);
  assert.equal((await held(view)).length, 2);
});

test('what was given survives a crash and a stay outside the page', async (visitor) => {
  const view = await openView(visitor, tag(src('pingtan-2021')));
  await ready(visitor.page);
  await view.evaluate((element, report) => element.load(report), sample('hongze-2023'));
  await view.evaluate((element) => element.failed('test'));
  await shows(view, TITLE);
  await view.evaluate(async (element) => { element.remove(); await new Promise((done) => setTimeout(done, 50)); document.body.append(element); });
  await shows(await ready(visitor.page), TITLE);
});

test('saving: the report in front as json, all as csv, nothing else', async (visitor) => {
  const view = await show(visitor, 'hongze-2023');
  const saved = await view.evaluate(async (element) => {
    const file = await element.save('json');
    const table = await element.save('csv');
    const other = await element.save('docx').catch(({ code, message }) => [code, message]);
    const odd = await element.save('constructor').catch(({ code }) => code);
    return { json: await file.text(), type: file.type, csv: table.type, other, odd };
  });
  assert.deepEqual(JSON.parse(saved.json), sample('hongze-2023'));
  assert.deepEqual([saved.type, saved.csv], ['application/json', 'text/csv']);
  assert.equal(saved.other[0], 'unknown-kind');
  assert.match(saved.other[1], /^[^。]*docx[^。]*。$/);
  assert.equal(saved.odd, 'unknown-kind');
});

test('100 reports: under a second of the page’s time, no task above 200 ms', async (visitor) => {
  const { page } = visitor;
  const texts = new Map();
  const ids = ['hongze-2023', 'hongze-2024', 'pingtan-2021', 'pingtan-2022', 'longgang-2025', 'kewei-2024', 'shanghai-go-2019', 'shuyang-2025', 'hangzhou-2025', 'longgang-zwfw-2020'];
  for (let i = 0; i < 100; i++) texts.set(`r${i}.json`, JSON.stringify(like(ids[i % 10], { org: `第${Math.floor(i / 10)}区${i % 10}`, year: 2016 + (i % 10) })));
  await page.route(`${visitor.url}many/*`, (route) => route.fulfill({ contentType: 'application/json', body: texts.get(new URL(route.request().url()).pathname.split('/').pop()) }));
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => Math.round(task.duration)))).observe({ type: 'longtask', buffered: true });
  });
  const view = await openView(visitor, tag());
  await ready(page);
  const cdp = await visitor.context.newCDPSession(page);
  await cdp.send('Performance.enable');
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  await page.evaluate(() => { window.tasks.length = 0; });
  const before = await busy();
  await view.evaluate((element, names) => element.setAttribute('src', names), [...texts.keys()].map((name) => `many/${name}`).join(' '));
  await shows(view, /第\d区/);
  const took = await busy() - before;
  assert.equal((await held(view)).length, 100);
  const tasks = await page.evaluate(() => window.tasks);
  console.log(`      100 reports: ${took.toFixed(0)} ms of main-thread time, longest task ${Math.max(0, ...tasks)} ms`);
  assert.ok(took < 1000, `${took} ms`);
  assert.deepEqual(tasks.filter((ms) => ms > 200), []);
});
