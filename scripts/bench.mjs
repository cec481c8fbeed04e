// How long what a clerk waits for takes, beside the floor: a hand-written table without a framework (floor.js).
// Chromium on this machine, files from loopback: compare runs of one machine, not machines.
//   node scripts/bench.mjs            all
//   node scripts/bench.mjs --quick    fewer rounds, and no native measurement
//   node scripts/bench.mjs --view     only the public view
//   node scripts/bench.mjs --text     only typing in a long part
//   node scripts/bench.mjs --files    only a folder of files on the command line
//   node scripts/bench.mjs --drafts   only how long it takes until a key is durable
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchDrafts } from './bench-drafts.mjs';
import { benchFiles } from './bench-files.mjs';
import { benchPeers } from './bench-peers.mjs';
import { benchView } from './bench-view.mjs';
import { start } from './serve.mjs';
import { launch, visit } from '../tests/e2e/browser.mjs';
import { openSample, programMemory, ready, sample, watchMemory } from '../tests/e2e/page.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const QUICK = process.argv.includes('--quick');
const STARTS = QUICK ? 5 : 15;
const KEYS = QUICK ? 60 : 200;
const WORK = QUICK ? 40 : 120;
const PROSE = 10_000; // characters of a long part
const WARM = 20; // edits before the measured ones: the browser compiles what is used often
const SLOWDOWN = 4;
const REPORT = 'hangzhou-2025';

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function line(name, values, goal = '', digits = 2) {
  const sorted = [...values].sort((a, b) => a - b);
  const shown = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)].map((ms) => ms.toFixed(digits).padStart(9));
  console.log(`${name.padEnd(66)}${shown.join('')}   n=${String(values.length).padEnd(4)} ${goal}`);
}

function heading(text) {
  console.log(`\n${text.padEnd(66)}${'median'.padStart(9)}${'p95'.padStart(9)}${'max'.padStart(9)}`);
}

/** Documents isolated from other origins get a clock of 5 µs instead of 100 µs. */
async function exact(page, url) {
  await page.route((address) => address.href.startsWith(url) && /(\/|\.html)$/.test(address.pathname), async (route) => {
    const floor = route.request().url().endsWith('floor.html');
    const response = await route.fetch(floor ? { url } : {});
    const headers = { ...response.headers(), 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
    const body = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>floor</title><link rel="icon" href="icon.svg"><script type="module" src="floor.js"></script><body>';
    await route.fulfill(floor ? { status: 200, headers, body } : { response, headers });
  });
  await page.route(`${url}floor.js`, async (route) => route.fulfill({ contentType: 'text/javascript', body: await readFile(path.join(import.meta.dirname, 'floor.js'), 'utf8') }));
}

/** From the start of the navigation until the form can be used. */
async function opening(browser, url, warm) {
  const values = [];
  const visitor = await visit(browser, url);
  for (let i = 0; i < STARTS; i++) {
    const one = warm ? visitor : await visit(browser, url);
    if (warm) await one.page.goto('about:blank');
    else await one.page.addInitScript(() => addEventListener('gongkai-ready', () => { window.usable ??= performance.now(); }));
    if (warm && i === 0) await one.page.addInitScript(() => addEventListener('gongkai-ready', () => { window.usable ??= performance.now(); }));
    await one.page.goto(`${url}#new=2025`);
    await ready(one.page);
    values.push(await one.page.evaluate(() => window.usable));
    if (!warm) await one.leave();
  }
  await visitor.leave();
  return values;
}

/** Listens for what an edit takes, in the page:
    found    the key's own time stamp → gongkai-findings
    script   the input event's arrival → the microtask after the one that found and drew: the DOM is up to date
    frame    the next animation frame's beginning → a task after it: style, layout, paint
    painted  the key's own time stamp → that task; holds the wait for the 60 Hz beat too */
const LISTEN = () => {
  window.edits = [];
  let edit = null;
  addEventListener('input', (event) => {
    const mine = { stamp: event.timeStamp, from: performance.now() };
    edit = mine;
    window.edits.push(mine);
    requestAnimationFrame(() => {
      const frame = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const end = performance.now();
        Object.assign(mine, { painted: end - mine.stamp, frame: end - frame, done: true });
      };
      port2.postMessage(0);
    });
  }, true);
  addEventListener('gongkai-findings', () => {
    if (!edit || edit.found) return;
    const mine = edit;
    mine.found = performance.now() - mine.stamp;
    queueMicrotask(() => { mine.script = performance.now() - mine.from; });
  });
};

