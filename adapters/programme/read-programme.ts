import type { Programme, TemplateSource } from '../../ports/programme-store.js';
import { type Finding, inOrder } from './finding.js';
import { type Files, readFiles } from './folder.js';
import { compileMjml } from './mjml.js';
import { readNames } from './names.js';
import { readSettings } from './settings.js';
import { collectSources, type Source } from './sources.js';
import { checkStatically } from './static-checks.js';
import { tryTexts, type TrialTools } from './trial.js';

/** A programme that may be published, or all that is wrong with it. Warnings forbid nothing. */
export type ProgrammeReading =
  | { readonly kind: 'sound'; readonly programme: Programme; readonly warnings: readonly Finding[] }
  | { readonly kind: 'faulty'; readonly faults: readonly Finding[]; readonly warnings: readonly Finding[] };

/** How to read. */
export interface ReadOptions {
  /** Milliseconds of plan that pass in one; at least 1, which is the default. Demos and trials run faster. */
  readonly pace?: number;
}

/**
 * Makes the reader of programme folders. It reads and checks everything: settings, references, and each text in each
 * locale, rendered with fixtures by the renderer that will send it. Throws when the folder cannot be read at all.
 */
export function createProgrammeReader(
  tools: TrialTools,
): (folder: string, options?: ReadOptions) => Promise<ProgrammeReading> {
  return async (folder, { pace = 1 } = {}) => {
    if (!(pace >= 1 && Number.isFinite(pace))) throw new RangeError(`The pace has to be 1 or more, not ${pace}.`);
    return check(await readFiles(folder), pace, tools);
  };
}

async function check(files: Files, pace: number, tools: TrialTools): Promise<ProgrammeReading> {
  const { settings, findings } = readSettings(files, { pace, knowsHolidays: tools.knowsHolidays });
  const named = readNames(files, settings);
  const collected = collectSources(files, settings?.defaultLocale);
  const compiled = await Promise.all(collected.sources.map(withHtml));
  const sources = compiled.map(({ source }) => source);
  const faults = [
    ...findings,
    ...named.findings,
    ...collected.findings,
    ...sources.flatMap(checkStatically),
    ...compiled.flatMap((one) => one.findings),
  ];
  if (settings === undefined || faults.length > 0) return { kind: 'faulty', faults: inOrder(faults), warnings: [] };
  const programme = { ...settings, names: named.names, templates: keyed(sources) };
  const trial = await tryTexts(programme, sources, tools);
  const warnings = inOrder(trial.warnings);
  if (trial.faults.length > 0) return { kind: 'faulty', faults: inOrder(trial.faults), warnings };
  return { kind: 'sound', programme, warnings };
}

async function withHtml(source: Source): Promise<{ readonly source: Source; readonly findings: readonly Finding[] }> {
  if (source.mjml === undefined) return { source, findings: [] };
  const { html, findings } = await compileMjml(source.mjml.file, source.mjml.text);
  return { source: { ...source, source: { ...source.source, html } }, findings };
}

function keyed(sources: readonly Source[]): Readonly<Record<string, TemplateSource>> {
  return Object.fromEntries(
    sources.map(({ locale, message, channel, source }) => [`${locale}/${message}/${channel}`, source]),
  );
}
