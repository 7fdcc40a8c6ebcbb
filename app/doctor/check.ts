/** What a look came to. A remedy is one line that says what to do. */
export type Verdict =
  | { readonly state: 'ok' | 'skipped'; readonly says: string }
  | { readonly state: 'warning' | 'fault'; readonly says: string; readonly remedy: string };

/** One thing that can be wrong with an installation. */
export interface Check {
  readonly name: string;
  /** Checks before it in the list without which a look makes no sense. */
  readonly needs?: readonly string[];
  /** Milliseconds that the look may take; 5,000 by default. */
  readonly limit?: number;
  /** What to do when the look itself fails or takes too long. */
  readonly remedy: string;
  /** Looks, and changes nothing that lasts. May reject: that is a fault. */
  readonly look: () => Promise<Verdict>;
}

/** The verdict of a check. */
export type Finding = Verdict & { readonly check: string };

const LIMIT = 5_000;

/** A look that is fine. */
export function ok(says: string): Verdict {
  return { state: 'ok', says };
}

/** A look at something that is not there to be looked at. */
export function skipped(says: string): Verdict {
  return { state: 'skipped', says };
}

/** Something that works, and may not be meant so. */
export function warning(says: string, remedy: string): Verdict {
  return { state: 'warning', says, remedy };
}

/** Something that does not work. */
export function fault(says: string, remedy: string): Verdict {
  return { state: 'fault', says, remedy };
}

/** Is told, with each finding, the names of the checks that are still under way. */
export type OnFinding = (pending: readonly string[]) => void;

/** Carries all checks out at once, each in its own time: one that hangs keeps no other from its end. Never rejects. */
export function examine(checks: readonly Check[], onFinding?: OnFinding): Promise<readonly Finding[]> {
  const pending = new Set(checks.map(({ name }) => name));
  const begun = new Map<string, Promise<Finding>>();
  for (const check of checks) {
    const needed = (check.needs ?? []).map((name) => begun.get(name)).filter((finding) => finding !== undefined);
    const finding = findingOf(check, needed).then((found) => {
      pending.delete(check.name);
      onFinding?.([...pending]);
      return found;
    });
    begun.set(check.name, finding);
  }
  return Promise.all(begun.values());
}

async function findingOf(check: Check, needed: readonly Promise<Finding>[]): Promise<Finding> {
  const lacking = (await Promise.all(needed)).find(({ state }) => state === 'fault' || state === 'skipped');
  if (lacking !== undefined) return { check: check.name, ...skipped(`not looked at without: ${lacking.check}`) };
  return { check: check.name, ...(await inTime(check)) };
}

async function inTime({ look, limit = LIMIT, remedy }: Check): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(fault(`no answer within ${limit / 1_000} seconds`, remedy)), limit);
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    const code = codeOf(error);
    return fault(code === undefined ? 'failed' : `failed: ${code}`, remedy);
  } finally {
    clearTimeout(timer);
  }
}

/** What may be said of an error: its code, if it has one. Messages of others quote addresses, logins and texts. */
export function codeOf(error: unknown): string | undefined {
  for (const cause of [error, error instanceof Error ? error.cause : undefined]) {
    if (typeof cause !== 'object' || cause === null) continue;
    const { code, codeName } = cause as { readonly code?: unknown; readonly codeName?: unknown };
    for (const known of [codeName, code]) {
      const text = typeof known === 'number' ? String(known) : known;
      if (typeof text === 'string' && /^[A-Za-z0-9_]{1,60}$/.test(text)) return text;
    }
  }
  return undefined;
}
