// The standalone application without its site, and what happens when the site has a newer build.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CSP, start } from '../../scripts/serve.mjs';
import { visit } from './browser.mjs';
import { inFirefox } from './firefox.mjs';
import { accessible, atBothSizes, download, ready, report, shot, type } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const DIST = path.join(import.meta.dirname, '../../dist');
const sum = (bytes, form) => createHash('sha256').update(bytes).digest(form);

/** Runs `look` with a site of its own, which can be taken to another build and can be closed. */
async function onSite(look) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  const root = path.join(folder, 'now');
  const build = async (name, change) => {
    await cp(DIST, path.join(folder, name), { recursive: true });
    await change?.(path.join(folder, name));
    return path.join(folder, name);
  };
  const turn = async (to) => { await rm(root, { force: true }); await symlink(to, root); };
  await turn(await build('first'));
  const server = await start(0, root);
  try {
    return await look({ url: server.url, close: server.close, build, turn });
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

/** A visitor of that site, with the service worker. */
async function visited(visitor, site, look, expects, allows) {
  const guest = await visit(visitor.context.browser(), site.url, { serviceWorkers: 'allow', expects, allows });
  try {
    await look(guest);
    await guest.settle();
  } finally {
    await guest.leave();
  }
}

/** Opens the page twice: from the second time on the service worker answers. */
async function kept({ page, url }) {
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.reload();
  assert.equal(await page.evaluate(() => Boolean(navigator.serviceWorker.controller)), true);
}

async function begin(page, year = '2025') {
  await ready(page);
  await page.getByLabel('报告年度').fill(year);
  await page.getByRole('button', { name: '开始填写' }).click();
  return ready(page);
}

/** Another build, as the build program would write it: its loader says so, and the form's sheet has another name. */
async function newer(folder) {
  const at = (name) => path.join(folder, name);
  const text = (name) => readFile(at(name), 'utf8');
  const sheet = (await readdir(folder)).find((name) => /^form-[0-9a-f]{12}\.css$/.test(name));
  const other = 'form-0123456789ab.css';
  const before = sum(await readFile(at('gongkai.js')), 'hex').slice(0, 12);
  await rename(at(sheet), at(other));
  await writeFile(at('gongkai.js'), `${(await text('gongkai.js')).replace(sheet, other)}\nglobalThis.build = 'newer';`);
  const after = sum(await readFile(at('gongkai.js')), 'hex').slice(0, 12);
  await writeFile(at('index.html'), (await text('index.html')).replace(before, after));
  const worker = await text('sw.js');
  const [, list] = worker.match(/FILES = new Map\((\[.*?\])\), ASKED/);
  const files = await Promise.all(JSON.parse(list).map(async ([name]) => {
    const now = name.replace(sheet, other).replace(before, after);
    return [now, sum(await readFile(at(now.split('?')[0])), 'base64')];
  }));
  await writeFile(at('sw.js'), worker.replace(list, JSON.stringify(files)).replace(/VERSION = '\w+'/, "VERSION = 'newer'"));
}

const build = (page) => page.evaluate(() => globalThis.build ?? 'first');
const cachesOf = (page) => page.evaluate(() => caches.keys().then((names) => names.map((name) => name.split(' ').pop())));
const line = (page) => page.getByRole('complementary', { name: '版本更新' });
const DOWN = [/ERR_CONNECTION_REFUSED/];

test('what reads files is kept once it was used', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, url } = guest;
  await kept(guest);
  const look = async () => {
    await page.getByLabel('打开文件', { exact: true }).setInputFiles(path.join(import.meta.dirname, '../raw/hangzhou-2025.html'));
    await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click();
  };
  await page.goto(url);
  await begin(page);
  await look();
  site.close();
  await page.goto('about:blank');
  await page.goto(url);
  await begin(page);
  await look();
}, DOWN)));

test('once visited it opens and works without its site', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, url } = guest;
  await kept(guest);
  site.close();
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('#samples a').nth(9).waitFor();
  const form = await begin(page);
  await type(page, 'table3.new.natural', '12件');
  await page.locator('.finding').first().waitFor();
  assert.equal((await report(form)).table3.rows.new[0], '12件');
  const saved = await download(page, () => page.getByRole('button', { name: '保存文件' }).click());
  assert.match(saved.text, /12件/);
  await page.goto(`${url}index.html#sample=hongze-2023`);
  await ready(page);
  assert.equal(await line(page).count(), 0);
}, DOWN)));

