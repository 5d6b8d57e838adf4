// Which words of Folio's languages published tables have.
//
//     node src/words/sources.mjs FOLDER
//
// FOLDER holds clones of the repositories `plk/biblatex` and `citation-style-language/locales`, and if they are to be
// looked at `yamlresume/yamlresume` and `BasileChretien/sigmacv` for headings, each in a folder of its last name. For
// each language it prints the words that stand behind `=` and that no table has, those behind `?=` that one has, and
// those for which the tables have others, so that a person can choose. Months, dates, numbers and names of languages are
// CLDR's: a test compares them (`oracle.rs`). It changes nothing.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('say in which folder the repositories are');
const locales = new URL('locales/', import.meta.url);

const BIBLATEX = {
  bg: 'bulgarian', ca: 'catalan', cs: 'czech', da: 'danish', de: 'german', el: 'greek', es: 'spanish', eu: 'basque',
  fi: 'finnish', fr: 'french', hr: 'croatian', hu: 'hungarian', is: 'icelandic', it: 'italian', nb: 'norsk', nl: 'dutch',
  pl: 'polish', pt: 'portuguese', 'pt-BR': 'brazilian', ro: 'romanian', ru: 'russian', sk: 'slovak', sl: 'slovene',
  sv: 'swedish', tr: 'turkish', uk: 'ukrainian',
};
const CSL = {
  ar: 'ar', bg: 'bg-BG', ca: 'ca-AD', cs: 'cs-CZ', da: 'da-DK', de: 'de-DE', el: 'el-GR', es: 'es-ES', eu: 'eu',
  fa: 'fa-IR', fi: 'fi-FI', fr: 'fr-FR', he: 'he-IL', hi: 'hi-IN', hr: 'hr-HR', hu: 'hu-HU', id: 'id-ID', is: 'is-IS',
  it: 'it-IT', ja: 'ja-JP', ko: 'ko-KR', nb: 'nb-NO', nl: 'nl-NL', pl: 'pl-PL', pt: 'pt-PT', 'pt-BR': 'pt-BR',
  ro: 'ro-RO', ru: 'ru-RU', sk: 'sk-SK', sl: 'sl-SI', sv: 'sv-SE', tr: 'tr-TR', uk: 'uk-UA', vi: 'vi-VN',
  'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW',
};
const YAMLRESUME = { 'zh-Hans': 'zh-hans', 'zh-Hant': 'zh-hant-tw', nb: 'no', 'pt-BR': 'pt-br' };
const SIGMACV = { 'zh-Hans': 'zh-CN' };

// Under which keys the tables have what a message says: BibLaTeX's, then CSL's.
const KEYS = {
  'names.et-al': ['andothers', 'et-al'], 'names.unnamed': ['andothers', 'et-al'],
  editors: ['editor editors', 'editor'], translators: ['translator translators', 'translator'],
  'genre.patent': ['patent', 'patent'], 'edited-by': ['byeditor', ''], 'translated-by': ['bytranslator', ''],
  in: ['in', 'in'], 'in.edited': ['in', 'in'], volume: ['volume jourvol', 'volume'], issue: ['number', 'issue number'],
  'edition.numbered': ['edition', 'edition'], 'edition.named': ['edition', 'edition'], version: ['version', 'version'],
  original: ['origpubin', ''], preprint: ['prepublished', 'preprint article'], thesis: ['thesis', 'thesis'],
  patent: ['patent', 'patent'], 'status.accepted': ['forthcoming', 'forthcoming'],
  'status.in-press': ['inpress', 'in press'], 'status.in-preparation': ['inpreparation', ''],
  'status.under-review': ['submitted', ''], 'link.url': ['', 'online'], 'link.data': ['', 'dataset'],
  'group.forthcoming': ['forthcoming', 'forthcoming'], 'group.undated': ['nodate', 'no date'],
  'group.software': ['software', 'software'], 'group.book': ['', 'book'], 'group.dataset': ['', 'dataset'],
  'group.patent': ['', 'patent'], 'group.report': ['', 'report'], 'group.thesis': ['', 'thesis'],
  'group.chapter': ['', 'chapter'], 'group.journal': ['', 'article-journal'],
  'group.conference': ['', 'paper-conference'], 'group.magazine': ['', 'article-magazine'],
};
// Lines that are no words, or words of CLDR, or whole lists of CSL (seasons).
const GRAMMAR =
  /^(name|also|plural|months|quarters|seasons?|join|number|range|money|date|ordinal|percent|sentence|label|aside|quote|ellipsis|language|degree-in-field|document-title|named-volume|volume-issue|patent\.of-genre|link\.(openreview|acl|dblp|pdf))\b/;

const ACCENTS = {
  "'": '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303', '=': '\u0304', '.': '\u0307', v: '\u030c',
  c: '\u0327', k: '\u0328', H: '\u030b', r: '\u030a', u: '\u0306',
};

/** A letter with its accent; a dotless i has the accent for its dot. */
const accented = (letter, accent) => (letter.replace('ı', 'i') + ACCENTS[accent]).normalize('NFC');

