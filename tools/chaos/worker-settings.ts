import { z } from 'zod';

/** How a worker of the chaos tool differs from one in production. */
export interface ChaosSettings {
  /** Whether a provider can be asked what became of a message. */
  readonly evidence: boolean;
  /** Whether sends are recorded at all. */
  readonly ledger: boolean;
  /** Milliseconds after which what providers show is whole. */
  readonly settleMs: number;
  /** The bundled workflows. */
  readonly workflows: string;
}

const variables = z.object({
  CHAOS_EVIDENCE: z.enum(['on', 'off']),
  CHAOS_LEDGER: z.enum(['on', 'off']),
  CHAOS_SETTLE_MS: z.coerce.number().positive(),
  CHAOS_WORKFLOWS: z.string().min(1),
});

/** The variables that hold these settings. */
export function chaosVariables({ evidence, ledger, settleMs, workflows }: ChaosSettings): Record<string, string> {
  return {
    CHAOS_EVIDENCE: evidence ? 'on' : 'off',
    CHAOS_LEDGER: ledger ? 'on' : 'off',
    CHAOS_SETTLE_MS: String(settleMs),
    CHAOS_WORKFLOWS: workflows,
  };
}

/** Reads the same settings back. Throws when one is missing. */
export function readChaosSettings(env: NodeJS.ProcessEnv): ChaosSettings {
  const read = variables.parse(env);
  return {
    evidence: read.CHAOS_EVIDENCE === 'on',
    ledger: read.CHAOS_LEDGER === 'on',
    settleMs: read.CHAOS_SETTLE_MS,
    workflows: read.CHAOS_WORKFLOWS,
  };
}