/** Types a digit into one cell after the other and takes the times. */
async function typing({ page, context }, slowdown) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(() => { window.edits.length = 0; });
  for (let i = 0; i < WARM + KEYS; i++) {
    await page.evaluate((n) => {
      const root = document.querySelector('gongkai-form')?.shadowRoot ?? document;
      const cells = [...root.querySelectorAll('[data-slot]')].filter((input) => input.getClientRects().length);
      const cell = cells[(n * 37) % cells.length];
      cell.focus();
      cell.select();
      return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }, i);
    await page.keyboard.press(String(i % 10));
    await page.waitForFunction((n) => window.edits[n]?.done, i);
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const edits = (await page.evaluate(() => window.edits)).slice(WARM);
  const of = (key) => edits.map((edit) => edit[key]).filter(Number.isFinite);
  return { found: of('found'), script: of('script'), painted: of('painted'), busy: edits.map((edit) => edit.script + edit.frame) };
}

/** Categories of a trace in which every task of the main thread stands, and what it did. */
const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** What is done for a key, from the browser's own trace: the next cell is chosen before, and nothing else asked of the
    page until all is done. Processor time of the main thread, so that neither the wait for the beat nor other
    programs count. Until the frame that shows the key is handed over: `script`; `page`, style, layout and paint too;
    `frame`, with the browser's own work on the key. `whole`: that, and what comes after the frame. */
async function work(browser, { page, context }, slowdown) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await browser.startTracing(page, { categories: TRACED });
  for (let i = 0; i < WORK; i++) {
    await page.evaluate((n) => {
      const root = document.querySelector('gongkai-form')?.shadowRoot ?? document;
      const cells = [...root.querySelectorAll('[data-slot]')].filter((input) => input.getClientRects().length);
      const cell = cells[(n * 37) % cells.length];
      cell.focus();
      cell.select();
    }, i);
    await sleep(40 * slowdown);
    await page.evaluate(() => { performance.mark('key'); });
    await page.keyboard.press(String(i % 10));
    await sleep(40 * slowdown);
    await page.evaluate(() => { performance.mark('rest'); });
  }
  const trace = JSON.parse(await browser.stopTracing());
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return spent(trace.traceEvents);
}

const works = async (browser, visitor) => ({ plain: await work(browser, visitor, 1), slow: await work(browser, visitor, SLOWDOWN) });

const SCRIPT = ['FunctionCall', 'RunMicrotasks', 'FireAnimationFrame', 'TimerFire', 'FireIdleCallback'];
const DRAWING = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit'];

function spent(events) {
  const marks = (name) => events.filter((e) => e.name === name && e.cat.includes('user_timing')).map((e) => e.ts).sort((a, b) => a - b);
  const { pid, tid } = events.find((e) => e.name === 'key');
  const own = events.filter((e) => e.ph === 'X' && e.pid === pid && e.tid === tid).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const rests = marks('rest');
  return marks('key').map((from, at) => {
    const done = own.filter((e) => e.ts >= from && e.ts < rests[at]);
    const input = done.find((e) => e.name === 'EventDispatch' && e.args.data.type === 'input');
    const shown = done.find((e) => e.name === 'Commit' && e.ts > input?.ts);
    const until = shown ? shown.ts + shown.dur : Infinity;
    const before = done.filter((e) => e.ts < until);
    return { script: sum(before, SCRIPT), page: sum(before, [...SCRIPT, ...DRAWING]), frame: sum(before, ['RunTask']), whole: sum(done, ['RunTask']) };
  });
}

/** Processor time of these events; one inside another counts once. */
function sum(events, names) {
  let [total, end] = [0, 0];
  for (const e of events) {
    if (!names.includes(e.name) || e.ts < end) continue;
    total += e.tdur ?? e.dur;
    end = e.ts + e.dur;
  }
  return total / 1000;
}

