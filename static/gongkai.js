// The tags of a page: defines them once, loads a tag's WebAssembly when one is on the page, and
// answers for it when it cannot run. No dependency, no innerHTML, no inline style: it lives
// under the strictest content policy. The Rust side is `mount` of src/bin/<tag>.rs.

/** {tag: {js, first, later?}}, the last two each {wasm, css, length, integrity}; a build writes this line. */
const TAGS = {};

const SLOW = 1000; // ms until a start is worth a line of progress
const LIMIT = 20 * 1024 * 1024; // bytes of a report file

/** Events that the page must not see: its shortcuts would act on what is typed. */
const INNER = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'cut', 'copy', 'paste',
  'compositionstart', 'compositionupdate', 'compositionend'];

/** The notice line stands in the page's own look until the element runs. */
const NOTICE_CSS = `:host{display:block}:host([hidden]){display:none}
[part=notice]{white-space:pre-line;padding:8px 12px;border-left:4px solid #0b57a4;background:#f6f7f9;color:#1c2430;
font:14px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
[part=notice][role=alert]{border-color:#b3261e;background:#fdecea}
[part=notice][hidden]{display:none}
[part=notice] button{font:inherit;margin-left:12px;padding:4px 12px;min-height:32px;color:#0b57a4;
background:#fff;border:1px solid #0b57a4;border-radius:4px;cursor:pointer}
[part=notice] button:focus-visible{outline:2px solid #0b57a4;outline-offset:2px}`;

/** Why a tag does not run, and what to do about it. */
const REASONS = {
  'no-wasm': '浏览器不支持 WebAssembly，可能是版本过旧。请改用浏览器的“极速模式”，或换用较新的浏览器。',
  'old-browser': '浏览器版本过旧。请改用浏览器的“极速模式”，或换用较新的浏览器。',
  'file-protocol': '页面是从本机文件直接打开的，浏览器不允许载入程序。请通过网站地址打开。',
  'not-found': '服务器上缺少程序文件。请网站管理员把发布目录里的文件全部上传。',
  'http': '服务器没有给出程序文件。请稍后重试；仍不行请联系网站管理员。',
  'network': '网络不通，或请求被拦截。请检查网络后重试。',
  'wrong-content': '服务器给出的不是程序文件，可能是登录页或出错页。请重新登录后重试；仍不行请联系网站管理员。',
  'truncated': '程序文件没有下载完整。请重试；仍不行请网站管理员重新上传该文件。',
  'mismatch': '程序文件与页面的版本不一致。请刷新页面；仍不行请网站管理员重新上传整个发布目录。',
  'csp': "网站的安全策略不允许运行程序。请网站管理员在 CSP 的 script-src 中加入 'wasm-unsafe-eval'。",
};

class GongkaiError extends Error {
  constructor(code, message = REASONS[code], detail = '') {
    super(detail ? `${message}（${detail}）` : message);
    this.name = 'GongkaiError';
    this.code = code;
  }
}

/** Without constructable sheets a strict content policy leaves no way to style a shadow root. */
const SHEETS = 'adoptedStyleSheets' in document;

/** JSON of plain data, without asking `toJSON`: old libraries give arrays one that writes them as text. */
function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join()}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${json(part)}`).join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

const file = (text, type = 'application/json') => new Blob([text], { type });

/** Anything but UTF-8 is refused: a guess would change what stands in the file. */
async function utf8(blob) {
  const bytes = await blob.arrayBuffer().catch(() => { throw new GongkaiError('unreadable', '文件读不出来，可能已被移动或正在被别的程序占用，请重新选择。'); });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GongkaiError('unreadable', '文件不是 UTF-8 编码的文字，没有读取。请选择保存下来的 .json 年报文件。');
  }
}

const BETWEEN = '\x1e'; // the texts of several reports: no JSON text holds it

const PLAIN = SHEETS && constructed(NOTICE_CSS);

/** A form or a picture in the page's text may be called like a method of `document`, and then stands in its place. */
const make = (name) => Object.getPrototypeOf(document).createElement.call(document, name);

const kind = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** The text of what a page gives as a report: a file, a text, or an object. */
async function textOf(source) {
  const type = kind(source);
  const blob = type === 'Blob' || type === 'File';
  if ((blob ? source.size : type === 'String' ? source.length : 0) > LIMIT) {
    throw new GongkaiError('too-large', '文件超过 20 MB，不是一份年度报告。请检查是否选错了文件。');
  }
  return blob ? utf8(source) : type === 'String' ? source : json(source);
}

const address = (name) => new URL(name, import.meta.url);

// --- loading: once for all elements of a tag ----------------------------------------------------

async function download(name) {
  let response;
  try {
    response = await fetch(address(name));
  } catch {
    throw new GongkaiError(location.protocol === 'file:' ? 'file-protocol' : 'network', undefined, name);
  }
  if (response.ok) return response;
  const missing = response.status === 404 || response.status === 410;
  throw new GongkaiError(missing ? 'not-found' : 'http', undefined, `${response.status} ${name}`);
}

async function sheet(name) {
  return constructed(await (await download(name)).text());
}

function constructed(text) {
  const css = new CSSStyleSheet();
  css.replaceSync(text);
  return css;
}

/** Bytes first, compiled after: what the server calls them then does not matter. */
async function program({ wasm, length, integrity }) {
  const response = await download(wasm);
  const bytes = await response.arrayBuffer().catch(() => { throw new GongkaiError('truncated', undefined, wasm); });
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...start) !== '\0asm') throw new GongkaiError('wrong-content', undefined, wasm);
  if (bytes.byteLength < length) throw new GongkaiError('truncated', undefined, `${bytes.byteLength}/${length} ${wasm}`);
  if (!await intact(bytes, integrity)) throw new GongkaiError('mismatch', undefined, wasm);
  return compile(bytes);
}

/** Browsers offer the digest on secure pages only; elsewhere the name's hash has to do. */
async function intact(bytes, integrity) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}` === integrity;
}

