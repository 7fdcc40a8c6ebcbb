import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { incidentBody } from '../../web/api/incident.js';
import { commandTree, type Leaf } from '../cli/support/tree.js';

const tree = commandTree();

async function pages(): Promise<readonly string[]> {
  const files = await readdir('docs', { recursive: true });
  const names = ['README.md', ...files.filter((file) => file.endsWith('.md')).map((file) => join('docs', file))];
  return Promise.all(names.map((name) => readFile(name, 'utf8')));
}

function shellBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, body = '']) => body);
}

const document = /<<(\w+)\n([\s\S]*?)^\1$/gm;

/** What a block asks of npm, a command each; documents on standard input are left out. */
function commandsIn(block: string): readonly string[] {
  const lines = block.replaceAll(document, '').split(/[\n;|]/);
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('npm '));
}

/** The documents that a block hands over, with the time of a shell's clock in them. */
function documentsIn(block: string): readonly string[] {
  return [...block.matchAll(document)].map(([, , body = '']) =>
    body.replaceAll(/\$\(date [^)]*\)/g, '2026-11-22T03:50:00Z'),
  );
}

/** The faults of one call of `amends`: an unknown command, an unknown option, or a wrong number of arguments. */
function faultOfCall(words: readonly string[]): string | undefined {
  const leaf = tree.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
  if (leaf === undefined) return `there is no command ${words.slice(0, 2).join(' ')}`;
  return faultOfWords(leaf, words.slice(leaf.name.split(' ').length));
}

function faultOfWords({ command }: Leaf, words: readonly string[]): string | undefined {
  const missing = new Set(command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long));
  let given = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      given += 1;
      continue;
    }
    const option = command.options.find(({ long }) => long === word);
    if (option === undefined) return `${command.name()} has no option ${word}`;
    missing.delete(word);
    if (option.required) at += 1;
  }
  const wanted = command.registeredArguments.filter(({ required }) => required).length;
  if (given < wanted || given > command.registeredArguments.length)
    return `${command.name()} takes ${wanted} arguments`;
  return missing.size === 0 ? undefined : `${command.name()} needs ${[...missing].join(', ')}`;
}

/** What is wrong with a command of a document; undefined when it can be typed as it stands. */
function faultOf(command: string, scripts: readonly string[]): string | undefined {
  const [, script, rest = ''] = /^npm run (?:-s )?([\w:-]+)(?: -- (.*))?$/.exec(command) ?? [];
  if (script === undefined) return undefined;
  if (!scripts.includes(script)) return `there is no script ${script}`;
  const words = [...rest.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);
  return script === 'amends' ? faultOfCall(words) : undefined;
}

async function scripts(): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
  return Object.keys(manifest.scripts);
}

describe('the commands in the documents', () => {
  it('are there, with their options and arguments', async () => {
    const known = await scripts();
    const commands = (await pages()).flatMap(shellBlocks).flatMap(commandsIn);
    expect(commands.map((command) => faultOf(command, known)).filter((fault) => fault !== undefined)).toEqual([]);
    expect(commands.filter((command) => command.startsWith('npm run -s amends')).length).toBeGreaterThan(15);
  });

  it('report incidents that the web edge takes', async () => {
    const incidents = (await pages()).flatMap(shellBlocks).flatMap(documentsIn);
    for (const incident of incidents) expect(() => incidentBody.parse(JSON.parse(incident))).not.toThrow();
    expect(incidents.length).toBeGreaterThan(1);
  });
});

describe('the reading of commands', () => {
  it.each([
    ['a script that is not there', 'npm run -s nothing', 'there is no script nothing'],
    ['a command that is not there', 'npm run -s amends -- case forget c-1', 'there is no command case forget'],
    ['an option that is not there', 'npm run -s amends -- case show c-1 --all', 'show has no option --all'],
    ['an argument too few', 'npm run -s amends -- case take', 'take takes 1 arguments'],
    ['an argument too many', 'npm run -s amends -- case take c-1 c-2', 'take takes 1 arguments'],
    ['an option that is missing', 'npm run -s amends -- case resolve c-1', 'resolve needs --cause'],
    [
      'a command as it should be',
      'npm run -s amends -- case close c --outcome declined --cause a --note "b c"',
      undefined,
    ],
  ])('knows %s', async (_, command, fault) => {
    expect(faultOf(command, await scripts())).toBe(fault);
  });

  it('takes each command of a line, and none from a document that is handed over', () => {
    const block = 'npm run a | npm run b; npm run c <<END\nnpm run d\nEND\nexport A=1\n';
    expect(commandsIn(block)).toEqual(['npm run a', 'npm run b', 'npm run c']);
    expect(documentsIn('npm run c <<END\n{"at": "$(date -u +%F)"}\nEND\n')).toEqual([
      '{"at": "2026-11-22T03:50:00Z"}\n',
    ]);
  });
});
