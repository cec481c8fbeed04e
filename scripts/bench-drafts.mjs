// From a key until its character is durable, in a browser that writes to a disk: alone, and with ten megabytes of prose
// in the same draft. The page's own clock, from the event to the end of `flush()`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ready, sample } from '../tests/e2e/page.mjs';

const PROSE = '全年共受理政府信息公开申请若干件，均已按期答复。'.repeat(140_000); // about 10 MB in UTF-8

export async function benchDrafts(url, keys, line, heading) {
  heading('one key until it is durable, in IndexedDB on this disk, ms');
  await measured(url, '', keys, (values) => line('a number in a table', values, 'goal: median ≤ 30, p99 ≤ 100'));
  await measured(url, PROSE, keys, (values) => line('the same, with 10 MB of prose in the draft', values, 'goal: median ≤ 30, p99 ≤ 100'));
}

async function measured(url, prose, keys, tell) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    context.setDefaultTimeout(120_000);
    await page.goto(`${url}#new=2025&org=bench`);
    const form = await ready(page);
    const report = sample('hangzhou-2025');
    if (prose) report.narrative.part6 = prose;
    await form.evaluate((element, value) => element.load(value), report);
    await page.waitForTimeout(500);
    tell(await form.evaluate(typed, keys));
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs in the page: a key in another cell each time, with a pause as between keys. */
async function typed(element, keys) {
  const cells = [...element.shadowRoot.querySelectorAll('.table3 input[data-slot]')];
  const values = [];
  for (let i = 0; i < keys + 5; i++) {
    const cell = cells[i % cells.length];
    cell.focus();
    cell.value = String(i);
    const from = performance.now();
    cell.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.flush();
    values.push(performance.now() - from);
    await new Promise((done) => { setTimeout(done, 80); });
  }
  return values.slice(5); // the first writes the whole file
}