async function compile(bytes) {
  let refused = false;
  const note = (event) => { refused ||= event.blockedURI === 'wasm-eval'; };
  addEventListener('securitypolicyviolation', note);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    await new Promise((done) => setTimeout(done)); // the violation is reported in a task of its own
    const csp = refused || /content security policy|unsafe-eval|disallowed by embedder/i.test(error.message);
    throw new GongkaiError(csp ? 'csp' : 'old-browser', undefined, error.message);
  } finally {
    removeEventListener('securitypolicyviolation', note);
  }
}

/** Browsers may remember a failed import, so another try takes another address. */
async function glue(name, attempt) {
  try {
    return (await import(address(attempt ? `${name}?${attempt}` : name))).default;
  } catch (error) {
    const type = (await download(name)).headers.get('content-type') ?? '';
    throw new GongkaiError(/html/.test(type) ? 'wrong-content' : 'network', undefined, `${name}: ${error.message}`);
  }
}

const files = (part) => [program(part), sheet(part.css)];

const loads = new Map();

function load(tag) {
  if (typeof WebAssembly !== 'object') return Promise.reject(new GongkaiError('no-wasm'));
  if (!SHEETS) return Promise.reject(new GongkaiError('old-browser'));
  const last = loads.get(tag);
  if (last && !last.failed) return last.parts;
  const table = TAGS[tag];
  const attempt = last ? last.attempt + 1 : 0;
  const next = { attempt, failed: false, parts: Promise.all([glue(table.js, attempt), ...files(table.first)]) };
  next.parts.catch(() => { next.failed = true; });
  loads.set(tag, next);
  return next.parts;
}

/** What a tag needs only on request: loaded once the tag is usable, once for all elements. A failure is forgotten,
    so that the next need tries again. */
const laters = new Map();

function loadLater(tag) {
  if (!laters.has(tag)) {
    const next = Promise.all(files(TAGS[tag].later));
    next.catch(() => { laters.delete(tag); });
    laters.set(tag, next);
  }
  return laters.get(tag);
}

// --- death: a trap leaves an instance that must not be entered again ----------------------------

const living = new Set();

function trapped(error) {
  if (!(error instanceof WebAssembly.RuntimeError) && !thrown(error?.stack)) return;
  // A panic has named its element already. A bare trap has not: ask each whether it still answers.
  if (crashed) { crashed = false; return; }
  const dead = [...living].filter((element) => !element.answers());
  for (const element of dead.length ? dead : [...living]) element.failed(error.message);
}

/** Whether an error was thrown by a program or its glue, which is half done with something now. What a page's own
    listener throws has come through a program too, but from elsewhere. */
const thrown = (stack) => /wasm/.test(stack) && /^(.*\n)?.*(wasm|(form|view)-\w+\.js)/.test(stack);

let crashed = false; // a panic hook has spoken; the trap that follows it is the same death

if (typeof WebAssembly === 'object') {
  addEventListener('error', (event) => trapped(event.error));
  addEventListener('unhandledrejection', (event) => trapped(event.reason));
}

// --- the element --------------------------------------------------------------------------------

/** Rust's side of an element, null when it does not run; the last one, running or not; the element's text; all of
    its program. For the classes here, not for the page. */
