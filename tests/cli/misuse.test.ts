import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'case-1' });
});
afterAll(() => desk.close());

describe('an option that cannot be meant', () => {
  it.each([
    ['here', 'case list --limit 0'],
    ['by the server', 'case list --limit 500'],
    ['by the server', 'case list --cursor nonsense'],
    ['by the server', 'incident refused --limit 500'],
    ['by the server', 'incident refused --cursor nonsense'],
    ['by the server', 'case resolve case-1 --cause No-Name'],
  ])('is refused %s and ends with 2: %s', async (_, words) => {
    const run = await desk.amends(words.split(' '));
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.error).not.toBe('');
  });
});

describe('a file that is refused', () => {
  it.each([
    ['incident report', 'incident.json', '{"id":"bad"}'],
    ['incident report', 'lines.json', '{"id":"bad"}\n{"id":"worse"}'],
  ])('is no misuse of the command: %s %s ends with 1', async (words, file, text) => {
    await writeFile(join(desk.folder, file), text);
    expect(await desk.amends([...words.split(' '), file])).toMatchObject({ code: 1 });
  });
});
