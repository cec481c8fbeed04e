// A folder of 1,000 mixed files through `gongkai check --json`: files per second and peak memory. Beside it, in the same
// run, what Debian's python-docx and openpyxl take to read the text of the Word documents and workbooks among them.
import { spawn, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const PROGRAM = path.join(ROOT, 'target/release/gongkai');
const FILES = 1000;
const KINDS = ['json', 'docx', 'xlsx', 'html', 'csv'];
const REPORTS = path.join(ROOT, 'tests/reports');
const RAW = path.join(ROOT, 'tests/raw');

const PEER = `
import sys, docx, openpyxl
n = 0
for path in sys.argv[1:]:
    if path.endswith('docx'):
        for table in docx.Document(path).tables:
            for row in table.rows:
                for cell in row.cells: n += len(cell.text)
    else:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for row in sheet.iter_rows():
                for cell in row: n += len(str(cell.value or ''))
print(n)
`;

/** Each sample in each kind, and the files as they were published, over and over. */
async function corpus(folder) {
  await mkdir(path.join(folder, 'base'));
  const ids = (await readdir(REPORTS)).filter((name) => /\.json$/.test(name) && !/expected|index/.test(name));
  for (const id of ids) {
    for (const kind of KINDS) {
      const to = path.join(folder, 'base', id.replace('json', kind));
      const { status, stderr } = spawnSync(PROGRAM, ['convert', path.join(REPORTS, id), to], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${to}: ${stderr}`);
    }
  }
  for (const name of await readdir(RAW)) await copyFile(path.join(RAW, name), path.join(folder, 'base', name));
  const base = (await readdir(path.join(folder, 'base'))).sort();
  const files = [];
  for (let at = 0; at < FILES; at++) {
    const file = path.join(folder, `${at}-${base[at % base.length]}`);
    await copyFile(path.join(folder, 'base', base[at % base.length]), file);
    files.push(file);
  }
  return files;
}

/** Seconds, peak resident memory in MiB, and what was printed. */
function timed(command, args) {
  return new Promise((done, fail) => {
    const began = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let [peak, text] = [0, ''];
    const look = setInterval(() => {
      readFile(`/proc/${child.pid}/status`, 'utf8').then((status) => { peak = Math.max(peak, Number(status.match(/VmHWM:\s*(\d+)/)?.[1] ?? 0)); }, () => {});
    }, 5);
    child.stdout.on('data', (part) => { text += part; });
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(look);
      done({ seconds: Number(process.hrtime.bigint() - began) / 1e9, peak: peak / 1024, text, code });
    });
  });
}

function say(name, files, { seconds, peak }) {
  console.log(`${name.padEnd(66)}${(files / seconds).toFixed(0).padStart(7)} files/s${peak.toFixed(0).padStart(7)} MiB   n=${files}`);
}

export async function benchFiles() {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-files-'));
  try {
    const files = await corpus(folder);
    console.log(`\n${FILES} mixed files (${KINDS.join(', ')}, txt, md), read and checked`);
    await timed(PROGRAM, ['check', '--json', ...files]); // once for the disk
    const all = await timed(PROGRAM, ['check', '--json', ...files]);
    const lines = all.text.trim().split('\n').length;
    if (lines !== FILES) throw new Error(`${lines} of ${FILES} files were read`);
    say(`gongkai check --json, ${cpus().length} cores`, FILES, all);
    say('the same on one core', FILES, await timed('taskset', ['-c', '0', PROGRAM, 'check', '--json', ...files]));
    const office = files.filter((file) => /\.(docx|xlsx)$/.test(file));
    say(`of these the .docx and .xlsx, one core`, office.length, await timed('taskset', ['-c', '0', PROGRAM, 'check', '--json', ...office]));
    const script = path.join(folder, 'peer.py');
    await writeFile(script, PEER);
    const peer = await timed('taskset', ['-c', '0', '/usr/bin/python3', script, ...office]);
    if (peer.code === 0) say('python-docx and openpyxl: their text only, one core', office.length, peer);
    else console.log('python-docx and openpyxl: not run; apt-get install python3-docx python3-openpyxl');
  } finally {
    await rm(folder, { recursive: true });
  }
}
