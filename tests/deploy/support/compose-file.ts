import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** One service of a Compose file, as far as the tests look. */
export interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly profiles?: readonly string[];
}

/** A Compose file whose aliases and merges are resolved, and whose variables are not. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

/** The Compose file at the root. */
export async function readCompose(): Promise<ComposeFile> {
  return parse(await readFile('docker-compose.yml', 'utf8'), { merge: true }) as ComposeFile;
}

/** A reference to a variable: its name, and what follows it in the braces. */
const reference = /\$\{(\w+)(?::([?-])([^}]*))?\}/g;

/** The names of all variables that a text refers to, once each. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(reference)].map(([, name = '']) => name))];
}

/** Replaces references as Compose does. Throws for a required one that is missing, with its name. */
function interpolated(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(reference, (...match: readonly string[]) => {
    const [, name = '', operator, rest = ''] = match;
    const value = values[name] ?? '';
    if (value === '' && operator === '?') throw new Error(`${name} is required: ${rest}`);
    return value === '' ? rest : value;
  });
}

/** The environment of a service once its variables have these values. Throws for a required one that is missing. */
export function environmentOf(service: Service, values: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries(service.environment ?? {});
  return Object.fromEntries(entries.map(([name, text]) => [name, interpolated(text, values)]));
}
