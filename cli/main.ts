#!/usr/bin/env node
import { isatty } from 'node:tty';
import pc from 'picocolors';
import { readCommandLineSettings } from '../config/index.js';
import { runCommandLine } from './run.js';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  input: process.stdin,
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  // A file that takes either stream gets no colours.
  colours: pc.isColorSupported && isatty(1) && isatty(2),
  folder: process.cwd(),
  server: readCommandLineSettings(),
  now: () => Date.now(),
});
