import { z } from 'zod';

/** A key as configured: for whom it stands and its SHA-256 in hex. */
export interface ConfiguredKey {
  readonly tenant: string;
  readonly actor: string;
  readonly role: 'backend' | 'agent' | 'lead' | 'manager' | 'admin';
  readonly sha256: string;
}

const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

const entry = z.strictObject({
  tenant: id,
  actor: id,
  role: z.enum(['backend', 'agent', 'lead', 'manager', 'admin']),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `API_KEYS`: entries `tenant:actor:role:sha256`, separated by commas. Faults name an entry by its place, never by its text. */
export const apiKeys = z
  .string('is missing; give entries tenant:actor:role:sha256, where sha256 is the output of: printf %s KEY | sha256sum')
  .transform((text, context) => {
    const keys = text.split(',').flatMap((part, at) => {
      const [tenant, actor, role, sha256, ...rest] = part.trim().split(':');
      const read = entry.safeParse({ tenant, actor, role, sha256 });
      if (read.success && rest.length === 0) return [read.data];
      const fields = read.error?.issues.map(({ path }) => path.join('.')).join(', ') ?? 'number of parts';
      context.addIssue({
        code: 'custom',
        message: `has a fault in entry ${at + 1} (${fields}); write tenant:actor:role:sha256`,
      });
      return [];
    });
    if (new Set(keys.map(({ sha256 }) => sha256)).size < keys.length) {
      context.addIssue({ code: 'custom', message: 'gives one key to two callers; each needs a key of its own' });
    }
    return keys satisfies ConfiguredKey[];
  });
