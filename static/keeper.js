// The keeper of keystrokes (草稿): what is typed is in IndexedDB before Rust sees it, letter by letter, one small
// record a field. It knows nothing of forms, so it goes on when the program behind the screen is dead.
//
// Store `drafts`: one head a draft. Store `fields`: under [draft, ''] the report file it began with, under
// [draft, field] what was typed there. The database's version is 1 for ever, so that no tab waits for another; what
// changes over the years is `schema` in the heads. Whoever opens a draft becomes its owner, and every write asks,
// inside its own transaction, whether it still is: an old tab that wakes up cannot overwrite what a newer one wrote.

const SCHEMA = 1;
const OPENING = 6000; // ms until a database that does not answer counts as none
const AGAIN = [200, 800]; // ms before one that could not be opened is tried again
const SLOW = 3000; // ms until a write that does not end is told
const ENDLESS = 15_000; // ms until it is given up
const RETRY = 1000; // ms, doubled with each failure, twice
const STEP = '~step'; // the field that is none: what the last change of many fields at once did to each
const COUNTER = ''; // the head that only counts: drafts are in the order of their writes, clocks go wrong

const LATE = new Error('no answer');
const FENCED = new Error('another window owns the draft');

export const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// --- the database -------------------------------------------------------------------------------

let opened = null; // promise of the connection

function connect(name) {
  return new Promise((done, fail) => {
    const late = setTimeout(fail, OPENING, LATE);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' });
      request.result.createObjectStore('fields');
    };
    request.onerror = () => { clearTimeout(late); fail(request.error); };
    request.onsuccess = () => {
      clearTimeout(late);
      const base = request.result;
      base.onversionchange = base.onclose = () => { base.close(); opened = null; };
      if (base.objectStoreNames.contains('fields')) done(base); else fail(new Error('not ours'));
    };
  });
}

/** A database that cannot be opened may still be held by what was killed a moment ago. One that stays so is left as it is,
    and a second one takes its place; one that is only slow has no second, for what was typed would not be in it. */
async function reach() {
  for (const wait of AGAIN) {
    try {
      return await connect('gongkai');
    } catch (error) {
      if (error === LATE) throw error;
      if (!(error instanceof DOMException) || error.name === 'SecurityError') break;
      await new Promise((done) => { setTimeout(done, wait); });
    }
  }
  return connect('gongkai').catch((error) => { if (error === LATE) throw error; return connect('gongkai-2'); });
}

function database() {
  opened ??= reach().catch((error) => {
    opened = null;
    throw Object.assign(error ?? new Error(), { absent: true });
  });
  return opened;
}

/** An open connection keeps everything alive that belongs to it. */
export async function disconnect() {
  const last = opened;
  opened = null;
  (await last?.catch(() => null))?.close();
}

/** Runs `work(drafts, fields, give, stop)` in one transaction; resolves once it is durable, with what was given. A
    connection that failed once, whatever it called the reason, is not trusted again. */
async function transact(mode, work) {
  for (let again = true; ; again = false) {
    const base = await database();
    try {
      return await transaction(base, mode, work);
    } catch (error) {
      if (error === FENCED) throw error;
      opened = null;
      base.close();
      if (!again) throw error;
    }
  }
}

function transaction(base, mode, work) {
  return new Promise((done, fail) => {
    const all = base.transaction(['drafts', 'fields'], mode, { durability: 'strict' });
    let given, reason;
    const stop = (why) => { reason = why; all.abort(); };
    const endless = setTimeout(() => { fail(new Error('no end')); stop(); }, ENDLESS);
    all.oncomplete = () => { clearTimeout(endless); done(given); };
    all.onabort = () => { clearTimeout(endless); fail(reason ?? all.error ?? new Error('aborted')); };
    work(all.objectStore('drafts'), all.objectStore('fields'), (value) => { given = value; }, stop);
  });
}

/** What goes wrong in an answer goes the way of what goes wrong in a write. */
const got = (request, then) => {
  request.onsuccess = () => {
    try { then(request.result); } catch { request.transaction?.abort(); }
  };
};
const within = (id) => IDBKeyRange.bound([id, ''], [id, []]);

/** Puts a head at the front of the order. */
function front(drafts, head) {
  got(drafts.get(COUNTER), (counter) => {
    const turn = (counter?.turn ?? 0) + 1;
    drafts.put({ id: COUNTER, turn });
    drafts.put({ ...head, turn });
  });
}

// --- one draft ----------------------------------------------------------------------------------

/** Half a character is kept as it is; no text that Rust or a file takes can hold it. */
const whole = (raw) => (typeof raw === 'string' ? raw.replace(/\p{Cs}/gu, '\ufffd') : raw);

/** What was typed over one report file. The watch is told: `told(code)` when its luck changes, `mark(name, time)` at
    each step of saving, `stored(id)` once it is in the database. */
