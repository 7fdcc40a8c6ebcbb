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
  nowhere: `No installation runs or is configured here. There are two ways to have one:
  npm run dev    in another terminal of this checkout, which starts all that it needs
  .env.example   names each variable of an installation of its own: export them, and look again`,
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
    const onFinding = (pending: readonly string[]): void => terminal.progress?.(`Looking at ${pending.join(', ')} ...`);
    const { folder } = terminal;
    const { source, findings } = await diagnose({ folder, cases: options.cases ?? false, onFinding });
    const faults = findings.filter(({ state }) => state === 'fault').length;
    const warnings = findings.filter(({ state }) => state === 'warning').length;
    const document = { source, faults, warnings, checks: findings };
    const shown = source === 'nowhere' ? withoutSettings(findings) : findings;
    const text = [sources[source], ...linesOf(shown, context.paint)].join('\n');
    if (faults === 0) {
      show(context, options, { document, text: `${text}\n${summary(faults, warnings)}` });
      return;
    }
    if (options.json !== true) terminal.out(text);
    throw new CommandFailure(summary(faults, warnings), exitCodes.failed, document);
  });
}

/** Where nothing is configured, one line names all that is missing. */
function withoutSettings(findings: readonly Finding[]): readonly Finding[] {
  const isSetting = ({ check }: Finding): boolean => check.startsWith('settings');
  const missing = findings.filter(isSetting).flatMap(({ says }) => /(\w+) is missing$/.exec(says)?.[1] ?? []);
  const says = `missing: ${missing.join(', ')}`;
  const first = findings.findIndex(isSetting);
  return findings.flatMap((finding, at): readonly Finding[] => {
    if (!isSetting(finding)) return [finding];
    return at === first ? [{ check: 'settings', state: 'fault', says, remedy: 'see .env.example' }] : [];
  });
}

function linesOf(findings: readonly Finding[], paint: Paint): readonly string[] {
  const colours = { ok: paint.green, skipped: paint.dim, warning: paint.yellow, fault: paint.red };
  const names = findings.map(({ check }) => check.replace(/ \(\d+\)$/, ''));
  const width = Math.max(...names.map(({ length }) => length));
  return findings.flatMap((finding, at) => {
    const { state, says } = finding;
    const name = names[at] === names[at - 1] ? '' : (names[at] ?? '');
    const line = `${colours[state](state.padEnd(7))}  ${name.padEnd(width)}  ${plain(says)}`;
    return 'remedy' in finding ? [line, `${' '.repeat(9)}${plain(finding.remedy)}`] : [line];
  });
}

function summary(faults: number, warnings: number): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count(faults, 'fault')}, ${count(warnings, 'warning')}.`;
}
