import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { T0, aProtocol, openingEvent } from '../domain/support/builders.js';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

/** Moves a case that stands in the store as it is after the move to this protocol. */
async function moved(name: string, team: string) {
  const common = { at: T0, actor: 's-104', rules: 2, category: 'lost_luggage' } as const;
  const journal: readonly CaseEvent[] = [
    openingEvent(),
    { type: 'recategorisation_requested', ...common },
    { type: 'recategorised', ...common, protocol: aProtocol({ name, team }) },
  ];
  await putCase(desk.stores.cases, { caseId: 'moved', journal });
  desk.recoveries.seq = 2;
  return desk.amends(['case', 'recategorise', 'moved', '--category', 'lost_luggage']);
}

describe('case recategorise', () => {
  it('says under which protocol and team the case goes on', async () => {
    const run = await moved('delivery', 'parcels');
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).toMatch(/^It goes on under protocol delivery, team parcels; what the customer was told stays\./);
  });

  it('warns that the default protocol applies where no other claims the category', async () => {
    const run = await moved('default', 'care');
    expect(run.code).toBe(0);
    expect(run.error).toBe('warning No other protocol claims lost_luggage, so the default one applies.');
    expect(run.out).toMatch(/^It goes on under protocol default, team care;/);
  });

  it('says where to look while the move is still under way', async () => {
    await putCase(desk.stores.cases, { caseId: 'moved', facts: 3 });
    desk.recoveries.seq = 2;
    const run = await desk.amends(['case', 'recategorise', 'moved', '--category', 'lost_luggage']);
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).toMatch(/^It is being moved; amends case show moved says where to\./);
  });
});
