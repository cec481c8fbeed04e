// The gallery: every sample by itself, each unit's years together, and the units of one year side by side. What is
// shown is in the query (?show=hongze-2023+hongze-2024); what is on the screen of the view is in the hash, by permalink.

const $ = (id) => document.getElementById(id);
const shown = new URLSearchParams(location.search).get('show');

const id = ({ file }) => file.replace(/\.json$/, '');

/** Rows that have the same value under a key, in groups. */
function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row]);
  return [...groups.values()].filter((group) => group.length > 1);
}

function link(rows, text) {
  const ids = rows.map(id).join(' ');
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  anchor.href = `?${new URLSearchParams({ show: ids })}`;
  anchor.textContent = text;
  if (ids === shown) anchor.setAttribute('aria-current', 'page');
  item.append(anchor);
  return item;
}

/** The file itself is what stays when the view cannot run. */
function view(ids) {
  const element = document.createElement('gongkai-view');
  element.setAttribute('src', ids.map((name) => `samples/${encodeURIComponent(name)}.json`).join(' '));
  element.setAttribute('permalink', '');
  for (const name of ids) {
    const line = document.createElement('p');
    const anchor = document.createElement('a');
    anchor.href = `samples/${encodeURIComponent(name)}.json`;
    anchor.textContent = `下载数据文件 ${name}.json`;
    line.append(anchor);
    element.append(line);
  }
  return element;
}

async function list() {
  const rows = await (await fetch('samples/index.json')).json();
  $('reports').replaceChildren(...rows.map((row) => link([row], `${row.org} ${row.year}`)));
  const years = (group) => `${group[0].org} ${group.map((row) => row.year).sort().join('、')}`;
  $('series').replaceChildren(...grouped(rows, 'org').map((group) => link(group, years(group))));
  const units = (group) => `${group[0].year} 年：${group.map((row) => row.org).join('、')}`;
  const [most] = grouped(rows, 'year').sort((a, b) => b.length - a.length);
  $('units').replaceChildren(...(most ? [link(most, units(most))] : []));
  if (!shown) return [id(rows[0])];
  return shown.split(' ');
}

list()
  .then((ids) => $('place').append(view(ids)))
  .catch(() => { $('reports').firstElementChild.textContent = '示例没有读到。请检查网络后刷新页面。'; });
