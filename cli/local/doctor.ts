import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examineInstallation } from '../../app/doctor/examine-installation.js';
import { readInstallation, serverEnvironment, type Environment } from '../../config/index.js';

/** What looking at an installation came to. */
export interface Diagnosis {
  /** Where its settings stand. */
  readonly source: 'environment' | '.amends/dev.json' | 'nowhere';
  readonly findings: Awaited<ReturnType<typeof examineInstallation>>;
}

/** What of the installation to look at, and from which folder. */
export interface DiagnosisOptions {
  readonly folder: string;
  readonly cases: boolean;
  /** Is told, with each finding, what is still being looked at. */
  readonly onFinding?: (pending: readonly string[]) => void;
}

/** Looks at the installation of this environment, or, where it names no server, at the one that `npm run dev` started here. */
export async function diagnose({ folder, ...options }: DiagnosisOptions): Promise<Diagnosis> {
  const own = serverEnvironment();
  const started = own === undefined ? await devEnvironment(folder) : undefined;
  const findings = await examineInstallation(readInstallation(own ?? started ?? {}), options);
  const elsewhere = started === undefined ? 'nowhere' : '.amends/dev.json';
  return { source: own === undefined ? elsewhere : 'environment', findings };
}

/** What `npm run dev` started its servers with; undefined where none is running here, or the file cannot be read. */
async function devEnvironment(folder: string): Promise<Environment | undefined> {
  try {
    const file: unknown = JSON.parse(await readFile(join(folder, '.amends', 'dev.json'), 'utf8'));
    const environment = isMap(file) ? file['environment'] : undefined;
    if (!isMap(environment)) return undefined;
    const texts = Object.entries(environment).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return Object.fromEntries(texts);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
