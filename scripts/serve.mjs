// Serves dist/ the way a careful site would: under the strictest policy that the tags promise to
// work with. `node scripts/serve.mjs --watch` also builds again when a source changes.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = path.join(ROOT, 'dist');

export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; "
  + "worker-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; "
  + "require-trusted-types-for 'script'; trusted-types gongkai";

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

/** The file that an address means, or null: nothing outside `root`, no links out of it. */
async function find(root, url) {
  let name;
  try { name = decodeURIComponent(new URL(url, 'http://localhost').pathname); } catch { return null; }
  if (name.includes('\0')) return null;
  try {
    let file = await realpath(path.join(root, name));
    if ((await stat(file)).isDirectory()) file = await realpath(path.join(file, 'index.html'));
    return file.startsWith((await realpath(root)) + path.sep) ? file : null;
  } catch { return null; }
}

async function answer(root, request, response) {
  const always = { 'content-security-policy': CSP, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' };
  if (!['GET', 'HEAD'].includes(request.method)) return response.writeHead(405, always).end();
  const file = await find(root, request.url);
  const body = file && await readFile(file).catch(() => null);
  if (!body) return response.writeHead(404, { ...always, 'content-type': 'text/plain; charset=utf-8' }).end('404\n');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, { ...always, etag }).end();
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { ...always, etag, 'content-type': type, 'content-length': body.length });
  return response.end(request.method === 'HEAD' ? undefined : body);
}

/** Starts a server on `port`, or the next free one; 0 means any. Gives {url, close}. */
export async function start(port, root = DIST) {
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error) => { console.error(error); response.destroy(); });
  });
  for (let next = port; ; next++) {
    const error = await new Promise((done) => {
      server.once('error', done);
      server.listen(next, '127.0.0.1', () => { server.off('error', done); done(null); });
    });
    if (!error) break;
    if (error.code !== 'EADDRINUSE' || port === 0 || next > port + 50) throw error;
  }
  return { url: `http://localhost:${server.address().port}/`, close: () => { server.closeAllConnections(); server.close(); } };
}

/** Builds again after a change; changes during a build lead to one more. */
function rebuild() {
  let timer, running = false, again = false;
  const build = () => {
    if (running) { again = true; return; }
    running = true;
    const from = Date.now();
    spawn('cargo', ['dist', '--any-size'], { cwd: ROOT, stdio: 'inherit' }).on('close', (code) => {
      console.log(code === 0 ? `rebuilt in ${((Date.now() - from) / 1000).toFixed(1)} s: reload the page` : 'not rebuilt: see above');
      running = false;
      if (again) { again = false; build(); }
    });
  };
  return () => { clearTimeout(timer); timer = setTimeout(build, 300); };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start(Number(process.env.PORT) || 8080);
  console.log(`\n  填报    ${url}\n  CMS 页  ${url}cms.html\n`);
  if (process.argv.includes('--watch')) {
    const changed = rebuild();
    for (const name of ['src', 'static', 'tests/reports', 'index.html', 'Cargo.toml']) {
      watch(path.join(ROOT, name), { recursive: true }, changed);
    }
  }
}
