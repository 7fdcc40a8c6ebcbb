import addressparser from 'nodemailer/lib/addressparser';

/** RFC 5321, 4.5.3.1.3: a path has 256 octets, two of which are the angle brackets. */
const LONGEST = 254;

/**
 * Is this exactly one addr-spec, with no name, no comment and no line break? A text that a mailer might read as two
 * addresses, or as a header, reaches people whom nobody meant.
 */
export function isOneAddress(to: string): boolean {
  if (to.length > LONGEST || !/^[^\s\p{Cc}<>()[\]\\,;:"@]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu.test(to)) return false;
  const [only, ...others] = addressparser(to);
  return others.length === 0 && only?.group === undefined && only?.name === '' && only.address === to;
}
