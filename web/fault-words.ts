import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a value has to be, by zod's name of its kind. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** Why a value is refused, where its schema has no words of its own: zod's never reach a caller. */
export function faultWords(issue: Issue): string {
  if (isMissing(issue)) return missing(issue);
  switch (issue.code) {
    case 'invalid_type':
      return `This has to be ${kinds[issue.expected] ?? 'of another kind'}.`;
    case 'invalid_value':
      return `This has to be ${oneOf(issue.values)}.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `This has to be ${oneOf(issue.options)}.`
        : 'This is none of the kinds that are allowed here.';
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0]?.message ?? 'This is not valid.';
    case 'unrecognized_keys':
      return 'This field is not known.';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'custom':
      return 'This is not valid.';
  }
}

function isMissing(issue: Issue): boolean {
  if (issue.input === undefined) return true;
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return false;
  return (issue.input as Readonly<Record<string, unknown>>)[issue.discriminator] === undefined;
}

function missing(issue: Issue): string {
  if (issue.code === 'invalid_value') return `This is missing: ${oneOf(issue.values)}.`;
  const options = issue.code === 'invalid_union' && Array.isArray(issue.options) ? issue.options : [];
  return options.length === 0 ? 'This is missing.' : `This is missing: ${oneOf(options)}.`;
}

/** The only value, or all of them in the order in which the schema has them. */
export function oneOf(values: readonly unknown[]): string {
  return `${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}`;
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  if (origin === 'string') return `This has to be at least ${minimum} characters long.`;
  if (origin === 'array') return `There has to be at least ${minimum}.`;
  return inclusive === false ? `This has to be more than ${minimum}.` : `This has to be ${minimum} or more.`;
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string {
  if (origin === 'string') return `This may be ${maximum} characters long.`;
  if (origin === 'array') return `There may be ${maximum} at most.`;
  return inclusive === false ? `This has to be less than ${maximum}.` : `This has to be ${maximum} or less.`;
}
