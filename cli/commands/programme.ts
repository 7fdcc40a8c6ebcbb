import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { ProgrammeReceipt, PublishedProgramme } from '../../web/api/programme.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure, usageFailure } from '../failure.js';
import type { Finding, Preview, Programme, Reading } from '../local/programme.js';

type Sound = Extract<Reading, { kind: 'sound' }>;

interface Options extends CommonOptions {
  readonly pace: number;
}

interface PreviewOptions extends CommonOptions {
  readonly protocol: string;
  readonly locale?: string;
  readonly html?: string;
}

interface DiffOptions extends CommonOptions {
  readonly published?: boolean;
}

/** The folder where none is named. */
const FOLDER = 'programme';

/** Speed is of no concern where nothing runs. */
const REAL_TIME = 1;

/** `programme check`, `preview` and `diff`, which ask no server, and `programme publish`; `diff` asks one only with `--published`. */
export function addProgrammeCommands(program: Command, context: Context): void {
  const programme = program
    .command('programme')
    .description('check, look at and publish protocols, criteria and texts');
  addCheck(programme, context);
  addPreview(programme, context);
  addDiff(programme, context);
  addPublish(programme, context);
}

function addCheck(programme: Command, context: Context): void {
  finished(
    withFolder(programme.command('check').description('check a programme and try each of its texts')),
    'amends programme check programme',
  ).action(async (folder: string, options: Options) => {
    const { programme: sound, warnings } = await soundOne(folder, options.pace, context);
    const { protocols, templates } = sound;
    const counts = { protocols: protocols.length, texts: Object.keys(templates).length };
    const text = `Sound: ${counts.protocols} protocols, ${counts.texts} texts.`;
    show(context, options, { document: { ...counts, faults: [], warnings }, text: context.paint.green(text) });
  });
}

function addPreview(programme: Command, context: Context): void {
  finished(
    programme
      .command('preview')
      .description('show all texts of a journey, with made-up facts')
      .argument('[folder]', 'the folder of the programme', 'programme')
      .option('--protocol <name>', 'whose journey', 'default')
      .option('--locale <locale>', 'the locale of the customer, such as de or es-MX; the default one without it')
      .option('--html <file>', 'write one page that a browser shows, instead of text'),
    'amends programme preview --protocol delivery --locale de',
  ).action(async (folder: string, options: PreviewOptions) => {
    const { programme: sound } = await soundOne(folder, REAL_TIME, context);
    const { previewOf } = await import('../local/programme.js');
    const preview = await previewOf(sound, options);
    if (preview === undefined) {
      const names = sound.protocols.map(({ name }) => name).join(', ');
      throw usageFailure(`There is no protocol "${options.protocol}"; there are ${names}.`);
    }
    const { previewText } = await import('../local/programme-preview.js');
    const text = options.html === undefined ? previewText(preview, context.paint) : `Written to ${options.html}.`;
    if (options.html !== undefined) await writePage(resolve(context.terminal.folder, options.html), preview);
    show(context, options, { document: preview, text });
  });
}

async function writePage(path: string, preview: Preview): Promise<void> {
  const { previewPage } = await import('../local/programme-page.js');
  try {
    await writeFile(path, previewPage(preview));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The page could not be written: ${why}.`, exitCodes.failed);
  }
}

function addDiff(programme: Command, context: Context): void {
  finished(
    programme
      .command('diff')
      .description('say in words what changes from one programme to another; exits 0 with and without differences')
      .argument('[before]', 'the folder of one programme')
      .argument('[after]', 'the folder of the other, programme without it')
      .option('--published', 'what publishing a folder would change; takes one folder at most'),
    'amends programme diff --published programme',
  ).action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
    const [old, young] = await (options.published === true
      ? publishedAndFolder([before, after], context)
      : twoFolders([before, after], context));
    const { differences, differencesText } = await import('../local/programme-diff.js');
    const changes = differences(old, young);
    show(context, options, { document: { changes }, text: differencesText(changes, context.paint) });
  });
}

type Folders = readonly [first: string | undefined, second: string | undefined];
type Pair = readonly [before: Programme, after: Programme];

async function twoFolders([before, after = FOLDER]: Folders, context: Context): Promise<Pair> {
  if (before === undefined) throw usageFailure('Give the folder to compare with, or --published.');
  const old = await soundOne(before, REAL_TIME, context);
  return [old.programme, (await soundOne(after, REAL_TIME, context)).programme];
}

/** The folder runs at the pace of what is published: how fast durations pass is no difference between them. */
async function publishedAndFolder([folder = FOLDER, tooMany]: Folders, context: Context): Promise<Pair> {
  if (tooMany !== undefined) throw usageFailure('With --published give one folder at most.');
  const server = await context.server();
  const { programme } = await server.ask<PublishedProgramme>({ method: 'GET', path: '/v1/programmes/current' });
  const { pace } = programme;
  if (pace > REAL_TIME) {
    const what = `the published programme runs ${pace} times faster; durations are scaled back, short ones roughly`;
    context.terminal.error(`${context.paint.yellow('warning')} ${what}`);
  }
  return [programme, (await soundOne(folder, pace, context)).programme];
}

function addPublish(programme: Command, context: Context): void {
  finished(
    withFolder(
      programme.command('publish').description('check a programme and make it current; open cases keep theirs'),
    ),
    'amends programme publish programme --pace 36000',
  ).action(async (folder: string, options: Options) => {
    const { programme: body } = await soundOne(folder, options.pace, context);
    const server = await context.server();
    const receipt = await server.ask<ProgrammeReceipt>({ method: 'POST', path: '/v1/programmes', body });
    show(context, options, { document: receipt, text: `Published as ${receipt.hash}; new cases follow it.` });
  });
}

function withFolder(command: Command): Command {
  return command
    .argument('[folder]', 'the folder of the programme', 'programme')
    .option('--pace <number>', 'run every duration this many times faster; for demos and trials', paceOf, REAL_TIME);
}

function paceOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 1)
    throw new InvalidArgumentError('It has to be a number of 1 or more.');
  return value;
}

/** The programme of a folder, its warnings told. Throws `CommandFailure` with every fault and its place. */
async function soundOne(folder: string, pace: number, { terminal, paint }: Context): Promise<Sound> {
  // Only these commands need compilers of YAML and MJML, which take longer to load than the others to run.
  const { checkFolder } = await import('../local/programme.js');
  const reading = await checkFolder(resolve(terminal.folder, folder), pace);
  if (reading === undefined) throw new CommandFailure(`${folder} is no folder that can be read.`, exitCodes.failed);
  const at = ({ file, line, column = 1, message }: Finding): string => `${folder}/${file}:${line}:${column} ${message}`;
  for (const warning of reading.warnings) terminal.error(`${paint.yellow('warning')} ${at(warning)}`);
  if (reading.kind === 'sound') return reading;
  const { faults, warnings } = reading;
  const lines = faults.map((fault) => `fault ${at(fault)}`);
  const message = [...lines, `${faults.length} to correct; nothing was published.`].join('\n');
  throw new CommandFailure(message, exitCodes.failed, { title: 'The programme has faults', faults, warnings });
}
