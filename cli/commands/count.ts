import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number above zero. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number above 0.');
  return Number(text);
}
