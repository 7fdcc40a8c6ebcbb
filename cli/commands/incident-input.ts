import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';
import type { Terminal } from '../terminal.js';

/** The text of a file, or of standard input for `-`. Throws `CommandFailure`, which says why it cannot be read. */
export async function textOf(file: string, { input, folder }: Terminal): Promise<string> {
  if (file !== '-') {
    return readFile(resolve(folder, file), 'utf8').catch((error: unknown) => {
      throw failed(`${file} cannot be read: ${whyUnreadable(error)}.`);
    });
  }
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'it is not yours to read',
  };
  return known[code ?? ''] ?? code ?? String(error);
}

/** The whole text as one object, or each line as one. All are read before the first is sent. Throws `CommandFailure`. */
export function incidentsIn(text: string): readonly object[] {
  const whole = read(text);
  if (typeof whole === 'object') return [whole];
  const lines = text.split('\n').map((line, at) => ({ line: line.trim(), at: at + 1 }));
  const [first, ...others] = lines.filter(({ line }) => line !== '');
  if (first === undefined) throw failed('There is no incident in the input.');
  // An object that goes over several lines and is cut or broken somewhere: its first line alone would blame the bracket.
  if (others.length > 0 && first.line.startsWith('{') && typeof read(first.line) === 'string')
    throw failed(`The input is no JSON object${whole}; nothing was sent.`);
  return [first, ...others].map(({ line, at }) => {
    const incident = read(line);
    if (typeof incident === 'object') return incident;
    throw failed(`Line ${at} is no JSON object${incident}; nothing was sent.`);
  });
}

/** The object that a text holds, or where it breaks off being one. */
function read(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : '';
  } catch (error) {
    return whereIn(text, error instanceof Error ? error.message : '');
  }
}

/** The place that the parser names, as line and column; of a short text it names only what it stumbled over. */
function whereIn(text: string, message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    const token = /^Unexpected token '?([^\s'])/.exec(message)?.[1];
    return token === undefined ? ': it ends too early' : `: unexpected ${token}`;
  }
  const before = text.slice(0, Number(position)).split('\n');
  return `: see line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function failed(message: string): CommandFailure {
  return new CommandFailure(message, exitCodes.failed);
}
