import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { ProgrammeReceipt } from '../../web/api/programme.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';
import type { Finding, Reading } from '../local/programme.js';

type Sound = Extract<Reading, { kind: 'sound' }>;

interface Options extends CommonOptions {
  readonly pace: number;
}

/** `programme check`, which asks no server, and `programme publish`. */
export function addProgrammeCommands(program: Command, context: Context): void {
  const programme = program.command('programme').description('check and publish protocols, criteria and texts');
  finished(
    withFolder(programme.command('check').description('check a programme and try each of its texts')),
    'amends programme check programme',
  ).action(async (folder: string, options: Options) => {
    const { programme: sound, warnings } = await soundOne(folder, options, context);
    const { protocols, templates } = sound;
    const counts = { protocols: protocols.length, texts: Object.keys(templates).length };
    const text = `Sound: ${counts.protocols} protocols, ${counts.texts} texts.`;
    show(context, options, { document: { ...counts, faults: [], warnings }, text: context.paint.green(text) });
  });
  finished(
    withFolder(
      programme.command('publish').description('check a programme and make it current; open cases keep theirs'),
    ),
    'amends programme publish programme --pace 36000',
  ).action(async (folder: string, options: Options) => {
    const { programme: body } = await soundOne(folder, options, context);
    const server = await context.server();
    const receipt = await server.ask<ProgrammeReceipt>({ method: 'POST', path: '/v1/programmes', body });
    show(context, options, { document: receipt, text: `Published as ${receipt.hash}; new cases follow it.` });
  });
}

function withFolder(command: Command): Command {
  return command
    .argument('[folder]', 'the folder of the programme', 'programme')
    .option('--pace <number>', 'run every duration this many times faster; for demos and trials', pace, 1);
}

function pace(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 1)
    throw new InvalidArgumentError('It has to be a number of 1 or more.');
  return value;
}

/** The programme of a folder, its warnings told. Throws `CommandFailure` with every fault and its place. */
async function soundOne(folder: string, options: Options, { terminal, paint }: Context): Promise<Sound> {
  // Only these commands need compilers of YAML and MJML, which take longer to load than the others to run.
  const { checkFolder } = await import('../local/programme.js');
  const reading = await checkFolder(resolve(terminal.folder, folder), options.pace);
  if (reading === undefined) throw new CommandFailure(`${folder} is no folder that can be read.`, exitCodes.failed);
  const at = ({ file, line, column = 1, message }: Finding): string => `${folder}/${file}:${line}:${column} ${message}`;
  for (const warning of reading.warnings) terminal.error(`${paint.yellow('warning')} ${at(warning)}`);
  if (reading.kind === 'sound') return reading;
  const { faults, warnings } = reading;
  const lines = faults.map((fault) => `fault ${at(fault)}`);
  const message = [...lines, `${faults.length} to correct; nothing was published.`].join('\n');
  throw new CommandFailure(message, exitCodes.failed, { title: 'The programme has faults', faults, warnings });
}
