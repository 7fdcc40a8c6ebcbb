import type { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { environment, given, readWebSettings, readWorkerSettings, type Environment } from './env.js';
import { doubtsOf, isProduction } from './production.js';
import { readTemporal, type TemporalSettings } from './temporal.js';

const variables = environment.partial();
/** Each variable as it was read; undefined where it is missing or faulty and has no default. */
export type Variables = z.output<typeof variables>;

/** The settings of a whole installation as far as they can be read, for whoever looks for what is wrong with it. */
export interface Installation extends Partial<TemporalSettings> {
  /** Everything for which the web edge or a worker would refuse to start, each beginning with the name of a variable. */
  readonly faults: readonly string[];
  /** The variables without a fault, by name. */
  readonly settings: Variables;
  /** What is no fault and may not be meant so, likewise. */
  readonly doubts: readonly string[];
  /** Whether they are the settings of a production. */
  readonly production: boolean;
}

/** Reads what web edge and workers would read, and throws for no fault. */
export function readInstallation(env: Environment): Installation {
  const values = given(env);
  const temporal = readTemporal(values);
  const unsound = new Set(environment.safeParse(values).error?.issues.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(values).filter(([name]) => !unsound.has(name)));
  return {
    faults: [...new Set([...faultsIn(() => readWebSettings(env)), ...faultsIn(() => readWorkerSettings(env))])],
    settings: variables.parse(sound),
    doubts: doubtsOf(values),
    production: isProduction(values),
    ...(!('fault' in temporal) && { temporal }),
  };
}

/** The environment of this process, or undefined where it sets no variable that a server cannot do without. */
export function serverEnvironment(env: Environment = process.env): Environment | undefined {
  const values = given(env);
  const required = environment.safeParse({}).error?.issues.map(({ path }) => path.join('.')) ?? [];
  return [...required, 'TEMPORAL_ADDRESS'].some((name) => name in values) ? env : undefined;
}

function faultsIn(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}