export class Draft {
  typed = new Map(); // field → {field, raw, seq}, in the order of last words
  seq = 0;
  owner = fresh();
  head = {};
  locked = false; // nothing may be typed: another window has it, or a newer version made it
  #watch;
  #dirty = new Set();
  #running = null; // promise of the writes under way
  #failures = 0;
  #luck = '';
  #wake = null;
  #step = null; // what stood before, while a step is taken in
  #lost = false; // another window took it from this one
  lock = null;
  closed = false;

  constructor(id, base, watch) {
    this.id = id;
    this.base = base;
    this.#watch = watch;
    const { org, year } = JSON.parse(base).meta ?? {};
    this.head = { org, year };
  }

  get count() { return this.typed.size - (this.typed.has(STEP) ? 1 : 0); }

  /** What is taken in until the page has its turn again is one step; it can be taken back when Rust has forgotten it. */
  step() {
    this.#step = new Map();
    queueMicrotask(() => {
      const changes = [...this.#step].map(([field, before]) => [field, before, this.typed.get(field)?.raw]);
      this.#step = null;
      if (changes.length) this.set(STEP, JSON.stringify(changes));
    });
  }

  get steps() { return Boolean(this.typed.get(STEP)?.raw); }

  /** Takes the last step back, in every field that has not been typed into since. */
  revert() {
    for (const [field, before, after] of JSON.parse(this.typed.get(STEP).raw)) {
      if (this.typed.get(field)?.raw === after) this.#put(field, before);
    }
    this.set(STEP, '');
  }

  /** Takes a field in. What Rust tells of a key says nothing new; half a character it would tell otherwise. */
  set(field, raw, told) {
    const last = this.typed.get(field);
    const known = last && (last.raw === raw || (told && whole(last.raw) === raw));
    if (known || (this.locked && !this.#stray())) return;
    if (!this.#step?.has(field)) this.#step?.set(field, last?.raw);
    if (field !== STEP) this.at = field;
    delete this.head.state; // what was handed in was another text
    this.#put(field, raw);
  }

  /** Without a text the field is as in the file again. */
  #put(field, raw) {
    this.typed.delete(field);
    if (raw !== undefined) this.typed.set(field, { field, raw, seq: ++this.seq });
    this.#dirty.add(field);
    this.mark();
    this.#run();
  }

  get dirty() { return this.#dirty.size > 0 || this.#running !== null; }

  /** Resolves once all is durable; rejects if it cannot be now. */
  async flush() {
    while (this.dirty) {
      let late;
      const patience = new Promise((over) => { late = setTimeout(over, SLOW, false); });
      const done = await Promise.race([this.#run(), patience]);
      clearTimeout(late);
      if (!done || this.#failures) throw new Error('未能保存');
    }
  }

  /** The text of the draft as a file. */
  text() {
    const typed = [...this.typed.values()].filter(({ field }) => field !== STEP).map(({ field, raw }) => `[${JSON.stringify(field)},${JSON.stringify(whole(raw))}]`);
    return `{"schema":"gongkai-draft/${SCHEMA}","report":${JSON.stringify(this.base)},"typed":[${typed}]}\n`;
  }

  /** It was handed in; the next key takes that back. */
  handed(state) {
    this.head.state = state;
    if (this.typed.size) { this.#dirty.add(''); this.#run(); }
  }

  /** Whether this window still owns it: asked when it wakes up. */
  async check() {
    const head = await transact('readonly', (drafts, _, give) => got(drafts.get(this.id), give)).catch(() => null);
    if (head && head.owner !== this.owner) this.#lose();
  }

  /** Takes the lock on: if another window takes it away, the draft is lost to that. */
  hold(lock) {
    if (this.closed) { lock.free(); return; }
    this.lock = lock;
    lock.lost = () => this.#lose();
  }

  /** Goes on after `close`. */
  open(lock) {
    this.closed = false;
    if (lock.held) this.hold(lock); else this.#lose();
  }

  /** Lets go of it, once it is written. */
  async close() {
    this.closed = true;
    await this.#running;
    if (!this.closed) return;
    this.lock?.free();
    disconnect();
  }

  // One write at a time; what is typed meanwhile goes with the next.
  #run() {
    this.#wake?.();
    return this.#running ??= this.#writes().finally(() => { this.#running = null; this.mark(); });
  }

  async #writes() {
    while (this.#dirty.size) {
      const fields = this.#dirty;
      this.#dirty = new Set();
      const slow = setTimeout(() => this.#tell('failed'), SLOW);
      try {
        await this.#write(fields);
        this.#fare();
      } catch (error) {
        clearTimeout(slow); // the wait for another try is no slow write
        fields.forEach((field) => this.#dirty.add(field));
        if (error === FENCED) this.#part(); else await this.#failed(error);
      } finally {
        clearTimeout(slow);
      }
    }
    return true;
  }

  #write(fields) {
    const head = { ...this.head, id: this.id, schema: SCHEMA, owner: this.owner, time: Date.now(), at: this.at, count: this.count };
    head.org = this.typed.get('meta.org')?.raw ?? head.org;
    head.year = this.typed.get('meta.year')?.raw ?? head.year;
    return transact('readwrite', (drafts, store, _, stop) => got(drafts.get(this.id), (known) => {
      if (known && known.owner !== this.owner) return stop(FENCED);
      // None: it is new, or somebody cleaned the browser up.
      if (!known) store.put({ field: '', raw: this.base, seq: 0 }, [this.id, '']);
      for (const field of known ? fields : this.typed.keys()) {
        if (this.typed.has(field)) store.put(this.typed.get(field), [this.id, field]); else if (field) store.delete([this.id, field]);
      }
      // What it is called was perhaps changed elsewhere.
      front(drafts, { ...known, ...head, state: this.head.state, name: (known ?? head).name });
    }));
  }

  #fare() {
    if (!this.stored) this.#watch.stored(this.id);
    this.stored = true;
    this.#failures = 0;
    if (this.#luck) this.#tell('again');
    this.#luck = '';
    this.saved = new Date();
  }

  async #failed(error) {
    this.#tell(error.absent ? 'none' : error.name === 'QuotaExceededError' ? 'full' : 'failed');
    const wait = RETRY * 2 ** Math.min(this.#failures++, 2);
    await new Promise((done) => { this.#wake = done; setTimeout(done, wait); });
    this.#wake = null;
  }

  #tell(luck) {
    if (this.#luck !== luck) this.#watch.told(this.#luck = luck);
    this.mark();
  }

  /** Says how it stands. */
  mark() {
    this.#watch.mark(this.#luck && this.#luck !== 'again' ? 'none' : this.dirty ? 'busy' : 'done', this.saved);
  }

  /** What was typed here after another window took the draft is no part of it any more, and is not lost either. */
  #part() {
    this.locked = this.#lost = true;
    this.#watch.told('parted');
    this.first = this.id;
    this.id = fresh();
    this.owner = fresh();
    this.head.name = '另一窗口里没有写完的内容';
    this.typed.forEach((_, field) => this.#dirty.add(field));
  }

  #lose() {
    if (this.locked) return;
    this.locked = this.#lost = true;
    this.#watch.told('taken');
  }

  /** Whether a key is still taken in that came before the screen was locked. */
  #stray() {
    if (this.#lost && !this.first) this.#part();
    return this.#lost;
  }
}

/** Holds a draft against other windows, where the browser can: resolves once it does, or with `held` false if it was
    not to wait, or not any longer. */
export function lock(id, how) {
  return new Promise((answer) => {
    const lock = { held: true, free() {}, lost() {} };
    if (!navigator.locks) { answer(lock); return; }
    navigator.locks.request(`gongkai ${id}`, how, (granted) => {
      lock.held = granted !== null;
      answer(lock);
      return granted && new Promise((free) => { lock.free = free; });
    }).catch(() => { lock.held = !how.signal?.aborted; answer(lock); lock.lost(); }); // as in a sandbox, or taken away later
  });
}

// --- all drafts ---------------------------------------------------------------------------------

/** The drafts on this computer, the last written first. */
export async function drafts() {
  const heads = await transact('readonly', (heads, _, give) => got(heads.getAll(), give));
  return heads.filter(({ id }) => id !== COUNTER).sort((a, b) => b.turn - a.turn);
}

const read = (id, mode, then) => transact(mode, (heads, fields, give) => got(heads.get(id), (head) => {
  if (!head) return;
  got(fields.getAll(within(id)), (records) => {
    give({ head, records });
    if (then) then(heads, head);
  });
}));

/** A draft with all its fields; `owned` makes this window its owner. Nothing if there is none. */
export async function find(id, watch, owned) {
  const owner = fresh();
  const found = await read(id, owned ? 'readwrite' : 'readonly', owned && ((heads, head) => {
    if (head.schema <= SCHEMA) heads.put({ ...head, owner });
  }));
  if (!found) return null;
  const [base, ...typed] = found.records.sort((a, b) => a.seq - b.seq);
  const draft = new Draft(id, base.raw, watch);
  for (const record of typed) draft.typed.set(record.field, record);
  Object.assign(draft, { head: found.head, owner, at: found.head.at, seq: typed.at(-1)?.seq ?? 0, stored: true, saved: new Date(found.head.time) });
  draft.newer = found.head.schema > SCHEMA;
  draft.locked = draft.newer || !owned;
  return draft;
}

/** Changes a head without becoming its owner. */
export const rename = (id, name) => read(id, 'readwrite', (heads, head) => heads.put({ ...head, name }));

export async function copy(id, name) {
  const { head, records } = await read(id, 'readonly');
  await write({ head: { ...head, id: fresh(), name }, records });
}

/** Takes a draft away; gives what brings it back. */
export async function remove(id) {
  const found = await read(id, 'readonly');
  await transact('readwrite', (heads, fields) => { heads.delete(id); fields.delete(within(id)); });
  return found;
}

export const write = ({ head, records }) => transact('readwrite', (heads, fields) => {
  for (const record of records) fields.put(record, [head.id, record.field]);
  front(heads, head);
});

/** Nothing of any draft stays on this computer. */
export const clear = () => transact('readwrite', (heads, fields) => { heads.clear(); fields.clear(); });
