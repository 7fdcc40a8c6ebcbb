import { z } from 'zod';
import { channels, type Channel } from '../../domain/contact/channels.js';
import { messageTypes, type MessageType } from '../../domain/contact/messages.js';
import type { TemplateSource } from '../../ports/programme-store.js';
import type { Finding } from './finding.js';
import type { Files } from './folder.js';
import { isLocale } from './schemas.js';
import { checkYaml, parseYaml } from './yaml-file.js';

/** One text of a programme with the file it comes from; every line of `source.text` is on its line of that file. */
export interface Source {
  readonly file: string;
  readonly locale: string;
  readonly message: MessageType | 'layout';
  readonly channel: Channel;
  readonly source: TemplateSource;
  /** The MJML of a layout, as written. */
  readonly mjml?: { readonly file: string; readonly text: string };
}

const LAYOUT_FILE = 'layout.email.liquid';
const LAYOUT_MJML = 'layout.email.mjml';
/** No text: `names.ts` reads it. */
const NAMES_FILE = /^templates\/[^/]+\/names\.yaml$/;

/** The file names that each locale has to have, and may have. */
const wanted = [
  LAYOUT_FILE,
  LAYOUT_MJML,
  ...messageTypes.flatMap((message) => channels.map((channel) => `${message}.${channel}.liquid`)),
];

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;
const frontMatterSchema = z.strictObject({ subject: z.string().trim().min(1).max(200) });

/**
 * Collects `templates/<locale>/<message>.<channel>.liquid` and each locale's layout. The text of an e-mail begins with
 * front matter that holds its subject:
 *
 *     ---
 *     subject: '{{ topic }}: we have it'
 *     ---
 */
export function collectSources(
  files: Files,
  defaultLocale: string | undefined,
): { readonly sources: readonly Source[]; readonly findings: readonly Finding[] } {
  const found = [...files.keys()].filter((file) => file.startsWith('templates/'));
  const locales = new Set(found.flatMap((file) => /^templates\/([^/]+)\//.exec(file)?.[1] ?? []));
  const findings: Finding[] = [...locales]
    .filter((locale) => !isLocale(locale))
    .map((locale) => ({ file: `templates/${locale}`, line: 1, message: `"${locale}" is no BCP 47 locale.` }));
  const complete = [...new Set([...(defaultLocale === undefined ? [] : [defaultLocale]), ...locales])].flatMap(
    (locale) => wanted.map((name) => `templates/${locale}/${name}`),
  );
  findings.push(...complete.filter((file) => !files.has(file)).map((file) => fault(file, 'The template is missing.')));
  findings.push(
    ...found
      .filter((file) => !complete.includes(file) && !NAMES_FILE.test(file))
      .map((file) => fault(file, 'No message has this name.')),
  );
  const sources = complete
    .filter((file) => files.has(file) && file.endsWith('.liquid'))
    .map((file) => read(file, files));
  findings.push(...sources.flatMap((source) => source.findings));
  return { sources: sources.map(({ source }) => source), findings };
}

function read(file: string, files: Files): { readonly source: Source; readonly findings: readonly Finding[] } {
  const [, locale = '', name = ''] = file.split('/');
  const [message = '', channel = ''] = name.split('.');
  const text = files.get(file) ?? '';
  const base = { file, locale, message: message as MessageType | 'layout', channel: channel as Channel };
  if (name === LAYOUT_FILE) {
    const mjmlFile = `templates/${locale}/${LAYOUT_MJML}`;
    const mjml = { file: mjmlFile, text: files.get(mjmlFile) ?? '' };
    return { source: { ...base, source: { text }, mjml }, findings: [] };
  }
  if (base.channel === 'sms') return { source: { ...base, source: { text } }, findings: [] };
  const { subject, body, findings } = split(file, text);
  return { source: { ...base, source: { subject, text: body } }, findings };
}

/** Subject and body keep their line numbers by empty lines in front, which rendering trims. */
function split(file: string, text: string) {
  const match = frontMatter.exec(text);
  if (match === null) {
    return { subject: '', body: text, findings: [fault(file, 'Front matter with a subject is missing.')] };
  }
  const yaml = parseYaml(file, match[1] ?? '', 2);
  const { value, findings } = checkYaml(yaml, frontMatterSchema);
  const above = (lines: number): string => '\n'.repeat(lines);
  return {
    subject: above(yaml.place(['subject']).line - 1) + (value?.subject ?? ''),
    body: above(match[0].split('\n').length - 1) + text.slice(match[0].length),
    findings,
  };
}

function fault(file: string, message: string): Finding {
  return { file, line: 1, message };
}
