import { describe, expect, it } from 'vitest';
import { emailEventChecks, eventsVerdict } from '../../../app/doctor/email-events.js';
import { readInstallation } from '../../../config/index.js';
import { aRow } from '../../domain/support/sends.js';
import { T0 } from '../../domain/support/builders.js';

const told = aRow('delivered', { settledAt: T0, reportedAt: T0 });
const OPEN = 'since 2026-03-02 09:00 UTC the door for them has refused none';
const untold = aRow('accepted', { settledAt: T0 });

describe('the look at the reports of e-mail', () => {
  it.each([
    [[told, told], { state: 'ok', says: `they come: 2 of 2 mails of the last hour; ${OPEN}` }],
    [[told, untold], { state: 'warning', says: 'they are missing or late: 1 of 2 mails of the last hour' }],
    [[untold], { state: 'fault', says: 'none comes: 0 of 1 mails of the last hour' }],
    [[], { state: 'skipped' }],
  ] as const)('at %j finds %o', (taken, expected) => {
    expect(eventsVerdict(taken, T0 + 1, T0)).toMatchObject(expected);
  });

  it('says where no web edge has ever kept the door, so that silence proves nothing', () => {
    const says = expect.stringContaining('no web edge has yet noted since when its door for them is open') as string;
    expect(eventsVerdict([told], T0 + 1, undefined)).toMatchObject({ state: 'ok', says });
  });

  it('is taken only where they are waited for', () => {
    const stores = () => Promise.reject(new Error('nothing is opened'));
    const checksFor = (env: Record<string, string>) => emailEventChecks(readInstallation(env).settings, stores);
    expect(checksFor({}).map(({ name }) => name)).toEqual([]);
    expect(checksFor({ EMAIL_EVENTS_SECONDS: '90' }).map(({ name }) => name)).toEqual(['reports of e-mail']);
  });
});
