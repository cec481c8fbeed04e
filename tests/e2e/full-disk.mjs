// A disk that is really full: the browser's profile on a file system of its own, filled while a clerk types.
//   node tests/e2e/full-disk.mjs [chromium|firefox]      part of `make test-kill`; who is not root may not mount, and is told
// What was marked 已保存 is there after a crash on the full disk, what could not be kept is said, and typing goes on;
// with room again everything is kept.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { start } from '../../scripts/serve.mjs';

const ENGINES = process.argv[2] ? [process.argv[2]] : ['chromium', 'firefox'];
const BINARY = { chromium: process.env.CHROMIUM ?? '/usr/bin/chromium', firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr' };
const QUIET = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
const FIELD = 'narrative.part1';

const open = (engine, profile) => puppeteer.launch({
  browser: engine === 'firefox' ? 'firefox' : 'chrome', executablePath: BINARY[engine], headless: true, userDataDir: profile,
  args: engine === 'chromium' ? QUIET : [], protocolTimeout: 30_000,
  extraPrefsFirefox: { 'browser.sessionstore.resume_from_crash': false },
});

async function form(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}full.html`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => document.querySelector('gongkai-form')?.shadowRoot?.querySelector('.saved'), { timeout: 30_000 });
  await page.evaluate(() => document.querySelector('gongkai-form').ready.then(() => {}));
  await page.evaluate((name) => document.querySelector('gongkai-form').shadowRoot.querySelector(`[data-place="${name}"]`).focus(), FIELD);
  return page;
}

const value = (page) => page.evaluate((name) => document.querySelector('gongkai-form').shadowRoot.querySelector(`[data-place="${name}"]`).value, FIELD);
const saved = (page) => page.evaluate(() => document.querySelector('gongkai-form').shadowRoot.querySelector('.saved').textContent.trim());

/** Waits until the mark says it, and gives it back. */
async function until(page, pattern, limit = 20_000) {
  for (const from = Date.now(); ; await sleep(50)) {
    const text = await saved(page);
    if (pattern.test(text)) return text;
    assert.ok(Date.now() - from < limit, `“${text}” after ${limit} ms, not like ${pattern}`);
  }
}

/** Leaves not one block. */
async function fill(disk) {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(path.join(disk, 'filler'), Buffer.alloc(bavail * bsize, 1)).catch(() => {});
  for (let at = 0; (await statfs(disk)).bavail > 0 && at < 100; at++) await writeFile(path.join(disk, `filler-${at}`), Buffer.alloc(4096, 1)).catch(() => {});
}

const empty = async (disk) => { execFileSync('sh', ['-c', `rm -f ${disk}/filler*`]); };

async function trial(engine, disk, url) {
  const profile = path.join(disk, 'profile');
  let browser = await open(engine, profile);
  let page = await form(browser, url);
  await page.keyboard.type('一二三四五');
  await until(page, /^已保存/);
  // Nothing is asked of a disk that other parts of the browser still write to.
  await sleep(2_000);
  await fill(disk);
  let [kept, told] = ['一二三四五', ''];
  for (let at = 0; at < 400 && !told; at++) {
    await page.keyboard.type(`${at % 10}`.repeat(500));
    await sleep(60);
    const text = await saved(page);
    if (/^已保存/.test(text)) kept = await value(page);
    else if (/没有|不能|未/.test(text)) told = text;
  }
  const typed = await value(page);
  const notice = await page.evaluate(() => [...document.querySelector('gongkai-form').shadowRoot.querySelectorAll('[role=alert], .notice')].map((one) => one.textContent.trim()).join(' / '));
  console.log(`${engine}: a full disk is told after ${typed.length - 5} letters: “${told}”, “${notice}”`);
  assert.ok(told, 'a full disk is never told');
  await page.keyboard.type('末');
  assert.equal(await value(page), `${typed}末`, 'typing goes on');
  browser.process().kill('SIGKILL');
  await sleep(500);
  await empty(disk);
  for (const lock of ['SingletonLock', 'lock', '.parentlock']) await rm(path.join(profile, lock), { force: true });
  browser = await open(engine, profile);
  page = await form(browser, url);
  await sleep(2_000);
  const after = await value(page);
  assert.ok(after.startsWith(kept), `${kept.length} letters were marked, ${after.length} are there`);
  await page.keyboard.press('End');
  await page.keyboard.type('续');
  await until(page, /^已保存/);
  // And without a crash: room comes back while the page is open.
  await sleep(1_000);
  await fill(disk);
  for (let at = 0; at < 400 && /^已保存|^正在/.test(await saved(page)); at++) {
    await page.keyboard.type(`${at % 10}`.repeat(500));
    await sleep(60);
  }
  const lost = await saved(page);
  await empty(disk);
  await page.keyboard.type('尾');
  const mark = await until(page, /^已保存/, 60_000).catch((error) => error.message);
  console.log(`${engine}: with room again “${lost}” becomes “${mark}”; ${kept.length} letters were marked before the crash, all are there`);
  assert.match(mark, /^已保存/);
  await browser.close();
}

if (process.getuid() !== 0) {
  console.log('full disk: left out, mounting a file system needs root');
  process.exit(0);
}
const site = await mkdtemp(path.join(tmpdir(), 'gongkai-site-'));
await cp(path.join(import.meta.dirname, '../../dist'), site, { recursive: true });
await writeFile(path.join(site, 'full.html'), `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title><link rel="icon" href="icon.svg">
<script type="module" src="gongkai.js"></script><body><gongkai-form draft="full" year="2025" org="甲局"></gongkai-form>`);
const server = await start(0, site);
for (const engine of ENGINES) {
  const disk = await mkdtemp(path.join(tmpdir(), 'gongkai-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', disk]);
  try {
    await trial(engine, disk, server.url);
  } finally {
    execFileSync('sh', ['-c', `umount -l ${disk}`]);
  }
}
server.close();
await rm(site, { recursive: true });
process.exit(0);
