import { describe, expect, it } from 'vitest';
import { ConfigurationError, readInstallation, readWebSettings, readWorkerSettings } from '../../config/index.js';

const waiting = { EMAIL_EVENTS_SECONDS: '90' };
const believed = { EMAIL_HOOK_SECRET: 'thirty-two-bytes-and-a-few-more-of-them' };

/** What each server has to say about these two variables; of all others there are none. */
function faultsOf(read: typeof readWebSettings | typeof readWorkerSettings, env: Record<string, string>) {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.filter((fault) => fault.startsWith('EMAIL_'));
    throw error;
  }
  return [];
}

describe('reports of e-mail that are waited for', () => {
  const fault =
    'EMAIL_EVENTS_SECONDS is set without EMAIL_HOOK_SECRET, so that no report is believed and none will ever come; ' +
    'set EMAIL_HOOK_SECRET, or leave both empty';

  it('and that nobody believes keep the web edge from starting, beside all other faults; the doctor says so too', () => {
    expect(faultsOf(readWebSettings, waiting)).toEqual([fault]);
    expect(readInstallation(waiting).faults).toContain(fault);
    expect(readInstallation(waiting).faults.length).toBeGreaterThan(1);
  });

  it('and believed, or not waited for, are no fault', () => {
    expect(faultsOf(readWebSettings, { ...waiting, ...believed })).toEqual([]);
    expect(faultsOf(readWebSettings, believed)).toEqual([]);
    expect(faultsOf(readWebSettings, {})).toEqual([]);
  });

  it('ask no worker for a secret that it does not use', () => {
    expect(faultsOf(readWorkerSettings, waiting)).toEqual([]);
  });
});
