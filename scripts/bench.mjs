// How long what a clerk waits for takes: the start of the form, and a keystroke in table three.
// Chromium on this machine, files from loopback: compare runs of one machine, not machines.
import { start } from './serve.mjs';
import { launch, visit } from '../tests/e2e/browser.mjs';
import { cellInput, openSample, ready } from '../tests/e2e/page.mjs';

const TIMES = 15;
const KEYS = 200;

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function print(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [median, p95, most] = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)].map((ms) => ms.toFixed(1).padStart(8));
  console.log(`${name.padEnd(44)}${median}${p95}${most}   n=${values.length}`);
}

/** From the start of the navigation until the form can be used. */
async function opening(browser, url, warm) {
  const values = [];
  const visitor = await visit(browser, url);
  for (let i = 0; i < TIMES; i++) {
    const one = warm ? visitor : await visit(browser, url);
    if (warm) await one.page.goto('about:blank');
    await one.page.addInitScript(() => addEventListener('gongkai-ready', () => { window.usable ??= performance.now(); }));
    await one.page.goto(`${url}#new=2025`);
    await ready(one.page);
    values.push(await one.page.evaluate(() => window.usable));
    if (!warm) await one.leave();
  }
  await visitor.leave();
  return values;
}

/** From a key's event to the frame that shows its effect. */
async function typing(browser, url, id, code) {
  const visitor = await visit(browser, url);
  await openSample(visitor, id);
  const input = cellInput(visitor.page, code);
  if (!await input.count()) { await visitor.leave(); return null; }
  await input.click();
  await visitor.page.evaluate(() => {
    window.keys = [];
    addEventListener('beforeinput', () => {
      const from = performance.now();
      requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => window.keys.push(performance.now() - from); port2.postMessage(0); });
    }, true);
  });
  for (let i = 0; i < KEYS; i++) await visitor.page.keyboard.press(i % 5 === 4 ? 'Backspace' : String(i % 10), { delay: 5 });
  await visitor.page.waitForTimeout(100);
  const values = await visitor.page.evaluate(() => window.keys);
  await visitor.leave();
  return values;
}

const server = await start(0);
const browser = await launch();
console.log(`${'ms'.padEnd(44)}${'median'.padStart(8)}${'p95'.padStart(8)}${'max'.padStart(8)}`);
print('open, nothing cached', await opening(browser, server.url, false));
print('open again', await opening(browser, server.url, true));
const keys = await typing(browser, server.url, 'hongze-2023', 'table3.new.natural');
if (keys) print('keystroke to frame, a whole report', keys);
await browser.close();
server.close();
