import type { Command } from 'commander';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';
import type { Diagnosis } from '../local/doctor.js';
import { plain, type Paint } from '../terminal.js';

interface Options extends CommonOptions {
  readonly cases?: boolean;
}

const sources: Readonly<Record<Diagnosis['source'], string>> = {
  environment: 'Settings from the environment.',
  '.amends/dev.json': 'Settings from .amends/dev.json: what npm run dev started.',
  nowhere: 'No settings: the environment names no server, and npm run dev has left no .amends/dev.json here.',
};

type Finding = Diagnosis['findings'][number];

/** `doctor`, which looks at an installation from here and asks no server for permission. */
export function addDoctorCommand(program: Command, context: Context): void {
  finished(
    program
      .command('doctor')
      .description('look at versions, settings and services, and say of each fault what to do')
      .option('--cases', 'also count and list incidents and cases that nothing would take up'),
    'amends doctor --cases',
  ).action(async (options: Options) => {
    const { terminal } = context;
    // Only this command needs the packages of all services, which take longer to load than the others to run.
    const { diagnose } = await import('../local/doctor.js');
    terminal.progress?.('Looking ...');
    const { source, findings } = await diagnose({ folder: terminal.folder, cases: options.cases ?? false });
    const faults = findings.filter(({ state }) => state === 'fault').length;
    const warnings = findings.filter(({ state }) => state === 'warning').length;
    const document = { source, faults, warnings, checks: findings };
    const text = [sources[source], ...linesOf(findings, context.paint)].join('\n');
    if (faults === 0) {
      show(context, options, { document, text: `${text}\n${summary(faults, warnings)}` });
      return;
    }
    if (options.json !== true) terminal.out(text);
    throw new CommandFailure(summary(faults, warnings), exitCodes.failed, document);
  });
}

function linesOf(findings: readonly Finding[], paint: Paint): readonly string[] {
  const colours = { ok: paint.green, skipped: paint.dim, warning: paint.yellow, fault: paint.red };
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings.flatMap((finding) => {
    const { state, check, says } = finding;
    const line = `${colours[state](state.padEnd(7))}  ${check.padEnd(width)}  ${plain(says)}`;
    return 'remedy' in finding ? [line, `${' '.repeat(9)}${plain(finding.remedy)}`] : [line];
  });
}

function summary(faults: number, warnings: number): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(faults, 'fault')}, ${count(warnings, 'warning')}.`;
}
