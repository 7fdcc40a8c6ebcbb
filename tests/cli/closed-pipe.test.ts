import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const entry = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
const tsx = import.meta.resolve('tsx');

/** Runs `amends` in a shell; standard error, and with what `amends` and its reader ended. */
function piped(words: string, reader: string): { readonly stderr: string; readonly codes: string } {
  const line = `"$NODE" --import "$TSX" "$ENTRY" ${words} | ${reader} >/dev/null; echo "\${PIPESTATUS[*]}"`;
  const env = { ...process.env, NODE: process.execPath, TSX: tsx, ENTRY: entry };
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { env, encoding: 'utf8' });
  return { stderr, codes: stdout.trim() };
}

describe('output that nobody reads to its end', () => {
  it.each([
    ['completion bash', 'true'],
    ['case list --help', 'head -n 1'],
    ['programme preview --json', 'head -c 10'],
  ])('of amends %s | %s ends the command as otherwise, without a word', (words, reader) => {
    expect(piped(words, reader)).toEqual({ stderr: '', codes: '0 0' });
  });

  it('keeps the exit code of a failure', () => {
    expect(piped('programme preview --protocol nothing --json', 'true').codes).toBe('2 0');
  });
});
