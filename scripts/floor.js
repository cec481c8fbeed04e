// The floor: table three as the least JavaScript that does the job, on a plain table. No framework, no rules but
// the identities, no messages but a mark. What a keystroke costs here is what any form pays; see bench.mjs.
const COLUMNS = 7;
const ROWS = 25;
const DONE = 23; // （七）总计: rows 2 to 22
const value = (input) => Number(input.value) || 0;

const table = document.createElement('table');
const cells = [];
for (let r = 0; r < ROWS; r++) {
  const line = table.insertRow();
  const head = document.createElement('th');
  head.textContent = `第 ${r + 1} 行`;
  line.append(head);
  cells.push(Array.from({ length: COLUMNS }, (_, c) => {
    const input = document.createElement('input');
    input.dataset.slot = `${r}.${c}`;
    input.value = String((r * 7 + c) % 30);
    line.insertCell().append(input);
    return input;
  }));
}
const strip = table.insertRow();
strip.append(document.createElement('th'));
const balances = Array.from({ length: COLUMNS }, () => strip.insertCell());
document.body.append(table);

function column(c) {
  let sum = 0;
  for (let r = 2; r < DONE; r++) sum += value(cells[r][c]);
  return sum;
}

function row(r) {
  let sum = 0;
  for (let c = 0; c < COLUMNS - 1; c++) sum += value(cells[r][c]);
  return sum;
}

function judge() {
  let wrong = 0;
  const mark = (input, bad) => {
    if (bad) wrong++;
    if (input.classList.contains('error') !== bad) input.classList.toggle('error', bad);
  };
  for (let c = 0; c < COLUMNS; c++) {
    mark(cells[DONE][c], value(cells[DONE][c]) !== column(c));
    const left = value(cells[0][c]) + value(cells[1][c]);
    const right = value(cells[DONE][c]) + value(cells[DONE + 1][c]);
    const text = `${left} ${right} ${left === right ? '相符' : `差 ${Math.abs(left - right)}`}`;
    if (balances[c].textContent !== text) balances[c].textContent = text;
  }
  for (let r = 0; r < ROWS; r++) mark(cells[r][COLUMNS - 1], value(cells[r][COLUMNS - 1]) !== row(r));
  return wrong;
}

table.addEventListener('input', () => {
  judge();
  dispatchEvent(new CustomEvent('gongkai-findings'));
});
judge();
document.documentElement.dataset.ready = String(performance.now());
