import { describe, expect, it } from 'vitest';
import { faultCases, type FaultCase } from '../../../tools/chaos/trials/right-fates.js';
import { tryFault } from '../../../tools/chaos/trials/try-fault.js';

/** The same with a hundred of each: `npm run trials`. */
const messages = 10;

async function expectRight({ fault, ...right }: FaultCase, source: 'evidence' | 'none'): Promise<void> {
  const { first, end } = right[source];
  const found = await tryFault({ fault, evidence: source === 'evidence', messages });
  expect(found).toEqual({ first: { [first]: messages }, end: { [end]: messages } });
}

const isDoubtful = ({ none }: FaultCase) => none.end.startsWith('in_doubt');
const isSilent = ({ fault }: FaultCase) => String(fault.name).startsWith('hang');
const answered = faultCases.filter((one) => !isSilent(one));

describe('ten messages that meet a fault of their provider on the first attempt', () => {
  it.each(answered)('$what: end as "$evidence.end" where the provider tells of them', (one) =>
    expectRight(one, 'evidence'),
  );

  it.each(answered.filter(isDoubtful))('$what: end as "$none.end" where nothing does', (one) =>
    expectRight(one, 'none'),
  );

  // Side by side: all they do is to wait for their deadline.
  it.concurrent.each(faultCases.filter(isSilent))(
    '$what: end as "$evidence.end", and as "$none.end" where nothing tells of them',
    async (one) => {
      await Promise.all([expectRight(one, 'evidence'), expectRight(one, 'none')]);
    },
  );
});
