#!/usr/bin/env node
import { isatty } from 'node:tty';
import pc from 'picocolors';
import { readCommandLineSettings, readEditor } from '../config/index.js';
import { ask } from './ask.js';
import { editWith } from './edit.js';
import { runCommandLine } from './run.js';

// Whoever reads may have seen enough, as `head` has: what was asked for is still done, and its result told by the exit code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const editor = readEditor();

process.exitCode = await runCommandLine(process.argv.slice(2), {
  input: process.stdin,
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  ...(isatty(2) && { progress: (text) => process.stderr.write(`\r\u001b[K${text}`) }),
  ...(isatty(0) && isatty(2) && { ask }),
  ...(editor !== undefined && isatty(0) && isatty(1) && { edit: (text) => editWith(editor, text) }),
  // A file that takes either stream gets no colours.
  colours: pc.isColorSupported && isatty(1) && isatty(2),
  folder: process.cwd(),
  server: readCommandLineSettings(),
  now: () => Date.now(),
});
