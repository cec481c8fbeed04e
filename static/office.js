// Files of office programs, for the form: asks the office worker, which is loaded when it is first needed, and ends it
// when a file takes too long or too much. The form goes on meanwhile.

/** {js, wasm, length, integrity}; a build writes this line. */
const OFFICE = {};

const PATIENCE = 10_000; // ms that one file may take

const FAULTS = {
  slow: '文件太复杂，10 秒内没有读完，已停止；草稿没有改动。请另存为 .xlsx、.docx 或 .csv 后再试，或者把表格复制过来粘贴。',
  stopped: '已停止读取，草稿没有改动。',
  died: '文件无法读取（内部错误 I-08），草稿没有改动。请另存一份后再试，或者把表格复制过来粘贴。',
  none: '浏览器没能启动读写办公文件的程序，草稿没有改动。请刷新页面后再试；仍不行请联系网站管理员。',
};

/** Where a page knows Trusted Types, a worker's address goes through the one policy that its site allows. */
const POLICY = Symbol.for('gongkai');

function trusted(address) {
  const types = window.trustedTypes;
  if (!types) return address;
  window[POLICY] ??= types.createPolicy('gongkai', { createScriptURL: String });
  return window[POLICY].createScriptURL(address);
}

export class Office {
  #part;
  #worker = null; // promise of a worker that has begun
  #turn = Promise.resolve();
  #stop = null; // ends what is being done
  #halted = false; // whether it is to end, even before it began

  /** `part` gives the address of a companion, or compiles it. */
  constructor(part) { this.#part = part; }

  /** One job after the other. What cannot be done is an error whose message is a sentence for the user. */
  ask(...job) {
    const next = this.#turn.then(() => this.#do(job));
    this.#turn = next.catch(() => {});
    return next;
  }

  /** Ends what is being done now. */
  stop() {
    this.#halted = true;
    this.#stop?.();
  }

  async #do(job) {
    this.#halted = false;
    this.#worker ??= this.#begin();
    const worker = await this.#worker.catch((error) => { this.#worker = null; throw error; });
    const answer = this.#halted ? { fault: 'stopped' } : await this.#answer(worker, job);
    if (answer.done !== undefined) return answer.done;
    if (answer.said) throw new Error(answer.said);
    worker.terminate();
    this.#worker = null;
    throw Object.assign(new Error(FAULTS[answer.fault ?? 'died']), { code: answer.fault ?? 'died', detail: answer.died });
  }

  async #begin() {
    const module = await this.#part(OFFICE);
    const worker = new Worker(trusted(String(this.#part(OFFICE.js))));
    const { died, fault } = await this.#answer(worker, ['start', module]);
    if (!died && !fault) return worker;
    worker.terminate();
    throw new Error(this.#halted ? FAULTS.stopped : FAULTS.none);
  }

  #answer(worker, job) {
    let late;
    return new Promise((done) => {
      late = setTimeout(done, PATIENCE, { fault: 'slow' });
      this.#stop = () => done({ fault: 'stopped' });
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => { event.preventDefault(); done({ died: event.message ?? 'worker' }); };
      worker.postMessage(job);
    }).finally(() => { clearTimeout(late); this.#stop = null; });
  }
}
