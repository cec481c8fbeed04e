// offline.html: the whole application in one file, opened from a folder, with no network at all.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { inFirefox } from './firefox.mjs';
import { accessible, atBothSizes, download, faultless, finding, findings, openFile, ready, report, shot, shown, shows, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const DIST = path.join(import.meta.dirname, '../../dist');

/** The visitor reports every request that is not to the test's site: here there is one, of the file itself. */
const ALONE = { expects: [/^request: file:\/\/\/.*\/offline\.html$/] };

/** Runs `look` with the address of one file of dist/, alone in a folder. */
async function alone(name, look) {
  const folder = await mkdtemp(path.join(tmpdir(), '离线 '));
  const file = path.join(folder, name);
  await copyFile(path.join(DIST, name), file);
  try {
    return await look(pathToFileURL(file).href, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Opens it with the network cut, and begins a report as a clerk does. */
async function begin({ page, context }, address) {
  await context.setOffline(true);
  await page.goto(address);
  await page.getByText('离线版 · 数据只保存在这台电脑的这个浏览器里').waitFor();
  await ready(page);
  await page.getByLabel('报告年度').fill('2025');
  await page.getByLabel('单位名称').fill('示例区数据局');
  await page.getByRole('button', { name: '开始填写' }).click();
  return ready(page);
}

test('a report is begun, filled in, checked, saved and opened again', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  const form = await begin(visitor, address);
  await type(page, 'table3.new.natural', '20');
  await type(page, 'table3.carried_in.natural', '12件');
  await finding(page, '12件').first().waitFor();
  assert.ok((await findings(form)).some(({ rule }) => rule === 'C-TEXT'));
  const saved = await download(page, () => page.getByRole('button', { name: '保存文件' }).click());
  assert.match(saved.name, /示例区数据局.*\.json$/);
  await page.goBack();
  await page.getByRole('heading', { name: '打开文件' }).waitFor();
  await openFile(page, saved.name, saved.text);
  await shows(page, 'table3.carried_in.natural', '12件');
  assert.deepEqual(await report(page.locator('gongkai-form')), JSON.parse(saved.text));
}), ALONE);

test('a file opened inside the form is checked to the last rule', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  const form = await begin(visitor, address);
  const good = faultless();
  await openFile(page, '去年.json', JSON.stringify(good));
  await shows(page, 'table3.new.natural', String(good.table3.rows.new[0]));
  await type(page, 'table3.new.natural', '9');
  await page.locator('.finding').first().waitFor();
  assert.ok((await findings(form)).some(({ severity }) => severity === 'error'));
}), ALONE);

test('what was typed is there after a reload, and in the list of drafts', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  const form = await begin(visitor, address);
  await type(page, 'table3.new.natural', '1207');
  await form.evaluate((element) => element.flush());
  await page.reload();
  await ready(page);
  await shows(page, 'table3.new.natural', '1207');
  await page.goto('about:blank');
  await page.goto(address);
  await ready(page);
  await page.getByLabel(/继续填写 示例区数据局/).click();
  await shows(page, 'table3.new.natural', '1207');
}), { expects: [...ALONE.expects] });

test('the program stops: that is told from errors of others, and it starts again', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  const form = await begin(visitor, address);
  const good = faultless();
  await openFile(page, '去年.json', JSON.stringify(good));
  await shows(page, 'table3.new.natural', String(good.table3.rows.new[0]));
  await form.evaluate((element) => {
    const root = element.shadowRoot.querySelector('[part=root]');
    const input = root.querySelector('[data-slot="table3.new.natural"]');
    input.value = '4711';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const node of [...root.querySelectorAll('*')]) node.remove(); // before it is drawn
  });
  await page.getByRole('button', { name: '恢复填写' }).click();
  await ready(page);
  assert.equal(await shown(page, 'table3.new.natural'), '4711');
}), { expects: [...ALONE.expects, /failed to insert node[^]*\bform-\w+\.js/, /unreachable/] });

test('nothing leaves it, whatever runs in it', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  await page.goto(address);
  const blocked = await page.evaluate(async (url) => {
    const seen = [];
    addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    await fetch(url).catch(() => {});
    new Image().src = url;
    navigator.sendBeacon(url);
    await new Promise((done) => setTimeout(done, 100));
    return [...new Set(seen)].sort();
  }, visitor.url);
  assert.deepEqual(blocked, ['connect-src', 'img-src']);
}), { expects: [...ALONE.expects, /policy: connect-src/, /policy: img-src/, /console: .*violates/] });

