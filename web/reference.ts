import { createHash } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that a reference survives a phone call. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const isReference = new RegExp(`^[${alphabet}]{8}$`);

/**
 * A reference as people read it out and type it: in either case, in groups, O for 0 and I or L for 1. Undefined where
 * the text is none.
 */
export function readReference(text: string): string | undefined {
  const read = text.toUpperCase().replace(/[ -]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return isReference.test(read) ? read : undefined;
}

/** The eight characters (40 bits of a SHA-256) by which a customer names an incident; the same for each repeat of a report. */
export function referenceOf(tenant: string, incidentId: string): string {
  // A tenant holds no line break, so no two pairs make the same text.
  const digest = createHash('sha256').update(`${tenant}\n${incidentId}`).digest();
  const bits = [...digest.subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => alphabet.charAt(Number.parseInt(five, 2)));
}
