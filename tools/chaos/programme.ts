import { fileURLToPath } from 'node:url';
import { readProgramme } from '../../app/read-programme.js';
import type { Programme } from '../../ports/programme-store.js';

const folder = fileURLToPath(new URL('../../programme', import.meta.url));
/** Nobody gives a message up because the machine is slow, and no receipt is missed for that. Milliseconds. */
const patience = 5 * 60_000;
/** Longer than any run: no report is too old because many come before it. Milliseconds. */
const aDay = 24 * 3_600_000;

/** The shipped programme at a pace, with machine time for what is about machines. Throws when it has faults. */
export async function chaosProgramme(pace: number): Promise<Programme> {
  const reading = await readProgramme(folder, { pace });
  if (reading.kind !== 'sound') throw new Error('the shipped programme has faults');
  const { protocols, criteria, ...rest } = reading.programme;
  return {
    ...rest,
    criteria: { ...criteria, maxAge: aDay },
    protocols: protocols.map((protocol) => ({ ...protocol, worthSending: patience, receiptWithin: patience })),
  };
}
