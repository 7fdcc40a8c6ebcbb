import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** Parts of ids in which digits stand in groups and are no phone number: UUIDs, and dates with or without a time. */
const harmless =
  /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])|(?<!\d)(?:19|20)\d\d[._-](?:0[1-9]|1[0-2])[._-](?:0[1-9]|[12]\d|3[01])(?:[T._:-]?(?:[01]\d|2[0-3])[._:-]?[0-5]\d(?:[._:-]?[0-5]\d)?)?(?!\d)/gi;

/**
 * Whether an id says that it is a phone number, or holds one that is written as people write them: in groups. Digits
 * alone are none: honest customer numbers are nothing else, and many of them would be a number somewhere.
 */
export function holdsPhoneNumber(id: string): boolean {
  const [, declared] = /^(?:tel|sms):(.*)$/is.exec(id) ?? [];
  if (declared !== undefined && !/[a-z]/i.test(declared) && isNumber(declared.replace(/\D/g, ''))) return true;
  return digitGroups(id.replace(harmless, 'x')).some(isWrittenNumber);
}

/** Digit groups that stand together; beside letters and digits in one group, as in a hash, no others are looked at. */
function digitGroups(id: string): readonly (readonly string[])[] {
  const groups = id.split(/[^a-z0-9]+/i).filter((group) => group !== '');
  const runs: string[][] = [[]];
  for (const group of groups) {
    if (/^[a-z]+$/i.test(group)) runs.push([]);
    else runs.at(-1)?.push(group);
  }
  return runs.filter((run) => run.length >= 3 && run.every((group) => /^\d+$/.test(group)));
}

function isWrittenNumber(run: readonly string[]): boolean {
  const whole = run.join('');
  if (run.every(({ length }) => length <= 4) && isInternational(whole)) return true;
  return run.some((group, at) => {
    const rest = run.slice(at);
    if (group.startsWith('00') && rest.length >= 3 && isInternational(rest.join(''))) return true;
    const [area, exchange, line] = rest.map(({ length }) => length);
    return area === 3 && exchange === 3 && line === 4 && isAmerican(rest.slice(0, 3).join(''));
  });
}

function isNumber(digits: string): boolean {
  return isInternational(digits) || isAmerican(digits);
}

/** Two leading zeros are how most of the world dials the plus. */
function isInternational(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits.replace(/^00/, '')}`)?.isValid() ?? false;
}

function isAmerican(digits: string): boolean {
  return parsePhoneNumberFromString(digits, 'US')?.isValid() ?? false;
}
