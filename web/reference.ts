import { createHash } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that a reference survives a phone call. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The eight characters (40 bits of a SHA-256) by which a customer names an incident; the same for each repeat of a report. */
export function referenceOf(tenant: string, incidentId: string): string {
  // A tenant holds no line break, so no two pairs make the same text.
  const digest = createHash('sha256').update(`${tenant}\n${incidentId}`).digest();
  const bits = [...digest.subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => alphabet.charAt(Number.parseInt(five, 2)));
}
