// The entry form's own half of its glue: what is typed goes to the keeper first, then to Rust. It is bundled with
// form.js, which wasm-bindgen writes beside it. static/gongkai.js sees the two as one.
import { start, mount as draw } from './form.js';
import { Office } from './office.js';
import { Draft, clear, copy, disconnect, drafts, find, fresh, lock, remove, rename, write } from './keeper.js';

export { start };
export const mount = (root, host, last) => new Former(root, host, last);

const BACKUP = 20 * 60_000; // ms of typing after which a backup file is offered

const LIMIT = 20 * 1024 * 1024; // bytes of a file that is looked into

/** What `save` and 导出 write besides the report file. */
const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
  csv: 'text/csv',
};

const PATIENCE = 1000; // ms until a draft that is held counts as open in another window

const MARKS = {
  done: (saved) => (saved ? `已保存 ${saved.toTimeString().slice(0, 8)}` : ''),
  busy: () => '正在保存…',
  none: () => '未保存',
};

/** One running form. `last` is the one before it on the same element, whose program died: its draft goes on. */
class Former {
  #root;
  #host;
  #rust;
  #complete = () => {};
  #begun = false;
  #over = false;
  #holding = Promise.resolve();
  #waiting = null; // ends the wait for a draft that another window has
  #stored = null; // promise of the draft that the page's attributes name
  #go;
  /** Resolves once it is clear what is shown: nobody may type into what a draft is about to replace. */
  begun = new Promise((go) => { this.#go = go; });
  #last; // the draft of the form before this one, until it is shown again
  #restoring = false;
  #mark = '';
  #taken = false; // whether the draft of the page's unit and year is another than what is shown
  #office;
  #gone = new Map(); // what was deleted here, for bringing it back

  constructor(root, host, last) {
    this.#root = root;
    this.#host = host;
    this.#office = new Office((part) => host.part(part));
    this.draft = this.#last = last?.draft ?? null;
    this.since = last?.since ?? Date.now();
    this.watch = last?.watch ?? {};
    Object.assign(this.watch, {
      told: (code) => this.#told(code),
      mark: (name, saved) => { this.#say(MARKS[name](saved)); if (name === 'done') this.#remind(); },
      stored: (id) => {
        host.emit('gongkai-draft', { id, stored: true });
        const site = framed();
        if (site) this.#told('framed', [site]);
      },
    });
    for (const name of ['input', 'change']) root.addEventListener(name, (event) => this.#typed(event.target), true);
    for (const name of ['dragover', 'dragleave', 'drop']) root.addEventListener(name, (event) => this.#dropped(event));
    for (const [name, listener] of this.#listeners) addEventListener(name, listener);
    if (!this.#last) this.#stored = this.#find(); // while the form is drawn
    this.#rust = draw(root, {
      emit: (name, detail) => host.emit(name, detail),
      opened: () => this.#opened(),
      step: () => this.draft?.step(),
      keep: (field, raw) => this.draft?.set(field, raw, true),
      drawn: () => this.#say(this.#mark),
      ask: (what, id, text) => { this.#do(what, id, text).catch(({ message }) => this.#rust.refuse(message)); },
      download: (name, text) => { this.since = Date.now(); host.download(name, text); },
      submit: () => this.#submit(),
      open: (file, last) => this.#given(file, last),
      failed: (message) => host.failed(message),
      copy: (text) => { copied(root, text).then(() => this.#rust.copied(true), () => this.#rust.copied(false)); },
    });
  }

  // -- for static/gongkai.js --

  report() { return this.#rust.report(); }

  findings() { return this.#rust.findings(); }

  load_text(text) { this.#rust.load_text(text); }

  arrive() { this.#rust.arrive(); }

  get dirty() { return Boolean(this.draft?.dirty); }

  async flush() { await this.draft?.flush(); }

  /** The draft as a file, with or without a living program. */
  backup() { if (this.draft) this.#host.download('年报草稿备份.json', this.draft.text()); }

  /** The draft is no more that of what is shown: the page gives another report. */
  drop() {
    this.draft?.close();
    this.draft = null;
  }

  attribute(name, value) {
    if (name === 'last-year') this.#compare(value).catch((error) => this.#host.tell(error));
    else if (name !== 'draft') this.#rust.attribute(name, value);
    else if (this.#begun) this.#change();
  }

  /** The draft of the form before this one, or the report that the page gave, or the draft of the page's unit and year. */
  async begin(text, complete) {
    this.#complete = complete;
    this.#begun = true;
    try {
      await (this.#last ? this.#again(this.#last) : this.#start(text));
    } finally {
      this.#go();
    }
    if (!this.draft) this.#list();
    const look = remembered();
    if (look) this.#told('look', [look]);
  }

  async #start(text) {
    const given = text !== null && this.#load(text);
    const stored = await this.#stored;
    if (!stored || this.#over) return;
    if (given && stored.base !== this.report()) {
      this.#taken = true;
      this.#opened();
      this.#told('other', [when(stored.head.time), stored.id]);
      return;
    }
    // A draft that cannot be shown stays where it is, and what is typed meanwhile becomes another.
    await this.#open(stored.id).catch(({ message }) => { this.#taken = true; this.#opened(); this.#rust.refuse(message); });
  }

  async #find() {
    const id = this.#wanted();
    return id && find(id, this.watch, false).catch(() => null);
  }

  /** The page names another draft. */
  async #change() {
    const stored = await this.#find();
    if (stored && !this.#over) await this.#open(stored.id);
  }

  /** Of a report file that is refused Rust has said so itself. */
  #given(file, last) {
    this.#fold();
    this.#take(file, last).catch(({ code, message }) => { if (code !== 'refused') this.#rust.refuse(message); });
  }

  /** What is open over the form would hide what comes of it. */
  #fold() { for (const open of this.#root.querySelectorAll('.settings [open]')) open.open = false; }

  /** A file that the user chose, dropped or pasted: a report file is opened, or this year's begun from it; of any other
      it is shown first what was found in it. */
  async #take(file, last) {
    const plain = file.size > LIMIT || await isReport(file);
    if (plain && !last) return this.#host.load(file);
    const text = await (plain ? this.#host.read(file) : this.#read('read', file));
    await this.#complete();
    if (last) this.#rust.follow(text); else this.#rust.intake(text, file.name);
  }

  /** The report file of a file that the page gives; anything else as it is. */
  async text(file) {
    const other = typeof file?.arrayBuffer === 'function' && file.size <= LIMIT && !await isReport(file);
    return other ? this.#read('report', file) : file;
  }

  async #read(what, file) {
    this.#told('busy', [file.name]);
    try {
      return await this.#office.ask(what, new Uint8Array(await file.arrayBuffer()), file.name);
    } finally {
      this.#told('busy');
    }
  }

  /** The report as a file of another kind. */
  async save(kind) { return new Blob([await this.#office.ask('write', this.report(), kind)], { type: TYPES[kind] }); }

  /** Files that are dropped on the form. */
  #dropped(event) {
    const files = event.dataTransfer?.types.includes('Files');
    this.#root.classList.toggle('dropping', files && event.type === 'dragover');
    if (!files) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (event.type === 'drop' && file) this.#given(file, false);
  }

  #load(text) {
    try {
      this.load_text(text);
      return true;
    } catch (error) {
      queueMicrotask(() => this.#host.tell(error));
      return false;
    }
  }

  async #again(draft) {
    if (draft.closed) draft.open(await lock(draft.id, { ifAvailable: true }));
    await this.#restore(draft, draft.locked ? 'taken' : draft.count ? 'restored' : '', when(draft.saved ?? Date.now()));
    this.#last = null;
  }

  retire() {
    for (const [name, listener] of this.#listeners) removeEventListener(name, listener);
  }

  unmount() {
    this.draft?.close();
    disconnect();
    this.#over = true;
    this.#waiting?.abort();
    this.#rust.unmount();
  }

  // -- keystrokes --

  #typed({ dataset: { place, slot }, value }) {
    const field = slot ?? place;
    if (field && !field.startsWith('start.')) this.draft?.set(field, value);
  }

  #say(text) {
    this.#mark = text;
    const mark = this.#root.querySelector('.saved');
    if (mark && mark.textContent !== text) mark.textContent = text;
  }

  /** Browsers are cleaned up by others: now and then a file is offered. */
  #remind() {
    if (Date.now() - this.since < BACKUP) return;
    this.since = Date.now();
    this.#told('backup');
  }

  /** What Rust says to it is in its second file. Never within an event: a drawing between the keeper, which hears of a
      key first, and Rust would put the old text back into the field. */
  async #told(code, detail = []) {
    try { await this.#complete(); } catch { return; }
    await new Promise((done) => { setTimeout(done); });
    if (!this.#over) this.#rust.told(code, detail.join('\x1f'));
  }

  #listeners = Object.entries({
    beforeunload: (event) => { if (this.dirty) event.preventDefault(); },
    beforeprint: () => this.#rust.printing(true),
    afterprint: () => this.#rust.printing(false),
    pageshow: () => this.draft?.check(),
    focus: () => this.draft?.check(),
  });

  // -- drafts --

  /** What the page's attributes name: a draft, or the one of this unit and year. */
  #wanted() {
    const of = (name) => this.#host.getAttribute(name)?.trim() ?? '';
    return of('draft') || (of('year') && `${of('year')} ${of('org')}`);
  }

  /** Rust shows another report: what is typed from now on is a draft of its own. */
  #opened() {
    if (this.#restoring || this.#last) return;
    this.#waiting?.abort();
    const before = this.draft;
    const id = !this.#taken && !before?.typed.size && this.#wanted();
    this.draft = new Draft(id || fresh(), this.report(), this.watch);
    this.#hold(this.draft, before);
    this.#host.emit('gongkai-draft', { id: this.draft.id, stored: false });
    this.#say('');
  }

  /** One after the other: two drafts in a row may have the same name. */
  #hold(draft, before) {
    this.#holding = this.#holding.then(async () => {
      // A lock that is let go is not free at once.
      if (before?.lock && before.id === draft.id) { draft.hold(before.lock); return; }
      await before?.close();
      lock(draft.id, {}).then((key) => draft.hold(key));
    });
  }

  /** A page that was just left lets go of the draft a little later; another window does so when it is closed. */
  async #open(id, how) {
    this.#waiting?.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const asked = lock(id, how ?? { signal });
    const key = await Promise.race([asked, new Promise((late) => { setTimeout(late, PATIENCE, null); })]);
    if (signal.aborted || this.#over) return;
    await this.#enter(id, key);
    if (key) return;
    asked.then((late) => { if (late.held && !signal.aborted && !this.#over) this.#enter(id, late); else late.free(); });
  }

  async #enter(id, key) {
    const draft = await find(id, this.watch, Boolean(key));
    if (!draft) throw new Error('这份草稿已经不在这台电脑上了。如有备份文件，请打开备份。');
    if (key) draft.hold(key);
    await this.#restore(draft, draft.newer ? 'newer' : key ? 'restored' : 'elsewhere', when(draft.head.time));
    this.#host.emit('gongkai-draft', { id, stored: true });
  }

  /** Shows it, and says in the same moment how: what may not be typed into is never on the screen unlocked. */
  async #restore(draft, news, time) {
    await this.#complete();
    this.#restoring = true;
    try {
      this.load_text(draft.text());
      if (news) this.#rust.told(news, [time, draft.count, ...(draft.steps ? ['step'] : [])].join('\x1f'));
    } finally {
      this.#restoring = false;
    }
    if (this.draft !== draft) this.draft?.close();
    this.draft = draft;
    if (draft.locked) this.#say(''); else draft.mark();
  }

  async #list() {
    const rows = await drafts().catch(() => []);
    const line = ({ id, name, org, year, time, count, state = '' }) => [id, name || `${org || '未填写单位名称'} ${year || '____'}年度`,
      `${when(time)} · 已填 ${count} 项${state && ` · ${state}`}`];
    const lines = rows.map((head) => line(head).join('\x1f'));
    for (const { head } of this.#gone.values()) lines.push([...line(head), 'gone'].join('\x1f'));
    return this.#told('drafts', [lines.join('\x1e')]);
  }

  async #do(what, id, text) {
    const { draft } = this;
    if (what === 'export' || what === 'paste') this.#fold();
    switch (what) {
      case 'look': return remember(text);
      case 'stop': return this.#office.stop();
      case 'paste': return this.#take(new File([text], '粘贴的文字'), false);
      case 'export': return this.#host.download(text, await this.save(id), TYPES[id]);
      case 'continue': return this.#reach(draft?.at);
      case 'revert': draft.revert(); return this.#restore(draft);
      case 'here': return this.#open(draft.first ?? draft.id, { steal: true });
      case 'open': return this.#open(id);
      case 'backup': { const found = await find(id, this.watch, false); this.#host.download(`${text}.草稿备份.json`, found.text()); return; }
      case 'rename': await rename(id, text); break;
      case 'copy': await copy(id, `${text} 副本`); break;
      case 'delete': this.#gone.set(id, await remove(id)); break;
      case 'undelete': await write(this.#gone.get(id)); this.#gone.delete(id); break;
      case 'clear': await clear(); this.#gone.clear(); break;
    }
    return this.#list();
  }

  /** The caret to where it was. */
  #reach(field) {
    const name = CSS.escape(field ?? '');
    this.#root.querySelector(`[data-slot="${name}"],[data-place="${name}"]`)?.focus();
  }

  // -- the page --

  #submit() {
    const { report } = this.#host;
    const fallback = this.#host.emit('gongkai-submit', { report });
    if (!fallback) this.draft?.handed('已提交');
    return fallback;
  }

  /** Last year's report is read from the page's own site only; without it nothing is compared. */
  async #compare(name) {
    if (name) await this.#complete();
    const url = name && new URL(name, this.#host.baseURI);
    const failed = (message) => Object.assign(new Error(message), { code: 'last-year' });
    if (url && url.origin !== location.origin) throw failed('上年年报不在本网站上，没有读取。');
    const text = url ? await this.#host.read(url) : undefined;
    if ((name ?? null) === this.#host.getAttribute('last-year')) this.#rust.last_year(text);
  }
}

/** A report file and a draft begin with a brace; of anything else the office worker finds out what it is. */
async function isReport(file) { return /^\s*\{/.test(await file.slice(0, 64).text().catch(() => '')); }

/** Settings are no drafts: where the browser refuses, they are forgotten. */
function remember(look) {
  try { localStorage.setItem('gongkai-look', look); } catch { /* forgotten */ }
}

function remembered() {
  try { return localStorage.getItem('gongkai-look'); } catch { return null; }
}

/** The site around this page, where it is another: browsers keep its drafts apart from those of the page itself. */
function framed() {
  try {
    return window.top.location.host === location.host ? '' : '上级网站';
  } catch {
    return location.ancestorOrigins?.[0]?.replace(/^\w+:\/\//, '') ?? '上级网站';
  }
}

/** `11月26日 14:32`. */
function when(time) {
  const at = new Date(time);
  return `${at.getMonth() + 1}月${at.getDate()}日 ${at.toTimeString().slice(0, 5)}`;
}

/** Puts a text on the clipboard. Pages without https have none but the old way. */
async function copied(root, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.getPrototypeOf(document).createElement.call(document, 'textarea');
    field.value = text;
    root.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('copy');
  }
}