/** A part as long as `length` characters, of sentences that real reports have. */
function prose(length) {
  const text = sample('longgang-2025').narrative.part1;
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

/** Types digits and words into the middle of a long part, and takes the times. */
async function writing(browser, url, slowdown) {
  const visitor = await visit(browser, url);
  await exact(visitor.page, url);
  await visitor.page.addInitScript(LISTEN);
  const form = await openSample(visitor, REPORT);
  const report = sample(REPORT);
  report.narrative.part1 = prose(PROSE);
  await form.evaluate((element, value) => element.load(value), report);
  const cdp = await visitor.context.newCDPSession(visitor.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await visitor.page.evaluate((at) => {
    const field = document.querySelector('gongkai-form').shadowRoot.querySelector('[data-place="narrative.part1"]');
    field.focus();
    field.setSelectionRange(at, at);
    window.edits.length = 0;
  }, PROSE / 2);
  for (let i = 0; i < WARM + KEYS; i++) {
    await visitor.page.keyboard.insertText('受理申请12件，'[i % 8]);
    await visitor.page.waitForFunction((n) => window.edits[n]?.done, i);
  }
  const edits = (await visitor.page.evaluate(() => window.edits)).slice(WARM);
  await visitor.leave();
  return edits.map((edit) => edit.script + edit.frame);
}

async function ours(browser, url) {
  const visitor = await visit(browser, url);
  await exact(visitor.page, url);
  await visitor.page.addInitScript(LISTEN);
  await openSample(visitor, REPORT);
  const plain = await typing(visitor, 1);
  const slow = await typing(visitor, SLOWDOWN);
  const work = await works(browser, visitor);
  const whole = await visitor.page.evaluate((report) => {
    const element = document.querySelector('gongkai-form');
    const values = [];
    for (let i = 0; i < 100; i++) {
      const from = performance.now();
      element.report = report; // read, checked: all at once; drawn later
      values.push(performance.now() - from);
    }
    return values;
  }, sample(REPORT));
  const check = await visitor.page.evaluate(() => {
    const input = document.querySelector('gongkai-form').shadowRoot.querySelector('[data-slot="table3.new.natural"]');
    const values = [];
    for (let i = 0; i < 600; i++) {
      input.value = String(1000 + i);
      const event = new InputEvent('input', { bubbles: true, composed: true });
      const from = performance.now();
      input.dispatchEvent(event); // applied and checked: all at once; drawn later
      values.push(performance.now() - from);
    }
    return values.slice(100);
  });
  await visitor.leave();
  return { plain, slow, work, whole, check };
}

async function floor(browser, url) {
  const visitor = await visit(browser, url);
  await exact(visitor.page, url);
  await visitor.page.addInitScript(LISTEN);
  await visitor.page.goto(`${url}floor.html`);
  await visitor.page.waitForFunction(() => document.documentElement.dataset.ready);
  const usable = Number(await visitor.page.evaluate(() => document.documentElement.dataset.ready));
  const plain = await typing(visitor, 1);
  const slow = await typing(visitor, SLOWDOWN);
  const work = await works(browser, visitor);
  const heap = await heapOf(visitor);
  await visitor.leave();
  return { plain, slow, work, usable, heap };
}

async function heapOf({ page, context }) {
  const cdp = await context.newCDPSession(page);
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

async function memory(browser, url) {
  const visitor = await visit(browser, url);
  await watchMemory(visitor.page);
  await openSample(visitor, REPORT);
  await visitor.page.waitForTimeout(300);
  const [program] = await programMemory(visitor.page);
  const heap = await heapOf(visitor);
  await visitor.leave();
  return { program: program / 2 ** 20, heap };
}

/** One check of a whole report without a browser; the tests have it. */
function native() {
  const run = spawnSync('cargo', ['test', '--quiet', '--release', '--no-default-features', '--test', 'it', 'speed', '--', '--ignored', '--nocapture'], { cwd: ROOT, encoding: 'utf8' });
  const lines = run.stdout.split('\n').filter((text) => /a check/.test(text));
  return lines.length ? lines : [`not measured: ${run.stderr.trim().split('\n').at(-1)}`];
}

async function benchText(browser, url) {
  heading(`one key in a part of ${PROSE} characters, read and checked, ms`);
  line('script + frame (style, layout, paint), this form', await writing(browser, url, 1), 'goal: p95 ≤ 16');
  line(`script + frame, this form, processor at 1/${SLOWDOWN}`, await writing(browser, url, SLOWDOWN));
}

async function benchForm(browser, url) {
  heading('from the navigation until the form can be used, ms');
  line('a new report, nothing cached', await opening(browser, url, false), 'goal: ≤ 190', 0);
  line('a new report, again', await opening(browser, url, true), '', 0);

  const [form, peer] = [await ours(browser, url), await floor(browser, url)];
  heading(`one key in another cell each time, ${REPORT}, ms`);
  for (const [speed, key, goals] of [
    ['', 'plain', ['goal: median ≤ 1.0, p95 ≤ 1.5', '', '']],
    [`, processor at 1/${SLOWDOWN}`, 'slow', ['', 'goal: p95 ≤ 16', '']],
  ]) {
    line(`key → findings, this form${speed}`, form[key].found);
    line(`script until the page is up to date, this form${speed}`, form[key].script, goals[0]);
    line(`script until the page is up to date, the floor${speed}`, peer[key].script);
    line(`script + frame (style, layout, paint), this form${speed}`, form[key].busy, goals[1]);
    line(`script + frame (style, layout, paint), the floor${speed}`, peer[key].busy);
    line(`key → painted, waits for the beat, this form${speed}`, form[key].painted, goals[2]);
    line(`key → painted, waits for the beat, the floor${speed}`, peer[key].painted);
  }

  await benchText(browser, url);

  heading('main thread for one key, processor time from the browser’s trace, ms');
  for (const [speed, key, goal] of [['', 'plain', ''], [`, processor at 1/${SLOWDOWN}`, 'slow', 'goal: p95 ≤ 16']]) {
    for (const [name, part, aim] of [['script', 'script', ''], ['script, style, layout, paint', 'page', goal], ['until the frame', 'frame', ''], ['altogether', 'whole', '']]) {
      line(`${name}, this form${speed}`, form.work[key].map((edit) => edit[part]), aim);
      line(`${name}, the floor${speed}`, peer.work[key].map((edit) => edit[part]));
    }
  }

  heading('all rules over the whole report, ms');
  line('in the browser: one edit applied and all rules run, 500 in a row', form.check, 'goal: ≤ 0.100', 3);
  line('in the browser: a whole report set, read and checked', form.whole, '', 3);
  if (!QUICK) for (const text of native()) console.log(`natively: ${text}`);

  const { program, heap } = await memory(browser, url);
  console.log('\nmemory with the whole report, MB');
  console.log(`WebAssembly ${program.toFixed(1)}   goal: < 32`);
  console.log(`JavaScript heap ${heap.toFixed(1)}   goal: ≤ 8   (the floor: ${peer.heap.toFixed(1)}; its page was ready after ${peer.usable.toFixed(0)} ms)`);
}

// The build of now, whatever is built meanwhile.
const site = await mkdtemp(path.join(tmpdir(), 'gongkai-bench-'));
await cp(path.join(ROOT, 'dist'), site, { recursive: true });
async function benchNatively() {
  const built = spawnSync('cargo', ['build', '--quiet', '--release', '--bin', 'gongkai'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) throw new Error('cargo build');
  await benchFiles();
}

const server = await start(0, site);
const browser = await launch();
try {
  if (process.argv.includes('--text')) {
    await benchText(browser, server.url);
  } else if (process.argv.includes('--files')) {
    await benchNatively();
  } else if (process.argv.includes('--drafts')) {
    await benchDrafts(server.url, KEYS, line, heading);
  } else {
    await benchView({ browser, url: server.url, starts: STARTS, heading, line });
    const sizes = JSON.parse(await readFile(path.join(site, 'sizes.json'), 'utf8'));
    await benchPeers({ browser, url: server.url, starts: STARTS, sizes, heading, line });
    if (!process.argv.includes('--view')) {
      await benchForm(browser, server.url);
      await benchDrafts(server.url, KEYS, line, heading);
      if (!QUICK) await benchNatively();
    }
  }
} finally {
  await browser.close();
  server.close();
  await rm(site, { recursive: true });
}
