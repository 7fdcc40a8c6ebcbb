import { headlineOf, nameOf, sentAt } from './programme-preview.js';
import type { Preview } from './programme.js';

type Text = Preview['texts'][number];

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1f2a2e; }
  h2 { font-size: 1.05rem; margin: 2.5rem 0 0.25rem; }
  h2::first-letter { text-transform: uppercase; }
  p { margin: 0.25rem 0; color: #5a6468; }
  iframe { width: 100%; height: 34rem; border: 1px solid #d9d4ca; border-radius: 6px; margin-top: 0.5rem; }
  blockquote { margin: 0.5rem 0; padding: 0.75rem 1rem; background: #e8f0ea; border-radius: 12px; max-width: 28rem; }
`;

/**
 * A preview as one page that needs nothing else: each mail stands in a sandboxed frame of its own, so that its styles
 * are those of the mail, and nothing on the page may run or be fetched.
 */
export function previewPage(preview: Preview): string {
  const { brand, protocol, found } = preview;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${brand}: ${protocol}, ${found}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(brand)}</h1>
<p>${escaped(headlineOf(preview))}</p>
${preview.texts.map((text) => section(text, preview)).join('\n')}
</body>
</html>
`;
}

function section(text: Text, preview: Preview): string {
  const { subject, html, because } = text;
  const name = escaped(nameOf(text));
  const about = `<h2>${name}</h2>\n<p>${escaped(`${sentAt(text, preview)}. ${because}.`)}</p>`;
  if (html === undefined)
    return `${about}\n<blockquote lang="${escaped(preview.found)}">${escaped(text.text)}</blockquote>`;
  const frame = `<iframe sandbox title="${name}" srcdoc="${escaped(html)}"></iframe>`;
  return `${about}\n<p>Subject: <b>${escaped(subject ?? '')}</b></p>\n${frame}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
