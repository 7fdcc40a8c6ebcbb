import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putCase, reportOf } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
let reference: string;
beforeAll(async () => {
  desk = await startDesk();
  const typed = JSON.stringify(reportOf({ id: 'second-report' }));
  const run = await desk.amends(['incident', 'report', '-', '--json'], { typed });
  ({ reference } = run.json() as { reference: string });
  await putCase(desk.stores.cases, { caseId: 'held-here' });
  await putCase(desk.stores.cases, { caseId: 'ORDER123', customerId: 'c-2' });
  await desk.stores.incidents.takeUp({ tenant: 'acme', incidentId: 'second-report' }, 'held-here');
});
afterAll(() => desk.close());

describe('a reference in the place of a case', () => {
  it.each([[['show']], [['show', '--as', 'customer']], [['explain']]])('is understood by case %j', async (words) => {
    const [name = '', ...options] = words;
    const run = await desk.amends(['case', name, reference.toLowerCase(), '--json', ...options]);
    expect(run.json()).toMatchObject({ caseId: 'held-here' });
  });

  it('is understood by a command, which names the case by its id', async () => {
    const run = await desk.amends(['case', 'take', `${reference.slice(0, 4)}-${reference.slice(4)}`, '--json']);
    expect(run.json()).toMatchObject({ caseId: 'held-here' });
    expect(desk.recoveries.commands).toMatchObject([{ caseId: 'held-here' }]);
  });

  it('narrows a list', async () => {
    const run = await desk.amends(['case', 'list', '--reference', reference, '--json']);
    expect(run.json()).toMatchObject({ items: [{ caseId: 'held-here' }] });
  });

  it('is an id where nobody was given such a reference', async () => {
    expect((await desk.amends(['case', 'show', 'ORDER123', '--json'])).json()).toMatchObject({ caseId: 'ORDER123' });
    expect(await desk.amends(['case', 'show', 'ZZZZZZZZ'])).toMatchObject({ code: 3, out: '' });
  });
});
