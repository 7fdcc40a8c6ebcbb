import type { FastifyInstance, FastifySchemaCompiler, FastifyTypeProvider, RawServerDefault } from 'fastify';
import type { FastifyBaseLogger } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FieldFault } from './api/problem.js';
import { faultWords } from './fault-words.js';
import { Problem } from './problem.js';

/** Lets a route's zod schemas type its request. */
export interface ZodTypeProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}

/** The application as routes see it. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Checks each part of a request by its zod schema; what fails becomes one `invalid` problem that names every field. */
export const zodValidator: FastifySchemaCompiler<unknown> = ({ schema, httpPart }) => {
  if (!(schema instanceof z.ZodType))
    throw new TypeError(`the ${httpPart ?? 'request'} schema of a route is no zod schema`);
  return (data: unknown) => {
    const result = schema.safeParse(data, { error: faultWords });
    if (result.success) return { value: result.data };
    return { error: invalid(faultsOf(result.error, httpPart ?? 'body')) };
  };
};

/** A body by its schema, where it could not be checked before its route was called. Throws an `invalid` problem. */
export function checkedBody<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data, { error: faultWords });
  if (!result.success) throw invalid(faultsOf(result.error, 'body'));
  return result.data;
}

/** A value by its schema, or in one line what is wrong with it. */
export function readAs<T>(
  schema: z.ZodType<T>,
  data: unknown,
): { readonly kind: 'read'; readonly value: T } | { readonly kind: 'faulty'; readonly faults: string } {
  const { success, data: value, error } = schema.safeParse(data, { error: faultWords });
  return success ? { kind: 'read', value } : { kind: 'faulty', faults: faultsOf(error, 'this').map(said).join('; ') };
}

/** The items of a list that fit their schema, and the faults of those that should, each with its place in the list. */
export function checkedEach<T>(
  schema: z.ZodType<T>,
  items: readonly unknown[],
  isLeftOut: (item: unknown) => boolean,
): { readonly good: readonly T[]; readonly faults: readonly FieldFault[] } {
  const good: T[] = [];
  const faults: FieldFault[] = [];
  for (const [index, item] of items.entries()) {
    if (isLeftOut(item)) continue;
    const { success, data, error } = schema.safeParse(item, { error: faultWords });
    if (success) good.push(data);
    else faults.push(...faultsOf(error, '').map(({ field, reason }) => ({ field: placed(index, field), reason })));
  }
  return { good, faults };
}

function placed(index: number, field: string): string {
  return field === '' ? String(index) : `${index}.${field}`;
}

/** The problem of a request with these faults. */
export function invalid(errors: readonly FieldFault[]): Problem {
  return new Problem('invalid', {
    detail: errors.map(said).join('; '),
    errors,
  });
}

function said({ field, reason }: FieldFault): string {
  return `${field}: ${reason}`;
}

/** Each fault with the path of its field; `whole` names what was checked where no field is to blame. */
function faultsOf(error: z.ZodError, whole: string): FieldFault[] {
  return error.issues.flatMap((issue) => {
    const at = (path: readonly PropertyKey[]): string => path.map(String).join('.') || whole;
    const { message: reason } = issue;
    if (issue.code !== 'unrecognized_keys') return [{ field: at(issue.path), reason }];
    return issue.keys.map((key) => ({ field: at([...issue.path, key]), reason }));
  });
}