let rust, side, keep, whole;

/** What every tag has: its light DOM until it runs and after it died, and one line that says why. */
class GongkaiElement extends HTMLElement {
  /** Not a static block: where browsers are too old for one, all private fields would be written out in full. */
  static #friends = [
    rust = (element) => element.#mounted,
    keep = (element, text) => { element.#text = text; },
    side = (element) => element.#side,
    whole = (element) => element.#complete(),
  ];

  #notice = make('div');
  #slot = make('slot');
  #shadow = this.attachShadow({ mode: 'open' }); // after all that could fail: an empty one would hide the light DOM
  #root = null; // what Rust draws in
  #mounted = null; // Rust's side
  #side = null; // the last one, running or not
  #sheets = []; // of what has come
  #exports = null; // of the instance's first file
  #whole = null; // promise of the second, where there is one
  #here = false; // whether all has come
  #owed = false; // a report that the page gave, for Rust to read when it has
  #text = null; // the report's file, as the page gave it
  #run = 0; // number of the current start; an older one that comes late is dropped
  #started = false;
  #loading = false; // whether the line above says that it loads
  #usable = false; // whether the current start went well
  #revived = false; // a view that died was started again by itself: once
  #ready;
  #settle;


  constructor() {
    super();
    this.#notice.setAttribute('part', 'notice');
    this.#shadow.append(this.#notice, this.#slot);
    this.#plain();
    this.#promise();
  }