/** TeX's letters as letters, and its spaces and stops as what they print. */
function letters(tex) {
  return tex
    .replace(/\\(mkbibemph|emph|textit|textsuperscript|smartof|isdot)\b/g, '')
    .replace(/\\lbx@\w+(@\w+)?|\\-/g, '')
    .replace(/\\(addabbrvspace|addnbspace|addspace|addnbthinspace|addthinspace|addabthinspace|space)\b|\\[, ]|(?<!\\)~/g, ' ')
    .replace(/\\(addot|adddot)\b/g, '.').replace(/\\adddotspace\b/g, '. ').replace(/\\addcolon\b/g, ':')
    .replace(/\\hyphen\b/g, '-').replace(/\\(ordinalmasculine|textordmasculine)/g, 'º').replace(/\\textordfeminine/g, 'ª')
    .replace(/\\ae\b ?/g, 'æ').replace(/\\aa\b ?/g, 'å').replace(/\\o\b ?/g, 'ø').replace(/\\l\b ?/g, 'ł')
    .replace(/\\dh\b ?/g, 'ð').replace(/\\th\b ?/g, 'þ').replace(/\\ss\b ?/g, 'ß').replace(/\\i\b ?/g, 'ı')
    .replace(/\\(['`^"~=.])\{?\\?([a-zA-Zı])\}?/g, (_, accent, letter) => accented(letter, accent))
    .replace(/\\([vckHru])\b ?\{?([a-zA-Z])\}?/g, (_, accent, letter) => accented(letter, accent))
    .replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
}

/** The body of a group that begins at `at`, and where it ends. */
function group(text, at) {
  let depth = 1;
  let end = at;
  for (; end < text.length && depth > 0; end += 1) depth += { '{': 1, '}': -1 }[text[end]] ?? 0;
  return [text.slice(at, end - 1), end];
}

/** The strings of a language of BibLaTeX: long and short ones by key. */
function biblatex(language) {
  const file = join(folder, 'biblatex/tex/latex/biblatex/lbx', `${language}.lbx`);
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8').replace(/(^|[^\\])%.*$/gm, '$1');
  const strings = {};
  for (const parent of text.matchAll(/\\InheritBibliographyStrings\{(\w+)\}/g)) Object.assign(strings, biblatex(parent[1]));
  for (const entry of text.matchAll(/^\s*([a-z]+)\s*=\s*\{\s*\{/gm)) {
    const [long, end] = group(text, entry.index + entry[0].length);
    const open = text.indexOf('{', end);
    strings[entry[1]] = [long, group(text, open + 1)[0]].map(letters);
  }
  return strings;
}

/** The terms of a language of CSL by name. */
function csl(language) {
  const file = join(folder, 'locales', `locales-${language}.xml`);
  const terms = {};
  if (!existsSync(file)) return terms;
  for (const [, name, body] of readFileSync(file, 'utf8').matchAll(/<term name="([^"]+)"[^>]*>([\s\S]*?)<\/term>/g)) {
    const forms = [...body.matchAll(/<(?:single|multiple)>([^<]*)</g)].map((form) => form[1]);
    (terms[name] ??= []).push(...(forms.length ? forms : [body.trim()]));
  }
  return terms;
}

/** The headings of sections that a file of TypeScript has for a language. */
function headings(file, opening, line) {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(opening);
  if (start < 0) return [];
  const found = [];
  for (const one of text.slice(start + opening.length).split('\n').slice(1)) {
    if (/^ {0,4}\}/.test(one)) break;
    const heading = one.match(line);
    if (heading) found.push(heading[1]);
  }
  return found;
}

const plain = (words) =>
  words.replace(/\{nn?bsp\}/g, ' ').replace(/\{[^}]*\}/g, '')
    .toLowerCase().replace(/\s+/g, ' ').replace(/[\s.:()（）：,،'’ªº-]+/g, ' ').trim();

for (const file of readdirSync(locales).sort()) {
  const tag = file.replace('.txt', '');
  if (tag.startsWith('en')) continue;
  const strings = biblatex(BIBLATEX[tag]);
  const terms = csl(CSL[tag]);
  const yaml = join(folder, 'yamlresume/packages/core/src/translations/options.ts');
  const sigma = join(folder, 'sigmacv/src/lib/i18n/index.ts');
  const region = SIGMACV[tag] ?? (tag.includes('-') ? tag : `${tag}-${{ ja: 'JP', ko: 'KR' }[tag] ?? tag.toUpperCase()}`);
  const others = [
    ...headings(yaml, `\n    ${/-/.test(YAMLRESUME[tag] ?? tag) ? `'${YAMLRESUME[tag] ?? tag}'` : (YAMLRESUME[tag] ?? tag)}: {`, /^ {8}\w+: '(.*)',/),
    ...headings(sigma, `\n  "${region}": {`, /^ {4}"?[\w-]+"?: "(.*)",/),
  ].map(plain);
  const say = (...words) => console.log(`${tag.padEnd(8)}${words.join(' ')}`);
  for (const line of readFileSync(new URL(file, locales), 'utf8').split('\n')) {
    const [, key, mark, words] = line.match(/^([\w.-]+) (\?)?= ?(.*)$/) ?? [];
    if (!key || GRAMMAR.test(key)) continue;
    const base = key.replace(/\.(zero|one|two|few|many|other)$/, '');
    const genre = key.startsWith('genre.') ? [key.slice(6).replace('mastersthesis', 'mathesis'), ''] : ['', ''];
    const [ours, theirs] = KEYS[base] ?? genre;
    const known = [
      ...ours.split(' ').flatMap((name) => strings[name] ?? []),
      ...theirs.split(/ (?!press|date)/).flatMap((name) => terms[name] ?? []),
    ].filter((word) => word !== '');
    const has = known.map(plain).includes(plain(words)) || others.includes(plain(words));
    if (!mark && !has) say(`${key} = ${words}: no table has it`, known.length ? `(they have ${[...new Set(known)].join(' | ')})` : '');
    if (mark && has) say(`${key} ?= ${words}: a table has it`);
    if (mark && !has && known.length) say(`${key} ?= ${words}: tables have ${[...new Set(known)].join(' | ')}`);
  }
}
