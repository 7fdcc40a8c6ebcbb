/** Reads the whole number of an option. Throws where it is not one from 1 to `most`. */
export function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new RangeError(`--${name} has to be a whole number from 1 to ${most}`);
}

/** Reads `--pace`: the milliseconds of plan that pass in one. Throws where it is no number from 1 on. */
export function paceOf(text: string): number {
  const pace = Number(text);
  if (pace >= 1 && Number.isFinite(pace)) return pace;
  throw new RangeError('--pace has to be a number from 1 on');
}
