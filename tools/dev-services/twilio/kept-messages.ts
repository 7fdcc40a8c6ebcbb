import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SmsMessage } from './message.js';

/** The messages of an earlier run, oldest first; none where there is no file yet. Throws when the file is no list. */
export async function keptMessages(file: string): Promise<SmsMessage[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '[]';
    throw error;
  });
  return JSON.parse(text) as SmsMessage[];
}

/** Writes all messages, whole or not at all. At once, so that a message is on the disk when its sender hears of it. */
export function keepMessages(file: string, messages: readonly SmsMessage[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(messages), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