test('reads well at both sizes and satisfies axe', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  await page.goto(address);
  await atBothSizes(page, async (size) => {
    await shot(page, `offline-${size}`);
    await accessible(page);
  });
  assert.equal(await page.getByText('示例').count(), 0, 'nothing is offered that is not there');
}), ALONE);

test('index.html opened from a folder names the file that works there', async ({ page }) => {
  await page.goto(pathToFileURL(path.join(DIST, 'index.html')).href);
  await page.getByText('请改为打开同一个文件夹里的').waitFor();
  assert.equal(await page.getByRole('button').count(), 0, 'no button that does nothing');
  await page.getByRole('link', { name: 'offline.html' }).click();
  await page.getByText('离线版 ·').waitFor();
}, { expects: [/^request: file:/, /CORS policy/, /ERR_FAILED/] });

test('in Firefox too', () => alone('offline.html', (address, folder) => inFirefox(async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const cellOf = (code) => `gongkai-form >>> [data-slot="${code}"]`;
  await page.goto(address);
  await page.waitForSelector('gongkai-form >>> [data-place="start.org"]');
  await page.type('gongkai-form >>> [data-place="start.org"]', '示例区数据局');
  await page.click('gongkai-form >>> .start form button');
  await page.waitForSelector(cellOf('table3.new.natural'));
  await page.focus(cellOf('table3.new.natural'));
  await page.keyboard.type('12件');
  await page.waitForSelector('gongkai-form >>> .finding');
  const save = await page.evaluateHandle(() => [...document.querySelector('gongkai-form').shadowRoot.querySelectorAll('button')]
    .find((button) => button.textContent === '保存文件'));
  await save.click();
  const saved = await arrived(folder);
  assert.equal(JSON.parse(await readFile(saved, 'utf8')).table3.rows.new[0], '12件');
  const value = () => page.$eval(cellOf('table3.new.natural'), (input) => input.value);
  await page.evaluate(() => document.querySelector('gongkai-form').flush());
  await page.reload();
  await page.waitForSelector(cellOf('table3.new.natural'));
  assert.equal(await value(), '12件', 'lost by a reload');
  await page.evaluate(() => { location.hash = ''; });
  await page.waitForSelector('gongkai-form >>> .start');
  await (await page.$('gongkai-form >>> .start .ways > :nth-child(3) input')).uploadFile(saved);
  await page.waitForSelector(cellOf('table3.new.natural'));
  assert.equal(await value(), '12件');
  assert.deepEqual(asked.filter((url) => !/^(data:|blob:)/.test(url)).filter((url) => url.split('#')[0] !== address), []);
}, {
  // As people have it, which the driver's own settings are not: files are strangers to each other. And no network.
  'security.fileuri.strict_origin_policy': true, 'privacy.file_unique_origin': true,
  'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': 9,
  'browser.download.folderList': 2, 'browser.download.dir': folder, 'browser.download.useDownloadDir': true,
})));

/** The file that a download leaves in a folder, once it is whole. */
async function arrived(folder) {
  for (let i = 0; i < 100; i++) {
    const names = await readdir(folder);
    const [name] = names.filter((one) => one.endsWith('.json'));
    if (name && !names.some((one) => one.endsWith('.part')) && (await stat(path.join(folder, name))).size) return path.join(folder, name);
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no file came: ${await readdir(folder)}`);
}

test('what it weighs stands with the other sizes', async () => {
  const bytes = await readFile(path.join(DIST, 'offline.html'));
  const { files } = JSON.parse(await readFile(path.join(DIST, 'sizes.json'), 'utf8'));
  const { raw, gzip } = files.find((file) => file.path === 'offline.html');
  console.log(`      offline.html: ${raw} bytes, gzip ${gzip}`);
  assert.equal(raw, bytes.length);
  assert.ok(Math.abs(gzip - gzipSync(bytes, { level: 9 }).length) < raw / 100);
});

/** The office worker begins from an address inside the page. */
test('a page file is read, and a table written, with no site behind', (visitor) => alone('offline.html', async (address) => {
  const { page } = visitor;
  await begin(visitor, address);
  await page.getByLabel('打开文件', { exact: true }).setInputFiles(path.join(import.meta.dirname, '../raw/hangzhou-2025.html'));
  await page.getByRole('dialog').getByRole('button', { name: /^填入 \d+ 处$/ }).click();
  await shows(page, 'table3.new.natural', '13612');
  await page.getByText('导入导出', { exact: true }).click();
  const saved = await download(page, () => page.getByRole('button', { name: 'CSV 数据' }).click(), 10_000);
  assert.match(saved.name, /\.csv$/);
  assert.match(saved.text, /13612/);
}), { expects: [...ALONE.expects, /^request: blob:null\//] });