test('a newer build waits; the page goes on with its own files, and changes when the user says so', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, context, url } = guest;
  await kept(guest);
  const first = await cachesOf(page);
  await site.turn(await site.build('second', newer));
  const asked = [];
  page.on('response', (response) => asked.push(`${response.fromServiceWorker()} ${response.status()} ${new URL(response.url()).pathname}`));
  await page.reload();
  await line(page).getByText('有新版本，关闭所有窗口后生效。').waitFor();
  assert.equal(await build(page), 'first');
  assert.deepEqual((await cachesOf(page)).sort(), [...first, 'newer'].sort());

  const form = await begin(page);
  assert.deepEqual(asked.filter((one) => /\/form-/.test(one) && !one.startsWith('true 200')), [], 'all of it from its own build');
  assert.ok(asked.some((one) => /\/form-\w+\.css/.test(one) && !/0123456789ab/.test(one)), asked.join('\n'));
  const { height } = await form.boundingBox();
  assert.equal(height, page.viewportSize().height - 44);
  await atBothSizes(page, async (size) => { await shot(page, `update-${size}`); await accessible(page); });

  await type(page, 'table3.new.natural', '5');
  await form.evaluate((element) => {
    Object.defineProperty(element, 'dirty', { value: true, configurable: true });
    element.flush = () => Promise.reject(new Error('full'));
  });
  const update = line(page).getByRole('button', { name: '现在更新' });
  await update.click();
  await line(page).getByText('请先把报告导出为文件，再更新。').waitFor();
  await form.evaluate((element) => { delete element.dirty; });

  const second = await context.newPage();
  await second.goto(url);
  assert.equal(await build(second), 'first', 'a window opened now is of the same build');
  await update.click();
  await line(page).getByText('还有别的窗口开着').waitFor();
  assert.equal(await build(page), 'first');
  await second.close();

  await update.click();
  await page.waitForFunction(() => globalThis.build === 'newer');
  await ready(page);
  assert.match(page.url(), /#draft=/);
  assert.equal(await line(page).count(), 0);
  assert.deepEqual(await cachesOf(page), ['newer']);
  assert.ok(asked.some((one) => one.startsWith('true 200') && one.includes('form-0123456789ab.css')));
})));

test('closing every window is enough for it', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, context, url } = guest;
  await kept(guest);
  await site.turn(await site.build('second', newer));
  await page.reload();
  await line(page).waitFor();
  await page.goto('about:blank');
  const again = await context.newPage();
  await again.goto(url);
  assert.equal(await build(again), 'newer');
  await again.close();
})));

test('half an upload is not taken for a build', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page } = guest;
  await kept(guest);
  const first = await cachesOf(page);
  await site.turn(await site.build('half', async (folder) => {
    await newer(folder);
    await copyFile(path.join(DIST, 'gongkai.js'), path.join(folder, 'gongkai.js')); // the old one is still there
  }));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.installing) await new Promise((done) => setTimeout(done, 20));
    if (registration.waiting) throw new Error('it was taken');
  });
  assert.deepEqual(await cachesOf(page), first);
  await page.reload();
  assert.equal(await build(page), 'first');
  assert.equal((await begin(page)) && await line(page).count(), 0);
})));

test('the other pages of the folder come from the site as it is', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, url } = guest;
  await kept(guest);
  await site.turn(await site.build('second', async (folder) => {
    await newer(folder);
    const index = path.join(folder, 'samples/index.json');
    await writeFile(index, JSON.stringify(JSON.parse(await readFile(index, 'utf8')).slice(1)));
  }));
  const asked = []; // from the worker, but for the samples that pass through it and what is named after its content
  const same = /\/samples\/|\/form-[-\w]+\.(js|css|wasm)$|\/icon\.svg\?[0-9a-f]+$/;
  page.on('response', (response) => { if (response.fromServiceWorker() && !same.test(response.url())) asked.push(response.url()); });
  await page.goto(`${url}gallery.html`);
  assert.equal(await build(page), 'newer');
  await page.locator('#reports a').first().waitFor();
  assert.equal(await page.locator('#reports a').count(), 9, 'its list is the new one');
  await page.goto(`${url}cms.html`);
  assert.equal(await build(page), 'newer');
  await ready(page);
  assert.deepEqual(asked, []);
})));

test('a site that takes it away takes it out of the browser', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page } = guest;
  await kept(guest);
  await site.turn(await site.build('without', (folder) => rm(path.join(folder, 'sw.js'))));
  await page.reload();
  await page.waitForFunction(async () => !await navigator.serviceWorker.getRegistration());
  // The browser may have looked itself before the page asks.
}, [], [/404/])));

test('a page of a CMS gets no service worker, and none has one by the tag', (visitor) => onSite((site) => visited(visitor, site, async ({ page, url }) => {
  await page.goto(`${url}cms.html`);
  await ready(page);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
})));

test('it can be installed where the policy lets its manifest in', (visitor) => onSite((site) => visited(visitor, site, async (guest) => {
  const { page, context, url } = guest;
  await kept(guest);
  await page.waitForTimeout(300);
  assert.equal(await page.locator('link[rel=manifest]').count(), 0, 'the strict policy does not');
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': `${CSP}; manifest-src 'self'` } });
  });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('link[rel=manifest]').waitFor({ state: 'attached' });
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).short_name, '年报填报');
})));

test('in Firefox too', () => onSite((site) => inFirefox(async (page) => {
  await page.goto(site.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.reload();
  site.close();
  await page.goto('about:blank');
  await page.goto(site.url);
  await page.waitForSelector('#samples a');
  await page.waitForSelector('gongkai-form >>> .start form button');
  await page.click('gongkai-form >>> .start form button');
  await page.waitForSelector('gongkai-form >>> [data-slot="table3.new.natural"]');
})));
