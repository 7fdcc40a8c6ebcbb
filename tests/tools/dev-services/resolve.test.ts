import { describe, expect, test } from 'vitest';
import { NoSourceError, resolveFirst, sourceLine, type Source } from '../../../tools/dev-services/resolve.js';

const gives = (name: string): Source<string> => ({ name, obtain: () => Promise.resolve(`from ${name}`) });
const fails = (name: string, error: Error): Source<string> => ({ name, obtain: () => Promise.reject(error) });
const need = (...sources: Source<string>[]) => ({ service: 'Mail', sources, advice: 'start one yourself.' });

describe('a chain of sources', () => {
  test('gives what the first source gives and does not ask the next one', async () => {
    let asked = false;
    const next = { name: 'b', obtain: () => Promise.resolve(String((asked = true))) };
    expect(await resolveFirst(need(gives('a'), next))).toMatchObject({ value: 'from a', source: 'a' });
    expect(asked).toBe(false);
  });

  test('falls through a source that fails, and says in one line which one was used and why not the one before', async () => {
    const cause = new Error('getaddrinfo ENOTFOUND');
    const resolved = await resolveFirst(need(fails('a', new Error('fetch failed', { cause })), gives('b')));
    expect(sourceLine('Mail', resolved)).toBe('Mail: b (passed over a: fetch failed: getaddrinfo ENOTFOUND)');
  });

  test('fails, when none has it, with each source, its reason and what to do', async () => {
    const chain = resolveFirst(need(fails('a', new Error('no network')), fails('b', new Error('no Java'))));
    await expect(chain).rejects.toThrow(NoSourceError);
    await expect(chain).rejects.toThrow(
      'Mail: no source works.\n  - a: no network\n  - b: no Java\n  What to do: start one yourself.',
    );
  });
});
