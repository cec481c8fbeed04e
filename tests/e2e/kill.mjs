// Kills the page, or the whole browser, in the middle of typing, and counts what is missing afterwards.
//   node tests/e2e/kill.mjs                                   a few trials of each kind: part of `make test`
//   node tests/e2e/kill.mjs --full                            as many as a release needs: `make test-kill`
//   node tests/e2e/kill.mjs --engine firefox --trials 20      one kind
// A trial fails if a character that was on the screen beside 已保存 is missing, or more than the one key in flight.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { start } from '../../scripts/serve.mjs';

const given = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? undefined : process.argv[at + 1]; };
const FULL = process.argv.includes('--full');
/** Engine, what is killed, and how many trials: of each commit, of a release. */
const KINDS = [['chromium', 'renderer', 6, 300], ['chromium', 'browser', 4, 300], ['firefox', 'browser', 2, 100]];
const BINARY = { chromium: process.env.CHROMIUM ?? '/usr/bin/chromium', firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr' };
const QUIET = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

const open = (engine, profile) => puppeteer.launch({
  browser: engine === 'firefox' ? 'firefox' : 'chrome', executablePath: BINARY[engine], headless: true, userDataDir: profile,
  args: engine === 'chromium' ? QUIET : [], protocolTimeout: 10_000,
  extraPrefsFirefox: { 'browser.sessionstore.resume_from_crash': false },
});

/** A process with all below it. Not by `ps`, which a small machine does not have. */
function tree(pid) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8'); // `pid (name) state ppid …`, and a name may hold anything
      return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
    } catch {
      return [0, -1]; // gone meanwhile
    }
  });
  const all = [pid];
  for (const parent of all) all.push(...parents.filter(([, above]) => above === parent).map(([child]) => child));
  return all;
}

const murder = (pid) => { try { process.kill(pid, 'SIGKILL'); } catch { /* gone already */ } };

async function killRenderers(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return () => processInfo.filter(({ type }) => type === 'renderer').forEach(({ id }) => murder(id));
}

const killAll = (browser) => {
  const all = tree(browser.process().pid);
  return () => all.reverse().forEach(murder);
};

/** A page that answers: the browser may still believe in a process that was just killed. */
async function visit(browser, address) {
  for (let attempt = 0; ; attempt++) {
    try {
      const page = await browser.newPage();
      await page.goto(address, { timeout: 5_000, waitUntil: 'domcontentloaded' });
      return page;
    } catch (error) {
      if (attempt > 2) throw error;
    }
  }
}

/** The page with the form of a trial's own draft, ready to be typed into. */
async function form(browser, url, trial) {
  const page = await visit(browser, `${url}kill-${trial}.html`);
  await page.waitForFunction(() => document.querySelector('gongkai-form')?.shadowRoot?.querySelector('.saved'), { timeout: 20_000 });
  await page.evaluate(() => document.querySelector('gongkai-form').ready.then(() => {}));
  return page;
}

const field = (trial) => (trial % 2 ? 'narrative.part1' : 'table3.new.natural');
const shown = (page, code) => page.evaluate((name) => document.querySelector('gongkai-form').shadowRoot.querySelector(`[data-slot="${name}"],[data-place="${name}"]`).value, code);

/** What the field shows; where that is less than was promised, what it shows a little later: a machine that is busy draws late. */
async function read(page, code, promised) {
  for (let look = 0; ; look++) {
    const value = await shown(page, code);
    if (value.length >= promised || look === 50) return value;
    await sleep(100);
  }
}

/** Tells every frame what is on the screen. */
const watch = (page, code, seen) => page.exposeFunction('__seen', seen).then(() => page.evaluate((name) => {
  const shadow = document.querySelector('gongkai-form').shadowRoot;
  const input = shadow.querySelector(`[data-slot="${name}"],[data-place="${name}"]`);
  input.focus();
  const look = () => {
    if (/^已保存/.test(shadow.querySelector('.saved').textContent)) window.__seen(input.value);
    requestAnimationFrame(look);
  };
  look();
}, code));

/** The pages of the trials: each with a draft of its own, as a CMS would have it. */
async function pages(site, trials) {
  for (let number = 0; number < trials; number++) {
    await writeFile(path.join(site, `kill-k${number}.html`), `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页</title><link rel="icon" href="icon.svg">
<script type="module" src="gongkai.js"></script><body><gongkai-form draft="k${number}" year="2025" org="甲局"></gongkai-form>`);
  }
}

async function trial(engine, kill, number, url, profile) {
  let browser = await open(engine, profile);
  try {
    const [name, code] = [`k${number}`, field(number)];
    const page = await form(browser, url, name);
    let promised = '';
    await watch(page, code, (value) => { if (value.length > promised.length) promised = value; });
    const strike = kill === 'renderer' ? await killRenderers(browser) : killAll(browser);
    let [typed, dead] = ['', false];
    const typing = (async () => {
      for (let at = 0; !dead; at++) {
        const key = String(at % 10);
        await page.keyboard.press(key);
        if (dead) return;
        typed += key;
        await sleep(30 + Math.random() * 120);
      }
    })().catch(() => {});
    await sleep(400 + Math.random() * 2000);
    dead = true;
    strike();
    await typing;
    await sleep(500);
    if (kill !== 'renderer') {
      await browser.close().catch(() => {});
      await rm(path.join(profile, 'SingletonLock'), { force: true });
      await rm(path.join(profile, 'lock'), { force: true });
      browser = await open(engine, profile);
    }
    // Now and then a browser goes down with what was killed: then it is started again, over the same profile.
    const after = await form(browser, url, name).catch(async () => {
      await browser.close().catch(() => {});
      browser = await open(engine, profile);
      return form(browser, url, name);
    });
    const got = await read(after, code, promised.length);
    return { typed: typed.length, got: got.length, missing: typed.length - got.length, broken: promised.length > got.length || !'0123456789'.repeat(99).startsWith(got) };
  } finally {
    await browser.close().catch(() => {});
  }
}

async function series(engine, kill, trials, url) {
  if (!existsSync(BINARY[engine])) { console.log(`kill ${engine} ${kill}: not run, no ${BINARY[engine]}`); return true; }
  const total = { keys: 0, missing: 0, worst: 0, broken: 0 };
  for (let number = 0; number < trials; number++) {
    const profile = await mkdtemp(path.join(tmpdir(), 'gongkai-kill-'));
    const { typed, missing, broken } = await trial(engine, kill, number, url, profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    total.keys += typed;
    total.missing += Math.max(0, missing);
    total.worst = Math.max(total.worst, missing);
    total.broken += broken ? 1 : 0;
  }
  console.log(`kill ${engine} ${kill}: ${trials} trials, ${total.keys} keys, ${total.missing} in flight missing, at most ${total.worst} in a trial, ${total.broken} that were marked 已保存`);
  return total.worst <= 1 && total.broken === 0 && total.keys >= trials;
}

const site = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
await cp(path.join(import.meta.dirname, '../../dist'), site, { recursive: true });
await pages(site, Math.max(Number(given('trials') ?? 0), FULL ? 300 : 8));
const server = await start(0, site);
let fine = true;
for (const [engine, kill, few, many] of KINDS) {
  if ((given('engine') ?? engine) !== engine || (given('kill') ?? kill) !== kill) continue;
  fine = await series(engine, kill, Number(given('trials') ?? (FULL ? many : few)), server.url) && fine;
}
server.close();
await rm(site, { recursive: true });
process.exitCode = fine ? 0 : 1;
