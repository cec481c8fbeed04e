// Runs every *.spec.mjs of this folder in Debian's Chromium, under the strict content policy.
//   node tests/e2e/run.mjs            all
//   node tests/e2e/run.mjs element    those whose file or name holds the word
// A test fails on its own assertions, and on any policy violation, console error, uncaught error
// or request to another origin that it did not announce with `expects`.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { start } from '../../scripts/serve.mjs';
import { launch, visit } from './browser.mjs';

const FOLDER = import.meta.dirname;
const wanted = process.argv.slice(2);
const LIMIT = 60_000;

async function collect() {
  const names = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.spec.mjs')).sort();
  const all = [];
  for (const name of names) {
    const { tests } = await import(pathToFileURL(path.join(FOLDER, name)));
    for (const [title, run, options] of tests) all.push({ title: `${name.replace('.spec.mjs', '')}: ${title}`, run, options });
  }
  return all.filter(({ title }) => wanted.every((word) => title.includes(word)));
}

async function attempt({ run, options }, browser, url) {
  const visitor = await visit(browser, url, options);
  let timer;
  const late = new Promise((_, reject) => {
    const limit = options?.limit ?? LIMIT;
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
  });
  try {
    await Promise.race([run(visitor), late]);
    await visitor.settle();
  } finally {
    clearTimeout(timer);
    await visitor.leave();
  }
}

// One build from the first test to the last, whatever is built meanwhile.
const site = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
await cp(path.join(FOLDER, '../../dist'), site, { recursive: true });
const server = await start(0, site);
const browser = await launch();
let passed = 0;
const failures = [];
for (const test of await collect()) {
  const from = performance.now();
  try {
    await attempt(test, browser, server.url);
    passed++;
    console.log(`ok    ${test.title} (${Math.round(performance.now() - from)} ms)`);
  } catch (error) {
    failures.push(test.title);
    console.log(`FAIL  ${test.title}\n${String(error.stack).replace(/^/gm, '      ')}`);
  }
}
await browser.close();
server.close();
await rm(site, { recursive: true });
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length || !passed ? 1 : 0;
