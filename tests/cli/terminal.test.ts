import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
let asked: string[];
beforeAll(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'case-1' });
});
afterAll(() => desk.close());
beforeEach(() => {
  asked = [];
  desk.recoveries.commands.length = 0;
});

/** A terminal at which a person gives this answer to every question. */
const answering = (answer: string) => ({
  ask: (question: string) => {
    asked.push(question);
    return Promise.resolve(answer);
  },
});
const ending = [
  ['withdraw', '--cause', 'fixed_alone'],
  ['abort', '--cause', 'by_mistake'],
  ['close', '--outcome', 'declined', '--cause', 'no_agreement'],
];
const words = ([name = '', ...options]: readonly string[]) => ['case', name, 'case-1', ...options];

describe('a command that ends a case', () => {
  it.each(ending)('%s is carried out when the person at the terminal says yes', async (...command) => {
    expect(await desk.amends(words(command), answering('y'))).toMatchObject({ code: 0 });
    expect(asked).toEqual(['End case case-1, with a last message to the customer? [y/N] ']);
    expect(desk.recoveries.commands).toHaveLength(1);
  });

  it.each(['', 'n', 'yellow', 'no'])('is not carried out when they type %j', async (answer) => {
    const run = await desk.amends(words(ending[1] ?? []), answering(answer));
    expect(run).toMatchObject({ code: 1, out: '', error: 'Nothing was done.' });
    expect(desk.recoveries.commands).toEqual([]);
  });

  it.each(['--yes', '--no-input'])('asks nobody with %s', async (option) => {
    expect(await desk.amends([...words(ending[0] ?? []), option], answering('n'))).toMatchObject({ code: 0 });
    expect(asked).toEqual([]);
  });

  it('asks nobody off a terminal', async () => {
    expect(await desk.amends(words(ending[2] ?? []))).toMatchObject({ code: 0, error: '' });
    expect(desk.recoveries.commands).toHaveLength(1);
  });

  it('that does not end it asks nobody', async () => {
    expect(await desk.amends(['case', 'take', 'case-1'], answering('n'))).toMatchObject({ code: 0 });
    expect(asked).toEqual([]);
  });
});

describe('colours', () => {
  it('are there on a terminal and nowhere else', async () => {
    const painted = await desk.amends(['case', 'list'], { colours: true });
    expect(painted.out).toContain('\u001b[1mCASE');
    expect((await desk.amends(['case', 'list'])).out).not.toContain('\u001b');
  });

  it.each([
    ['after the command', ['case', 'list', '--no-color']],
    ['before it', ['--no-color', 'case', 'list']],
    ['in a help', ['--help', '--no-color']],
    ['in a complaint', ['case', 'list', '--fast', '--no-color']],
  ])('are gone with --no-color %s', async (_, line) => {
    const run = await desk.amends(line, { colours: true });
    expect(run.out + run.error).not.toContain('\u001b');
    expect(run.out + run.error).not.toBe('');
  });
});
