// The hostile files of tests/it/hostile.rs, once more inside the browser's worker: 32 bits, 256 MiB, ten seconds.
// With GONGKAI_REPLAY set to a folder those that lie there: what a fuzzer kept (scripts/fuzz.sh).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBare, ready } from './page.mjs';

export const tests = [];
const test = (title, run, options) => tests.push([title, run, options]);

const LIMIT = 20 * 1024 * 1024;

/** A folder with the files, and with what is said of each natively. */
async function made() {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-hostile-'));
  const { status, stdout } = spawnSync('cargo', ['test', '--quiet', '--test', 'it', 'hostile::'], { env: { ...process.env, GONGKAI_HOSTILE: folder }, encoding: 'utf8' });
  assert.equal(status, 0, stdout.slice(-2000));
  return folder;
}

test('each ends as it does natively, and the form is alive after it', async (visitor) => {
  const { page } = visitor;
  const folder = process.env.GONGKAI_REPLAY ?? await made();
  try {
    await page.route(/\/hostile\/[\w-]+$/, async (route) => route.fulfill({ body: await readFile(path.join(folder, `${route.request().url().split('/').at(-1)}.bin`)) }));
    await openBare(visitor, '<gongkai-form year="2025" org="甲局"></gongkai-form>');
    const form = await ready(page);
    const numbers = (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''));
    let [read, slowest, which] = [0, 0, ''];
    for (const number of numbers) {
      const { name, said } = JSON.parse(await readFile(path.join(folder, `${number}.json`), 'utf8'));
      const bytes = await readFile(path.join(folder, `${number}.bin`));
      // A report file goes another way; what is too large is not looked into.
      if (bytes.length > LIMIT || /^[\s\ufeff]*\{/.test(bytes.subarray(0, 64).toString())) continue;
      const [message, ms] = await form.evaluate(async (element, [address, title]) => {
        const bytes = await (await fetch(address)).arrayBuffer();
        const began = performance.now();
        const message = await element.load(new File([bytes], title)).then(() => null, (error) => error.message);
        return [message, performance.now() - began];
      }, [`hostile/${number}`, name]);
      assert.equal(message, said, name);
      read += 1;
      if (ms > slowest) [slowest, which] = [ms, name];
    }
    assert.ok(read > 100, `only ${read} files`);
    assert.equal(await form.evaluate((element) => element.check().length >= 0), true);
    console.log(`      ${read} files, the slowest ${slowest.toFixed(0)} ms: ${which}`);
  } finally {
    if (!process.env.GONGKAI_REPLAY) await rm(folder, { recursive: true });
  }
}, { limit: process.env.GONGKAI_REPLAY ? 3_600_000 : 600_000 });
