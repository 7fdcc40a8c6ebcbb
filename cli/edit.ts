import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from './exit-codes.js';
import { CommandFailure } from './failure.js';

/**
 * Lets the user change a text with their editor, and gives it as it was saved. The file is theirs alone, and gone
 * afterwards. Throws `CommandFailure` when the editor fails.
 */
export async function editWith(editor: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-'));
  const file = join(folder, 'message.txt');
  try {
    await writeFile(file, text, { mode: 0o600 });
    // An editor is a command line, often with options of its own; the file is handed to it as one word.
    const running = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    const [code] = (await once(running, 'exit')) as [number | null];
    if (code !== 0) throw new CommandFailure('The editor failed, so nothing was sent.', exitCodes.failed);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