  connectedCallback() {
    this.constructor.settable.forEach((name) => this.#upgrade(name));
    if (!this.#started) this.#start();
  }

  /** Moving an element disconnects and connects it: only one that stays away is taken down. */
  disconnectedCallback() {
    queueMicrotask(() => { if (!this.isConnected) this.#stop(); });
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value && this.#mounted) this.follow(name, value);
  }

  get ready() { return this.#ready; }

  get report() { return JSON.parse((this.#mounted && !this.#owed ? this.#mounted.report() : this.#text?.split(BETWEEN)[0]) ?? 'null'); }

  set report(report) { this.give(json(report)); }

  /** `null` until the element runs: nothing has been checked, which is not the same as no findings. */
  get findings() { return this.#mounted ? this.#mounted.findings() : null; }

  check() { return this.#alive().findings(); }

  async load(source) {
    await this.#ready;
    const text = await textOf(await (this.#side.text?.(source) ?? source));
    await this.#complete();
    this.#alive();
    this.give(text);
  }

  async save(kind) {
    await this.#ready;
    const { saves } = this.constructor;
    if (!saves.includes(kind)) throw new GongkaiError('unknown-kind', `不能保存为 ${kind}，现在可以保存为 ${saves.join('、')}。`);
    if (kind !== 'json') await this.#complete();
    const text = await (kind === 'json' ? this.#alive().report() : this.#alive().save(kind));
    if (text === undefined) throw new GongkaiError('no-report', '还没有打开报告，没有可以保存的内容。');
    return typeof text === 'string' ? file(text, kind === 'csv' ? 'text/csv' : undefined) : text;
  }

  /** Not by delegatesFocus: with it, a click on any plain text of the form would put the focus on
      its first button, and scroll a long page back up to it. */
  focus(options) {
    const first = this.#root?.querySelector('input,textarea,select,button,[tabindex]');
    if (first) first.focus(options); else super.focus(options);
  }

  /** For Rust: `false` when the page cancelled the event. */
  emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** For Rust: hands a text to the user as a file. */
  download(name, text, type) {
    const link = make('a');
    link.href = URL.createObjectURL(file(text, type));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads the address after this
  }

  /** For Rust's panic hook: the instance must not be entered again. */
  failed(message) {
    if (!living.delete(this)) return;
    crashed = true;
    setTimeout(() => { crashed = false; });
    this.#mounted = null;
    this.#fail(new Error(String(message).slice(0, 300)));
  }

  answers() {
    try { this.#mounted.report(); return true; } catch { return false; }
  }

  /** For the classes below: one line for the reader, with a way to try again. */
  note(text, again) { this.#say(text, this.constructor.words.role, again); }

  tell({ code = 'unknown', message }) {
    this.emit('gongkai-error', { code, message });
  }

  // -- running --

  async #start() {
    const run = ++this.#run;
    this.#started = true;
    const slow = setTimeout(() => { if (run === this.#run) this.#wait(); }, SLOW);
    try {
      const parts = await load(this.localName);
      if (run === this.#run) await this.#mount(run, ...parts);
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  #wait() {
    this.#say(`正在载入${this.constructor.words.name}…`, 'status');
    this.#loading = true;
  }

  /** Every element has an instance of its own: one that dies takes no other with it, and one that
      is removed goes with all it holds. */
  async #mount(run, glue, module, css) {
    const { start, mount } = glue();
    this.#exports = await start(module);
    this.#whole = null;
    this.#here = !TAGS[this.localName].later;
    this.#sheets = [PLAIN, css];
    if (this.#text !== null) await this.#complete();
    if (run !== this.#run) return;
    const root = this.#newRoot();
    living.add(this);
    const live = this.#drawn(root).then(() => this.#mounted?.begun).then(() => { if (run === this.#run && this.#mounted) this.#live(); });
    this.#mounted = this.#side = mount(root, this, this.#side);
    if (this.#whole) this.#arrive();
    for (const name of this.constructor.observedAttributes) {
      if (this.hasAttribute(name)) this.follow(name, this.getAttribute(name));
    }
    if (await this.resume(this.#text) !== false) await live;
    else if (run === this.#run && this.#mounted) this.#use();
  }

  /** Rust gets a new div each time: Yew never takes its listeners off an old one. */
  #newRoot() {
    const root = make('div');
    root.setAttribute('part', 'root');
    root.translate = false;
    root.hidden = true;
    for (const name of INNER) root.addEventListener(name, (event) => { if (this.owns(event)) event.stopPropagation(); });
    this.#root?.remove();
    this.#shadow.append(root);
    return this.#root = root;
  }

  /** Resolves once there is something to see, before the browser paints. */
  #drawn(root) {
    return new Promise((done) => {
      new MutationObserver((_, observer) => { observer.disconnect(); done(); }).observe(root, { childList: true });
    });
  }

  /** The instance's second file lies over the memory of the first, so each instance has its own copy of both. */
  #complete() {
    if (this.#here) return undefined;
    const exports = this.#exports;
    this.#whole ??= loadLater(this.localName)
      .then(([module, css]) => WebAssembly.instantiate(module, { __wasm_split: exports }).then(() => {
        if (exports !== this.#exports) return;
        this.#sheets.push(css);
        if (!this.#slot.isConnected) this.#dress();
        this.#arrive();
      }))
      .catch((error) => {
        this.#whole = null;
        throw error instanceof GongkaiError ? error : new GongkaiError('mismatch', undefined, error.message);
      });
    return this.#whole;
  }

  #arrive() {
    if (!this.#mounted) return;
    this.#here = true;
    this.#mounted.arrive();
  }

  #live() {
    this.#dress();
    this.#slot.remove();
    if (this.#loading) this.#notice.hidden = true;
    this.#root.hidden = false;
    this.#use();
    this.#complete()?.catch(() => {}); // whoever needs it tries again, and is told
  }

  #dress() { this.#shadow.adoptedStyleSheets = this.#sheets; }

  #use() {
    if (this.#usable) return;
    this.#usable = true;
    this.#settle.resolve(this);
    this.emit('gongkai-ready');
  }

  #plain() {
    if (SHEETS) this.#shadow.adoptedStyleSheets = [PLAIN];
    this.#root?.remove();
    this.#root = null;
    this.#notice.hidden = true;
    this.#shadow.append(this.#slot);
  }

  #fail(error) {
    const { name, died, role, again, revives } = this.constructor.words;
    const known = error instanceof GongkaiError;
    const revive = !known && revives && this.#usable && !this.#revived;
    this.#run++;
    this.#leave();
    this.#plain();
    if (revive) {
      this.#revived = true;
      return this.#again();
    }
    // A reader is told what to do; what a panic said is for the page's own log.
    const told = known ? error : new GongkaiError('crashed', died, error.message);
    this.#say(known ? `${name}不能使用：${error.message}` : died, role, () => this.#again(), known ? undefined : again);
    this.#settle.reject(told);
    this.tell(told);
  }

  #stop() {
    if (!this.#started) return;
    this.#run++;
    this.#started = false;
    const mounted = this.#mounted;
    this.retire();
    this.#leave();
    if (mounted) {
      try { mounted.unmount(); } catch { /* its instance goes with it either way */ }
      this.#promise();
    }
    this.#plain();
  }

  #leave() {
    living.delete(this);
    this.retire();
    this.#mounted = this.#exports = this.#whole = null;
    this.#here = this.#owed = this.#usable = false;
  }

  #again() {
    this.#promise();
    this.#plain();
    this.#start();
  }

  // -- what the classes below have to say --

  /** An attribute of a running element, as it is set or removed. */
  follow(name, value) { rust(this).attribute(name, value ?? undefined); }

  /** The report, as a text. */
  give(text) {
    const mounted = this.#mounted;
    if (mounted && this.#here) mounted.load_text(text);
    this.#text = text;
    this.#owed = Boolean(mounted) && !this.#here;
    if (this.#owed) this.#complete().then(() => { if (this.#owed) this.#pay(); }).catch((error) => this.tell(error));
  }

  #pay() {
    this.#owed = false;
    this.resume(this.#text);
  }

  // -- small things --

  #promise() {
    this.#ready = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#ready.catch(() => {}); // a page that does not ask must not see an unhandled rejection
  }

  /** One line above; with `again`, a button that tries once more, and one for what was typed. */
  #say(text, role, again, label = '重新载入') {
    this.#notice.setAttribute('role', role);
    this.#notice.replaceChildren(text);
    this.#notice.hidden = !text;
    this.#loading = false;
    if (!again) return;
    this.#offer(label, again);
    if (this.#side?.draft) this.#offer('下载备份', () => this.#side.backup());
  }

  #offer(label, run) {
    const button = make('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', run);
    this.#notice.append(button);
  }

  /** For the form: the address of a companion, or a program of it. */
  part(part) { return part.wasm ? program(part) : address(part); }

  /** For the form: the text of a file that was chosen, or of one of the page's site. */
  async read(source) { return kind(source) === 'URL' ? utf8(await (await download(source)).blob()) : textOf(source); }

  #alive() {
    if (!this.#mounted) throw new GongkaiError('not-ready', `${this.constructor.words.name}还没有载入完成。`);
    return this.#mounted;
  }

  /** A property that the page set before this script ran hides the one of the class. */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

/** `<gongkai-form>`, for the clerk. Its own half of the glue is static/former.js, which keeps what is typed. */
class GongkaiForm extends GongkaiElement {
  static observedAttributes = ['year', 'org', 'draft', 'last-year'];
  static settable = ['report'];
  static saves = ['json', 'docx', 'xlsx', 'html', 'csv'];
  static words = { name: '填报工具', role: 'alert', died: '页面出错，已停止计算；您填写的内容都在。', again: '恢复填写' };

  /** Whether anything typed is not durable yet. */
  get dirty() { return Boolean(side(this)?.dirty); }

  async flush() {
    await this.ready;
    await side(this).flush().catch(({ message }) => { throw new GongkaiError('not-saved', `${message}，请下载备份文件。`); });
  }

  /** Most panics come while drawing: the state is whole, and the last key is in it. */
  failed(message) {
    try { keep(this, rust(this).report() ?? null); } catch { /* the one that was given */ }
    super.failed(message);
  }

  give(text) {
    if (!rust(this)) side(this)?.drop();
    super.give(text);
  }

  resume(text) { return rust(this).begin(text, () => whole(this)); }

  retire() { side(this)?.retire(); }

  owns() { return true; }
}

/** `<gongkai-view>`, for the public. What reads its sources is static/viewer.js, which comes with its WebAssembly. */
class GongkaiView extends GongkaiElement {
  static observedAttributes = ['src', 'lang', 'permalink', 'large'];
  static settable = ['report', 'reports'];
  static saves = ['json', 'csv'];
  static words = { name: '互动查看', role: 'status', died: '互动查看不能使用：程序出错，已停止运行。', revives: true };

  #at = '';
  #hash = () => rust(this)?.hash();

  /** The reports that are shown; `report` is the one in front. */
  get reports() { return rust(this)?.reports().map((text) => JSON.parse(text)) ?? []; }

  set reports(reports) { this.give(reports.map(json).join(BETWEEN)); }

  /** What is on the screen, as `gongkai-change` tells it; `go` brings it back. */
  get at() { return this.#at; }

  go(at) { rust(this)?.go(String(at)); }

  emit(name, detail) {
    if (name === 'gongkai-change') this.#at = detail.at;
    return super.emit(name, detail);
  }

  /** The last word counts, whether it came by property or by attribute. */
  attributeChangedCallback(name, before, value) {
    if (name === 'src' && before !== value) keep(this, null);
    super.attributeChangedCallback(name, before, value);
  }

  resume(text) {
    addEventListener('hashchange', this.#hash);
    return rust(this).begin(text, this.#at, () => whole(this));
  }

  retire() { removeEventListener('hashchange', this.#hash); }

  /** A page's own shortcuts go on working everywhere but where somebody types. */
  owns(event) { return event.target.matches('input,select,textarea'); }
}

for (const [tag, element] of [['gongkai-form', GongkaiForm], ['gongkai-view', GongkaiView]]) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
