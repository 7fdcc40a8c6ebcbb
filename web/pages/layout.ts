import { createHash } from 'node:crypto';
import type { Asking } from '../asking.js';
import type { Notice, PageWords } from './words/page-words.js';

/** Content type of pages. */
export const HTML = 'text/html; charset=utf-8';

/** What the addresses of survey links begin with. */
export const SURVEY_PATH = '/s/';

/** What the addresses of links to unsubscribe begin with. */
export const UNSUBSCRIBE_PATH = '/u/';

/** What the addresses of the links of a case's messages begin with. */
export const CASE_PATH = '/c/';

const style = `
:root { color-scheme: light dark; --text: #1c2430; --back: #ffffff; --soft: #f2f4f7; --line: #6b7685; --accent: #0b57d0; --on-accent: #ffffff; --fault: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --text: #e8ebf0; --back: #14181f; --soft: #1f2630; --line: #8f9bab; --accent: #9ec1ff; --on-accent: #10233f; --fault: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0 1rem; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
legend, .question { display: block; font-weight: 600; padding: 0; margin-bottom: 0.5rem; }
.choices { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.choices label { display: flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; padding: 0.25rem 0.875rem; background: var(--soft); border: 1px solid var(--line); border-radius: 0.5rem; cursor: pointer; }
input { accent-color: var(--accent); width: 1.125rem; height: 1.125rem; margin: 0; }
textarea { display: block; width: 100%; min-height: 7rem; padding: 0.625rem; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 0.5rem; }
.hint { margin: 0.375rem 0 0; font-size: 0.9375rem; }
.fault { padding: 0.75rem; border: 2px solid var(--fault); border-radius: 0.5rem; }
button { margin-top: 1.5rem; min-height: 2.75rem; padding: 0.5rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 0.5rem; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

/** The only style that pages may carry, as a source for the content security policy. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** A text of somebody else within HTML, in the place of text or of a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** One of our texts as HTML, with brand and reference put in where it names them; neither is looked through for more. */
export function placed(text: string, { brand, reference }: Asking): string {
  return escaped(text).replace(/\{brand\}|\{reference\}/g, (name) =>
    name === '{brand}' ? escaped(brand) : `<strong>${escaped(reference)}</strong>`,
  );
}

/** A whole page. `main` is HTML, of our own fixed texts: nothing that a customer wrote is ever shown on one. */
export function page({
  lang,
  title,
  main,
}: {
  readonly lang: string;
  readonly title: string;
  readonly main: string;
}): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;
}

/** A page that only tells something. */
export function notice({ lang }: Pick<PageWords, 'lang'>, { title, text }: Notice): string {
  return page({ lang, title, main: `<p>${escaped(text)}</p>` });
}
