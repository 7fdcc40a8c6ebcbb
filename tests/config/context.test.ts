import { describe, expect, it } from 'vitest';
import { ConfigurationError, readWebSettings } from '../../config/index.js';

const address = { CONTEXT_CRM_URL: 'https://crm.example/customers' };
const secret = { CONTEXT_SECRET: 'thirty-two-bytes-and-a-few-more-of-them' };

/** What the web edge has to say about these variables; of all others there are none. */
function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readWebSettings(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.filter((fault) => fault.startsWith('CONTEXT_'));
    throw error;
  }
  return [];
}

describe('other systems that are asked about customers', () => {
  it('keep the web edge from starting where nobody could believe the questions', () => {
    expect(faultsOf(address)).toEqual([expect.stringMatching(/^CONTEXT_SECRET is missing/)]);
    expect(faultsOf({ ...address, ...secret })).toEqual([]);
  });

  it('may be none', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf(secret)).toEqual([]);
  });

  it('have an address on the web, and a secret of 32 bytes', () => {
    expect(faultsOf({ CONTEXT_CRM_URL: 'crm', CONTEXT_SECRET: 'short' })).toEqual([
      expect.stringMatching(/^CONTEXT_CRM_URL is no address/),
      expect.stringMatching(/^CONTEXT_SECRET has to be at least 32 bytes/),
    ]);
  });
});
